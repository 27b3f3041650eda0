"""Stock on pages: what lies in stores, whose it is, and who keeps it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, Sum

from accord.supplies.models import Balance
from accord.supplies.things import ItemView, SiteView, Things, Who

GROUPS = ("owner", "site", "item")


@dataclass(frozen=True, slots=True)
class StockRow:
    """Goods of one owner and one item in one store."""

    item: ItemView
    owner: Who
    holder: Who
    site: SiteView
    good: int
    damaged: int
    expiry: date | None

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
    """A lot in a store, and how much of it is good."""

    lot: str
    item: ItemView
    owner: str
    batch: str
    expiry: date | None
    quantity: int


def rows(things: Things, site: str | None = None) -> list[StockRow]:
    """All goods in stores, or in one."""
    found = Balance.objects.filter(place__startswith="site:").exclude(holder="")
    if site is not None:
        found = found.filter(place=f"site:{site}")
    grouped = found.values("holder", "place", "owner", "lot__item").annotate(
        good=Sum("quantity", filter=Q(condition="good"), default=0),
        damaged=Sum("quantity", filter=Q(condition="damaged"), default=0),
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


def lots(things: Things, holder: str, site: str, owner: str) -> list[LotView]:
    """The good lots of one owner that a member holds at a site, oldest date first."""
    found = Balance.objects.filter(
        holder=holder, place=f"site:{site}", owner=owner, condition="good"
    ).select_related("lot")
    views = [
        LotView(
            lot=one.lot.lot,
            item=things.items[one.lot.item],
            owner=one.owner,
            batch=one.lot.batch,
            expiry=day(one.lot.expiry),
            quantity=one.quantity,
        )
        for one in found
    ]
    return sorted(
        views,
        key=lambda view: (view.item.name.lower(), view.expiry or date.max, view.lot),
    )


def shelves(things: Things, holder: str) -> list[tuple[SiteView, Who, int]]:
    """(site, owner, kinds of goods) of all good stock that a member holds."""
    found = (
        Balance.objects.filter(
            holder=holder, place__startswith="site:", condition="good"
        )
        .values_list("place", "owner", "lot__item")
        .distinct()
    )
    counted: dict[tuple[str, str], int] = {}
    for place, owner, _item in found:
        at = (place.removeprefix("site:"), owner)
        counted[at] = counted.get(at, 0) + 1
    return sorted(
        (
            (things.sites[site], things.member(owner), kinds)
            for (site, owner), kinds in counted.items()
        ),
        key=lambda one: (one[0].name.lower(), one[1].title.lower()),
    )


def day(text: str | None) -> date | None:
    """A day as the log writes it, or None."""
    return date.fromisoformat(text) if text else None
