"""Writes the read tables of what prepares movements, and of what plans hold back."""

import json
from collections.abc import Iterator, Sequence

from django.db.models import Model

from accord.core.acts import planning as acts
from accord.core.rules.changes import Change, Over, Planned, TookEffect
from accord.ledger.bulk import Value, insert
from accord.supplies.books import key_of
from accord.supplies.models import Kit, Offer, PlanPart, Policy, Reserved, Vehicle

TABLES: tuple[type[Model], ...] = (Vehicle, Kit, Offer, Policy, PlanPart, Reserved)
Row = tuple[Value, ...]

_VEHICLE = (
    "act",
    "by",
    "code",
    "grams",
    "millilitres",
    "pallets",
    "bands",
    "home",
    "names",
    "index",
)
_KIT = ("act", "by", "code", "parts", "names", "index")
_OFFER = (
    "act",
    "by",
    "site",
    "until",
    "item",
    "quantity",
    "vehicle",
    "note",
    "index",
    "over",
)
_POLICY = ("act", "by", "to", "items", "limit", "floor", "until", "index")
_PART = ("act", "by", "plan", "vehicles", "index", "over")
_RESERVED = ("key", "part", "holder", "place", "owner", "lot", "quantity")


def apply_plans(changes: Sequence[Change]) -> None:
    """Writes what changed."""
    made = [one for one in changes if isinstance(one, TookEffect)]
    insert(Vehicle, _VEHICLE, _vehicles(made))
    insert(Kit, _KIT, _kits(made))
    insert(Offer, _OFFER, _offers(made))
    insert(Policy, _POLICY, _policies(made))
    insert(PlanPart, _PART, _parts(made))
    _reserve([one for one in changes if isinstance(one, Planned)])
    over = [one.act_id for one in changes if isinstance(one, Over)]
    if over:
        Offer.objects.filter(act__in=over).update(over=True)
        PlanPart.objects.filter(act__in=over).update(over=True)


def _vehicles(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Vehicle):
            size = (body.grams, body.millilitres, body.pallets, ",".join(body.bands))
            names = act.content("names")
            yield (act.id, act.by, body.code, *size, body.home or "", names, one.index)


def _kits(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Kit):
            parts = [
                {"item": part.item, "quantity": part.quantity} for part in body.parts
            ]
            names = act.content("names")
            yield (act.id, act.by, body.code, json.dumps(parts), names, one.index)


def _offers(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Offer):
            what = (body.item or "", body.quantity or 0, body.vehicle or "")
            note = act.content("note")
            place = (act.id, act.by, body.site, body.until)
            yield (*place, *what, note, one.index, False)


def _policies(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Policy):
            limits = (json.dumps(body.items), body.limit, body.floor, body.until)
            yield (act.id, act.by, body.to, *limits, one.index)


def _parts(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Plan):
            promised = [
                {"vehicle": each.vehicle, "since": each.since, "until": each.until}
                for each in body.vehicles
            ]
            yield (act.id, act.by, body.plan, json.dumps(promised), one.index, False)


def _reserve(changes: Sequence[Planned]) -> None:
    """The last word on each plan, account and lot wins."""
    ends = {f"{one.plan} {key_of(one.account, one.lot)}": one for one in changes}
    insert(
        Reserved,
        _RESERVED,
        (
            (key, one.plan, *one.account[:3], one.lot, one.quantity)
            for key, one in ends.items()
            if one.quantity
        ),
        replace=("quantity",),
    )
    gone = [key for key, one in ends.items() if not one.quantity]
    if gone:
        Reserved.objects.filter(key__in=gone).delete()
