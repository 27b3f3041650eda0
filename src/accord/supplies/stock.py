"""Stock on pages: what lies in stores, whose it is, and who keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min, Q, Sum

from accord.supplies.models import Balance, Recall
from accord.supplies.things import ItemView, SiteView, Things, Who

GROUPS = ("owner", "site", "item")


@dataclass(frozen=True, slots=True)
class StockRow:
    """Goods of one owner and one item in one store; so many of them are recalled."""

    item: ItemView
    owner: Who
    holder: Who
    site: SiteView
    good: int
    damaged: int
    expiry: date | None
    recalled: int

    @property
    def own(self) -> bool:
        """Whether the owner keeps them itself."""
        return self.owner.handle == self.holder.handle


@dataclass(frozen=True, slots=True)
class StockGroup:
    """Rows that belong together; what they have in common is named on top."""

    title: str
    who: Who | None
    rows: list[StockRow]


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot in a store, and how much of it is there; `recalled`: who has frozen it."""

    lot: str
    item: ItemView
    owner: str
    batch: str
    expiry: date | None
    quantity: int
    recalled: str = ""

    def freed(self) -> "LotView":
        """The same, as if nobody had recalled it."""
        return replace(self, recalled="")


def rows(things: Things, site: str | None = None) -> list[StockRow]:
    """All goods in stores, or in one."""
    found = Balance.objects.filter(place__startswith="site:").exclude(holder="")
    if site is not None:
        found = found.filter(place=f"site:{site}")
    grouped = found.values("holder", "place", "owner", "lot__item").annotate(
        good=Sum("quantity", filter=Q(condition="good"), default=0),
        damaged=Sum("quantity", filter=Q(condition="damaged"), default=0),
        frozen=Sum("quantity", filter=Q(lot__recall__isnull=False), default=0),
        first=Min("lot__expiry", filter=~Q(lot__expiry="")),
    )
    return [
        StockRow(
            item=things.items[one["lot__item"]],
            owner=things.member(one["owner"]),
            holder=things.member(one["holder"]),
            site=things.sites[one["place"].removeprefix("site:")],
            good=one["good"],
            damaged=one["damaged"],
            expiry=day(one["first"]),
            recalled=one["frozen"],
        )
        for one in grouped
    ]


def grouped(found: list[StockRow], by: str) -> list[StockGroup]:
    """Rows in groups by owner, site or item."""
    groups: dict[str, StockGroup] = {}
    for row in sorted(found, key=lambda row: (row.item.name.lower(), row.site.name)):
        key, title, who = _group_of(row, by)
        groups.setdefault(key, StockGroup(title, who, [])).rows.append(row)
    return sorted(groups.values(), key=lambda group: group.title.lower())


def _group_of(row: StockRow, by: str) -> tuple[str, str, Who | None]:
    if by == "item":
        return row.item.id, row.item.name, None
    if by == "site":
        return row.site.id, row.site.name, None
    return row.owner.handle, row.owner.title, row.owner


def lots(
    things: Things, holder: str, site: str, owner: str, condition: str = "good"
) -> list[LotView]:
    """The lots of one owner that a member holds at a site, oldest date first."""
    rows = Balance.objects.filter(
        holder=holder, place=f"site:{site}", owner=owner, condition=condition
    )
    found = list(rows.select_related("lot"))
    who = recalled([one.lot_id for one in found])
    views = [
        LotView(
            lot=one.lot.lot,
            item=things.items[one.lot.item],
            owner=one.owner,
            batch=one.lot.batch,
            expiry=day(one.lot.expiry),
            quantity=one.quantity,
            recalled=things.member(who[one.lot_id]).title if one.lot_id in who else "",
        )
        for one in found
    ]
    return sorted(
        views,
        key=lambda view: (view.item.name.lower(), view.expiry or date.max, view.lot),
    )


def shelves(
    things: Things, holder: str, conditions: tuple[str, ...] = ("good",)
) -> list[tuple[SiteView, Who, int]]:
    """(site, owner, kinds of goods) of all stock of these conditions with a holder."""
    found = (
        Balance.objects.filter(
            holder=holder, place__startswith="site:", condition__in=conditions
        )
        .values_list("place", "owner", "lot__item")
        .distinct()
    )
    return _shelves(things, found)


def owned(things: Things, owner: str) -> list[tuple[SiteView, Who, int]]:
    """(site, holder, kinds of goods) of all good stock that a member owns."""
    found = (
        Balance.objects.filter(owner=owner, place__startswith="site:", condition="good")
        .exclude(holder="")
        .values_list("place", "holder", "lot__item")
        .distinct()
    )
    return _shelves(things, found)


def _shelves(
    things: Things, found: Iterable[tuple[str, str, str]]
) -> list[tuple[SiteView, Who, int]]:
    counted: dict[tuple[str, str], int] = {}
    for place, member, _item in found:
        at = (place.removeprefix("site:"), member)
        counted[at] = counted.get(at, 0) + 1
    return sorted(
        (
            (things.sites[site], things.member(member), kinds)
            for (site, member), kinds in counted.items()
        ),
        key=lambda one: (one[0].name.lower(), one[1].title.lower()),
    )


def recalled(lots: Iterable[str]) -> dict[str, str]:
    """Lot -> who has frozen it, of those that are."""
    rows = Recall.objects.filter(lot__in=list(lots))
    return dict(rows.values_list("lot_id", "member"))


def day(text: str | None) -> date | None:
    """A day as the log writes it, or None."""
    return date.fromisoformat(text) if text else None
