"""Stock on pages: what lies in stores, whose it is, and who keeps it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from operator import itemgetter

from django.db.models import Sum

from accord.ledger import clock
from accord.people.names import Who
from accord.supplies.models import Balance, Lot, Recall, Reserved, Shelf
from accord.supplies.things import ItemView, SiteView, Things

GROUPS = ("owner", "site", "item")
_SHELF = ("holder", "place", "owner", "item", "good", "damaged", "expiry")
# What they stand in, of these columns.
_GROUP = {"owner": itemgetter(2), "site": itemgetter(1), "item": itemgetter(3)}
At = tuple[str, str, str, str]  # holder, place, owner, item
Lying = tuple[str, str, str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class StockRow:
    """Goods of one owner and one item in one store; so many of them are recalled.

    `kept`: names of places, and how much was given for each of these alone.
    """

    item: ItemView
    owner: Who
    holder: Who
    site: SiteView
    good: int
    damaged: int
    expiry: date | None
    recalled: int
    kept: tuple[tuple[str, int], ...] = ()

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
    """A lot in a store, and how much of it is there.

    `recalled`: who has frozen it; `only`: for which one place it was given; `over`: its
    last day is past; `promised`: how much of it agreed plans hold back.
    """

    lot: str
    item: ItemView
    owner: str
    batch: str
    expiry: date | None
    quantity: int
    recalled: str = ""
    only: str = ""
    over: bool = False
    promised: int = 0

    @property
    def free(self) -> int:
        """How much of it no plan holds back."""
        return max(0, self.quantity - self.promised)

    def freed(self) -> "LotView":
        """The same, as if nobody had recalled it."""
        return replace(self, recalled="")

    def unbound(self) -> "LotView":
        """The same, as if no plan held any of it back."""
        return replace(self, promised=0)


def rows(things: Things, site: str | None = None) -> list[StockRow]:
    """All goods in stores, or in one."""
    found = Shelf.objects.all()
    if site is not None:
        found = found.filter(place=f"site:{site}")
    frozen, kept = _frozen(), _earmarked(things)
    return [_row(one, things, frozen, kept) for one in found.values_list(*_SHELF)]


def _row(
    one: Lying,
    things: Things,
    frozen: dict[At, int],
    kept: dict[At, list[tuple[str, int]]],
) -> StockRow:
    holder, place, owner, item, good, damaged, expiry = one
    return StockRow(
        item=things.items[item],
        owner=things.member(owner),
        holder=things.member(holder),
        site=things.sites[place.removeprefix("site:")],
        good=good,
        damaged=damaged,
        expiry=day(expiry),
        recalled=frozen.get((holder, place, owner, item), 0),
        kept=tuple(kept.get((holder, place, owner, item), ())),
    )


def _frozen() -> dict[At, int]:
    """How much of what lies in stores is recalled."""
    recalls = Recall.objects.values("lot")
    found = Balance.objects.filter(lot__in=recalls, place__startswith="site:")
    kept = found.exclude(holder="").values_list("holder", "place", "owner", "lot__item")
    return {
        (holder, place, owner, item): units
        for holder, place, owner, item, units in kept.annotate(Sum("quantity"))
    }


def _earmarked(things: Things) -> dict[At, list[tuple[str, int]]]:
    """For which place alone how much of what lies in stores was given."""
    gifts = Lot.objects.filter(earmark__gt="").values("lot")
    found = Balance.objects.filter(lot__in=gifts, place__startswith="site:")
    found = found.filter(quantity__gt=0).exclude(holder="")
    at = found.values_list("holder", "place", "owner", "lot__item", "lot__earmark")
    kept: dict[At, list[tuple[str, int]]] = defaultdict(list)
    for holder, place, owner, item, site, units in at.annotate(Sum("quantity")):
        kept[holder, place, owner, item].append((things.named_site(site), units))
    return kept


def lying(places: Iterable[str] | None = None) -> list[Lying]:
    """What lies in all stores, or in these, in no order."""
    rows = Shelf.objects.values_list(*_SHELF)
    return list(rows if places is None else rows.filter(place__in=places))


def kinds(found: Iterable[Lying]) -> dict[str, int]:
    """Site -> kinds of good stock there."""
    good = {(one[1], one[3]) for one in found if one[4]}
    return dict(Counter(place.removeprefix("site:") for place, _item in good))


def first(found: list[Lying], by: str, things: Things, most: int) -> list[Lying]:
    """The first rows: of every owner and store as many as of any other.

    So none of them is hidden; of items the first by name.
    """
    if len(found) <= most:
        return found
    order = _order(things)
    if by == "item":
        return nsmallest(most, found, key=order)
    groups: dict[str, list[Lying]] = defaultdict(list)
    for one in found:
        groups[_GROUP[by](one)].append(one)
    each = max(1, most // len(groups))
    return [one for group in groups.values() for one in nsmallest(each, group, order)]


def in_groups(found: list[Lying], by: str, things: Things) -> list[Lying]:
    """All rows in the order in which `groups` shows them."""
    order = _order(things)
    if by == "item":
        return sorted(found, key=order)
    group = _GROUP[by]
    titles = {key: _title(key, by, things) for key in set(map(group, found))}
    return sorted(found, key=lambda one: (titles[group(one)], order(one)))


def _title(key: str, by: str, things: Things) -> str:
    """What the groups of owners or sites are sorted by."""
    if by == "site":
        return things.sites[key.removeprefix("site:")].name.lower()
    return things.member(key).title.lower()


def groups(chosen: Iterable[Lying], by: str, things: Things) -> list[StockGroup]:
    """These rows on a page, grouped by owner, site or item."""
    frozen, kept = _frozen(), _earmarked(things)
    return grouped([_row(one, things, frozen, kept) for one in chosen], by)


def _order(things: Things) -> Callable[[Lying], tuple[str, str, str, str]]:
    """By item and store, as people read them; then by owner and holder."""
    items = {one.id: one.name.lower() for one in things.items.values()}
    sites = {f"site:{one.id}": one.name for one in things.sites.values()}
    return lambda one: (items[one[3]], sites[one[1]], one[2], one[0])


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
    held = _promised(holder, site, owner) if condition == "good" else {}
    today = clock.text()[:10]
    views = [
        LotView(
            lot=one.lot.lot,
            item=things.items[one.lot.item],
            owner=one.owner,
            batch=one.lot.batch,
            expiry=day(one.lot.expiry),
            quantity=one.quantity,
            recalled=things.member(who[one.lot_id]).title if one.lot_id in who else "",
            only=things.named_site(one.lot.earmark),
            over=is_over(one.lot.expiry, today),
            promised=held.get(one.lot_id, 0),
        )
        for one in found
    ]
    return sorted(
        views,
        key=lambda view: (view.item.name.lower(), view.expiry or date.max, view.lot),
    )


def _promised(holder: str, site: str, owner: str) -> dict[str, int]:
    """Lot -> how much of it agreed plans hold back, of one owner's goods in a store."""
    rows = Reserved.objects.filter(holder=holder, place=f"site:{site}", owner=owner)
    counted = rows.values_list("lot").annotate(Sum("quantity"))
    return dict(counted.values_list("lot", "quantity__sum"))


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


def is_over(expiry: str, today: str) -> bool:
    """Whether the last day of goods is past; both as the log writes days."""
    return bool(expiry) and expiry < today


def day(text: str | None) -> date | None:
    """A day as the log writes it, or None."""
    return date.fromisoformat(text) if text else None
