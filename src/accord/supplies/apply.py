"""Writes the read tables of supplies from what the log changed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from accord.core.acts import supplies as acts
from accord.core.rules.changes import (
    Agreed,
    Change,
    Closed,
    Conflicted,
    ConsignmentChanged,
    Differed,
    Moved,
    Over,
    Recalled,
    Settled,
    Signed,
    TookEffect,
    Undone,
)
from accord.ledger.bulk import Value, insert, update
from accord.supplies.apply_plans import TABLES as PLANS
from accord.supplies.apply_plans import apply_plans
from accord.supplies.books import write_movements
from accord.supplies.given import Given, add, given_out, key_of, totals, until
from accord.supplies.lots import Goods, lots_of, new_lots
from accord.supplies.models import (
    Balance,
    Conflict,
    Consignment,
    ConsignmentLine,
    Dated,
    DaySum,
    Difference,
    Gift,
    GivenOut,
    Handover,
    Item,
    Lot,
    Movement,
    Need,
    Recall,
    Shelf,
    Site,
)

TABLES: tuple[type[Model], ...] = (
    Item,
    Site,
    Need,
    GivenOut,
    Lot,
    Balance,
    Shelf,
    DaySum,
    Dated,
    Gift,
    Movement,
    Consignment,
    ConsignmentLine,
    Handover,
    Difference,
    Recall,
    Conflict,
    *PLANS,
)
Row = tuple[Value, ...]


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed; what adds rows first, then what changes them."""
    ours = [one for one in changes if not isinstance(one, Signed) or _is_ours(one)]
    made = [one for one in ours if isinstance(one, TookEffect)]
    insert(Item, _ITEM, _items(made))
    insert(Site, _SITE, _sites(made))
    new = new_lots(ours, made)
    insert(Lot, ("lot", *Goods._fields), ((lot, *said) for lot, said in new.items()))
    moves = [one for one in ours if isinstance(one, Moved)]
    lots = lots_of(moves, new)
    given = given_out(moves, lots)
    insert(Need, _NEED, _needs(made, given))
    add(given)
    insert(Consignment, _CONSIGNMENT, _sent(made))
    insert(ConsignmentLine, _LINE, _lines(made))
    insert(Handover, _HANDOVER, _handovers(ours))
    insert(Difference, _DIFFERENCE, _differences(ours))
    write_movements(moves, lots)
    _follow(ours)
    apply_plans(ours)


def _is_ours(signed: Signed) -> bool:
    return signed.first and signed.act.kind == acts.Handover.KIND


_ITEM = (
    "act",
    "by",
    "code",
    "unit",
    "grams",
    "millilitres",
    "packs",
    "names",
    "index",
)


def _items(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Item):
            packs = [{"code": pack.code, "units": pack.units} for pack in body.packs]
            weight = (body.grams, body.millilitres)
            names = act.content("names")
            yield (
                act.id,
                act.by,
                body.code,
                body.unit,
                *weight,
                json.dumps(packs),
                names,
                one.index,
            )


_SITE = ("act", "by", "code", "place", "index")


def _sites(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Site):
            yield (act.id, act.by, body.code, act.content("place"), one.index)


_NEED = (
    "act",
    "by",
    "site",
    "item",
    "quantity",
    "priority",
    "people",
    "due",
    "note",
    "index",
    "given",
    "undone",
)


def _needs(made: list[TookEffect], given: Given) -> Iterator[Row]:
    asked = [(one, one.act.body) for one in made if isinstance(one.act.body, acts.Need)]
    before = totals(key_of(body.site, body.item) for _one, body in asked)
    for one, body in asked:
        yield (
            one.act.id,
            one.act.by,
            body.site,
            body.item,
            body.quantity,
            body.priority,
            body.people,
            body.due,
            one.act.content("note"),
            one.index,
            until(one.index, key_of(body.site, body.item), before, given),
            False,
        )


_CONSIGNMENT = (
    "act",
    "by",
    "site",
    "owner",
    "receiver",
    "destination",
    "holder",
    "state",
    "stored",
    "index",
    "time",
)


def _sent(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Consign):
            yield (
                act.id,
                act.by,
                body.site,
                body.owner,
                body.receiver,
                body.destination,
                act.by,
                "packed",
                "",
                one.index,
                one.time,
            )


_LINE = ("key", "consignment", "number", "lot", "sent")


