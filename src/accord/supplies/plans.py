"""Kits, offers and standing policies on pages."""

import json
from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.people.names import Who
from accord.supplies.models import Kit, Offer, Policy
from accord.supplies.things import ItemView, SiteView, Things


@dataclass(frozen=True, slots=True)
class KitView:
    """A kit, and the items in it with the units of each."""

    id: str
    by: Who
    code: str
    name: str
    parts: tuple[tuple[ItemView, int], ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer that stands: so many units of an item, or a vehicle, at a site."""

    id: str
    by: Who
    site: SiteView
    until: datetime
    item: ItemView | None
    quantity: int
    vehicle: str
    note: str


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The newest policy of an owner for a holder; `items` is empty for all."""

    id: str
    owner: Who
    to: Who
    items: tuple[ItemView, ...]
    limit: int
    floor: int
    until: datetime
    over: bool
    spent: tuple[tuple[ItemView, int], ...]


def kits(things: Things) -> list[KitView]:
    """All kits, by name."""
    rows = list(Kit.objects.all())
    named = queries.documents(row.names for row in rows)
    views = [
        KitView(
            id=row.act,
            by=things.member(row.by),
            code=row.code,
            name=things.named(named.get(row.names, {})) or row.code,
            parts=tuple(
                (things.items[one["item"]], one["quantity"])
                for one in json.loads(row.parts)
            ),
        )
        for row in rows
    ]
    return sorted(views, key=lambda one: one.name.lower())


def offers(things: Things) -> list[OfferView]:
    """Offers that nobody closed and whose time has not come, the next to end first."""
    rows = list(
        Offer.objects.filter(over=False, until__gt=clock.text()).order_by("until")
    )
    notes = queries.documents(row.note for row in rows if row.note)
    return [
        OfferView(
            id=row.act,
            by=things.member(row.by),
            site=things.sites[row.site],
            until=times.parse(row.until),
            item=things.items.get(row.item),
            quantity=row.quantity,
            vehicle=things.named_vehicle(row.vehicle),
            note=str(notes.get(row.note, {}).get("text", "")),
        )
        for row in rows
    ]


def policies(things: Things) -> list[PolicyView]:
    """The newest policy of each owner for each holder, with what went out under it."""
    newest = {(row.by, row.to): row for row in Policy.objects.order_by("index")}
    with reading() as state:
        spent = dict(state.stock.spent)
    now = clock.text()
    return [
        PolicyView(
            id=row.act,
            owner=things.member(owner),
            to=things.member(to),
            items=tuple(things.items[one] for one in json.loads(row.items)),
            limit=row.limit,
            floor=row.floor,
            until=times.parse(row.until),
            over=row.until < now,
            spent=tuple(
                (things.items[item], n)
                for (by, holder, item), n in spent.items()
                if (by, holder) == (owner, to)
            ),
        )
        for (owner, to), row in newest.items()
    ]


def policy(things: Things, owner: str, holder: str) -> PolicyView | None:
    """What an owner lets a holder do now, or None."""
    for one in policies(things):
        if (one.owner.handle, one.to.handle) == (owner, holder) and not one.over:
            return one
    return None
