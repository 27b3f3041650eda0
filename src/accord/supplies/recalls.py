"""Lots that a member may recall, and where they lie now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accord.core.acts.supplies import MAX_LINES
from accord.people.names import Who
from accord.supplies.models import Balance, Lot, Movement
from accord.supplies.stock import day, recalled
from accord.supplies.things import ItemView, Things


@dataclass(frozen=True, slots=True)
class RecallView:
    """A lot of a member: how much of it lies where, and who has frozen it."""

    lot: str
    item: ItemView
    batch: str
    expiry: date | None
    quantity: int
    places: tuple[str, ...]
    on_the_way: bool
    by: Who | None


def of_member(things: Things, member: str, item: str) -> tuple[list[RecallView], bool]:
    """A member's lots of an item, or of all ("") that lie anywhere; not all, if True.

    Its lots are those that came in for it, and those that it was given later. At most
    as many as one record may name.
    """
    given = Movement.objects.filter(target_owner=member).exclude(owner=member)
    rows = Lot.objects.filter(
        Q(owner=member) | Q(lot__in=given.values("lot")),
        lot__in=Balance.objects.exclude(holder="").filter(quantity__gt=0).values("lot"),
    )
    if item:
        # Only what is an item is asked of the database.
        rows = rows.filter(item=item) if item in things.items else rows.none()
    found = list(rows.order_by("item", "expiry", "lot")[: MAX_LINES + 1])
    shown = found[:MAX_LINES]
    views = _views(shown, things)
    return sorted(views, key=_order), len(found) > MAX_LINES


def _order(view: RecallView) -> tuple[str, date, str]:
    return view.item.name.lower(), view.expiry or date.max, view.lot


def _views(rows: list[Lot], things: Things) -> list[RecallView]:
    names = [row.lot for row in rows]
    who = recalled(names)
    amounts: dict[str, int] = {}
    places: dict[str, set[str]] = {}
    held = Balance.objects.filter(lot__in=names).exclude(holder="")
    for one in held:
        amounts[one.lot_id] = amounts.get(one.lot_id, 0) + one.quantity
        places.setdefault(one.lot_id, set()).add(one.place)
    return [
        RecallView(
            lot=row.lot,
            item=things.items[row.item],
            batch=row.batch,
            expiry=day(row.expiry),
            quantity=amounts.get(row.lot, 0),
            places=_sites(places.get(row.lot, set()), things),
            on_the_way=any(
                one.startswith("transit:") for one in places.get(row.lot, ())
            ),
            by=things.member(who[row.lot]) if row.lot in who else None,
        )
        for row in rows
    ]


def _sites(places: Iterable[str], things: Things) -> tuple[str, ...]:
    ids = (one.removeprefix("site:") for one in places if one.startswith("site:"))
    return tuple(sorted(things.sites[one].name for one in ids))