def _lines(made: Sequence[TookEffect]) -> Iterator[Row]:
    for one in made:
        act, body = one.act, one.act.body
        if isinstance(body, acts.Consign):
            for number, line in enumerate(body.lines):
                key = f"{act.id}.{number}"
                yield (key, act.id, number, line.lot, line.quantity)


_HANDOVER = ("act", "consignment", "giver", "receiver", "state", "index")


def _handovers(changes: Sequence[Change]) -> Iterator[Row]:
    for one in changes:
        if isinstance(one, Signed) and isinstance(one.act.body, acts.Handover):
            body = one.act.body
            yield (
                one.act.id,
                body.consignment,
                body.giver,
                body.receiver,
                "open",
                one.index,
            )


_DIFFERENCE = (
    "key",
    "act",
    "consignment",
    "line",
    "damaged",
    "missing",
    "excess",
    "agreed",
)


def _differences(changes: Sequence[Change]) -> Iterator[Row]:
    for one in changes:
        if isinstance(one, Differed):
            counted = (one.damaged, one.missing, one.excess)
            key = f"{one.act_id}.{one.line}"
            yield (key, one.act_id, one.consignment, one.line, *counted, "")


@dataclass
class _Ends:
    """How rows stand at the end of some changes: the last word on each wins."""

    handovers: dict[str, str] = field(default_factory=dict)
    consignments: dict[str, ConsignmentChanged] = field(default_factory=dict)
    conflicts: dict[str, Conflicted | None] = field(default_factory=dict)
    undone: list[str] = field(default_factory=list)
    agreed: dict[str, str] = field(default_factory=dict)
    recalled: dict[str, str | None] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)

    def note(self, one: Change) -> None:
        """Takes one change in, in the order of the log."""
        match one:
            case TookEffect(act, _, _) if act.kind == acts.Handover.KIND:
                self.handovers[act.id] = "effect"
            case Closed(act_id, _, _, _):
                self.handovers[act_id] = "closed"
            case ConsignmentChanged():
                self.consignments[one.consignment] = one
            case Conflicted(act_id):
                self.conflicts[act_id] = one
                self.handovers[act_id] = "conflict"
            case Settled(act_id, _, _):
                self.conflicts[act_id] = None
                self.handovers[act_id] = "effect"
            case Undone(act_id, _):
                self.conflicts[act_id] = None
                self.handovers[act_id] = "undone"
                self.undone.append(act_id)
            case _:
                self.note_of_keeping(one)

    def note_of_keeping(self, one: Change) -> None:
        """Takes in what keeping stock changed."""
        match one:
            case Agreed(handover, line, by_act, stands):
                self.agreed[f"{handover}.{line}"] = by_act if stands else ""
            case Recalled(lot, member, stands):
                self.recalled[lot] = member if stands else None
            case Over(act_id, _):
                self.closed.append(act_id)
            case _:
                pass


def _follow(changes: Sequence[Change]) -> None:
    """What becomes of rows that are there."""
    ends = _Ends()
    for one in changes:
        ends.note(one)
    update(Handover, ("state",), ends.handovers.items())
    update(
        Consignment,
        ("holder", "state", "stored"),
        (
            (one.consignment, one.holder, one.state, one.site or "")
            for one in ends.consignments.values()
        ),
    )
    _write_conflicts(ends.conflicts)
    _write_recalls(ends.recalled)
    update(Difference, ("agreed",), ends.agreed.items())
    over = [*ends.undone, *ends.closed]
    if over:
        Need.objects.filter(act__in=over).update(undone=True)
    if ends.undone:
        Difference.objects.filter(act__in=ends.undone).delete()


def _write_recalls(ends: dict[str, str | None]) -> None:
    rows = ((lot, member) for lot, member in ends.items() if member is not None)
    insert(Recall, ("lot", "member"), rows, replace=("member",))
    freed = [lot for lot, member in ends.items() if member is None]
    if freed:
        Recall.objects.filter(lot__in=freed).delete()


_CONFLICT = ("act", "template", "values", "index", "time")


def _write_conflicts(ends: dict[str, Conflicted | None]) -> None:
    standing = [one for one in ends.values() if one is not None]
    rows = (
        (one.act_id, one.template, json.dumps(dict(one.values)), one.index, one.time)
        for one in standing
    )
    insert(Conflict, _CONFLICT, rows, replace=_CONFLICT[1:])
    over = [act for act, one in ends.items() if one is None]
    if over:
        Conflict.objects.filter(act__in=over).delete()
