"""Needs, and how far each is covered: worst first.

What lies at the site or was given out there since the need was registered counts as
there; what is on its way to the site counts as coming. Where several needs ask for the
same, the more urgent is served first.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from accord.core.acts import times
from accord.ledger import queries
from accord.people.names import Who
from accord.supplies import stock
from accord.supplies.given import key_of, totals
from accord.supplies.models import Balance, Consignment, Lot, Need, Recall
from accord.supplies.stock import Lying
from accord.supplies.things import ItemView, SiteView, Things

UNDER_WAY = ("packed", "moving")
Amounts = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need on a page. State: unmet, coming, met."""

    id: str
    site: SiteView
    item: ItemView
    by: Who
    quantity: int
    priority: int
    people: int
    due: datetime
    note: str
    there: int
    coming: int

    @property
    def lacking(self) -> int:
        """What nobody has and nobody brings."""
        return self.quantity - self.there - self.coming

    @property
    def state(self) -> str:
        """How far it is covered."""
        if self.lacking:
            return "unmet"
        return "coming" if self.coming else "met"

    @property
    def bar(self) -> tuple[int, int]:
        """What is there and what is coming, in whole hundredths."""
        there = 100 * self.there // self.quantity
        return there, 100 * (self.there + self.coming) // self.quantity - there


def needs(
    things: Things, site: str | None = None, lying: Sequence[Lying] | None = None
) -> list[NeedView]:
    """All needs that hold, worst first: unmet, then on the way, then met.

    `lying` is what lies in all stores, if at hand.
    """
    held = Need.objects.filter(undone=False)
    if site is not None:
        # Goods at one site serve the needs of no other.
        held = held.filter(site=site)
    rows = list(held.order_by("priority", "due", "index"))
    notes = queries.documents(row.note for row in rows)
    there, coming = _at_sites(rows, lying), _coming(rows)
    given = totals(key_of(row.site, row.item) for row in rows)
    served: Amounts = defaultdict(int)
    views = []
    for row in rows:
        at = (row.site, row.item)
        since = given.get(key_of(*at), 0) - row.given
        has = min(row.quantity, max(0, there[at] + since - served[at]))
        served[at] += has
        comes = min(row.quantity - has, coming[at])
        coming[at] -= comes
        views.append(_view(row, things, notes.get(row.note, {}), has, comes))
    order = {"unmet": 0, "coming": 1, "met": 2}
    return sorted(views, key=lambda one: order[one.state])


def _view(
    row: Need, things: Things, note: dict[str, object], there: int, coming: int
) -> NeedView:
    return NeedView(
        id=row.act,
        site=things.sites[row.site],
        item=things.items[row.item],
        by=things.member(row.by),
        quantity=row.quantity,
        priority=row.priority,
        people=row.people,
        due=times.parse(row.due),
        note=str(note.get("text", "")),
        there=there,
        coming=coming,
    )


def _at_sites(rows: list[Need], lying: Sequence[Lying] | None) -> Amounts:
    """(site, item) -> good units there for it, whoever holds and owns them.

    Neither what is recalled, nor what was given for another place.
    """
    places = {f"site:{row.site}" for row in rows}
    lying = stock.lying(places) if lying is None else lying
    good = Balance.objects.filter(place__in=places, condition="good").exclude(holder="")
    frozen = good.filter(lot__in=Recall.objects.values("lot"))
    kept = good.filter(lot__in=Lot.objects.filter(earmark__gt="").values("lot"))
    kept = kept.filter(lot__recall__isnull=True)
    amounts: Amounts = defaultdict(int)
    for _holder, place, _owner, item, units, *_ in lying:
        amounts[place.removeprefix("site:"), item] += units
    for place, item, units in frozen.values_list("place", "lot__item", "quantity"):
        amounts[place.removeprefix("site:"), item] -= units
    gifts = kept.values_list("place", "lot__item", "lot__earmark", "quantity")
    for place, item, earmark, units in gifts:
        site = place.removeprefix("site:")
        if earmark != site:
            amounts[site, item] -= units
    return amounts


def _coming(rows: list[Need]) -> Amounts:
    """(site, item) -> good units on their way there for it; none recalled."""
    wanted = {row.site for row in rows}
    to = dict(
        Consignment.objects.filter(
            state__in=UNDER_WAY, destination__in=wanted
        ).values_list("act", "destination")
    )
    found = (
        Balance.objects.filter(
            place__in=[f"transit:{act}" for act in to],
            condition="good",
            lot__recall__isnull=True,
        )
        .values_list("place", "lot__item", "lot__earmark")
        .annotate(Sum("quantity"))
    )
    amounts: Amounts = defaultdict(int)
    for place, item, earmark, quantity in found:
        site = to[place.removeprefix("transit:")]
        if earmark in ("", site):
            amounts[site, item] += quantity
    return amounts
