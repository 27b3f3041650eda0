"""Rules of supplies: the catalogue, and every movement of goods.

What is made at a desk and contradicts the books is refused. What is made in the field
has happened already: it is recorded, flagged as a conflict, and moves nothing.
"""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import (
    Consign,
    Count,
    Item,
    LotLine,
    Need,
    NewLot,
    Receive,
    Reverse,
    Site,
    Use,
)
from accord.core.rules.changes import (
    Account,
    Change,
    Conflicted,
    ConsignmentChanged,
    LotMade,
    Moved,
    Undone,
)
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import Consignment, Line, at_site, virtual

SUPPLIES = frozenset({"supplies"})
MOVEMENTS = (
    "supplies.receive",
    "supplies.count",
    "supplies.consign",
    "supplies.handover",
    "supplies.use",
)


# Catalogue and needs


def _own_requirement(act: Act, body: object, state: State) -> Requirement:
    return Requirement((own(act.by, SUPPLIES),))


def _code_check(act: Act, body: Item | Site, state: State, moment: Moment) -> None:
    if (act.by, act.kind, body.code) in state.stock.codes:
        raise Refused("Your organisation already uses the code {code}.", code=body.code)


def _code_apply(
    act: Act, body: Item | Site, state: State, moment: Moment
) -> list[Change]:
    state.stock.codes.add((act.by, act.kind, body.code))
    return []


def _need_check(act: Act, body: Need, state: State, moment: Moment) -> None:
    check_site(body.site, state)
    check_items([body.item], state)


def _need_apply(act: Act, body: Need, state: State, moment: Moment) -> list[Change]:
    return []


def check_site(site: str, state: State, operator: str | None = None) -> None:
    """Raises Refused unless `site` is registered, and run by `operator` if given."""
    record = state.in_effect(site, Site.KIND)
    if record is None:
        raise Refused("There is no such site.")
    if operator is not None and record.act.by != operator:
        raise Refused("This site is run by {member}.", member=record.act.by)


def check_items(items: Iterable[str], state: State) -> None:
    """Raises Refused unless every item is in the catalogue."""
    for item in items:
        if state.in_effect(item, Item.KIND) is None:
            raise Refused("There is no such item in the catalogue.")


def check_member(handle: str, state: State) -> None:
    """Raises Refused unless `handle` is a member now."""
    if handle not in state.in_force().members:
        raise Refused("{handle} is not a member of the coalition.", handle=handle)


# What movements have in common


def holder_and_owner(
    act: Act, body: Receive | Consign | Use, state: State
) -> Requirement:
    """The holder signs, and the owner, if that is another."""
    groups = [own(act.by, SUPPLIES)]
    if body.owner != act.by:
        groups.append(own(body.owner, SUPPLIES))
    return Requirement(tuple(groups))


def shortage(
    account: Account, lines: Iterable[LotLine], state: State
) -> Refused | None:
    """Why `lines` cannot leave `account`, or None."""
    for line in lines:
        have = state.stock.balance(account, line.lot)
        if line.lot not in state.stock.lots:
            return Refused("There is no such lot in the books.")
        if have < line.quantity:
            return Refused(
                "The books show {have} of this lot here, not {asked}.",
                have=have,
                asked=line.quantity,
            )
    return None


def conflict(act: Act, reason: Refused, state: State, moment: Moment) -> list[Change]:
    """Records that an act from the field contradicts the books."""
    state.stock.conflicts.add(act.id)
    return [Conflicted(act.id, str(reason), moment.index, moment.time)]


def move(
    act: Act, state: State, moment: Moment, lot: str, quantity: int, *way: Account
) -> list[Change]:
    """Books `quantity` of `lot` along `way` (source, target); nothing if it is 0."""
    if not quantity:
        return []
    source, target = way
    return [
        state.stock.move(
            Moved(act.id, lot, quantity, source, target, moment.index, moment.time)
        )
    ]


def _make_lot(
    act: Act, number: int, line: NewLot, donor: str | None, state: State
) -> LotMade:
    lot = LotMade(f"{act.id}.{number}", line.item, donor, line.batch, line.expiry)
    state.stock.lots[lot.lot] = lot
    return lot


# Receiving, counting, using


def _receive_check(act: Act, body: Receive, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    check_items((line.item for line in body.lines), state)


def _receive_apply(
    act: Act, body: Receive, state: State, moment: Moment
) -> list[Change]:
    source = virtual("source", body.owner)
    target = at_site(act, body.site, body.owner)
    changes: list[Change] = []
    for number, line in enumerate(body.lines):
        lot = _make_lot(act, number, line, body.donor, state)
        changes.append(lot)
        changes += move(act, state, moment, lot.lot, line.quantity, source, target)
    return changes


def _count_check(act: Act, body: Count, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    check_items((one.opening.item for one in body.lines if one.opening), state)
    reason = _uncountable(body, state)
    if reason is not None and not body.field:
        raise reason


def _uncountable(body: Count, state: State) -> Refused | None:
    for line in body.lines:
        if line.lot is not None and line.lot not in state.stock.lots:
            return Refused("There is no such lot in the books.")
    return None


def _count_apply(act: Act, body: Count, state: State, moment: Moment) -> list[Change]:
    reason = _uncountable(body, state)
    if reason is not None:
        return conflict(act, reason, state, moment)
    books, here = virtual("count", body.owner), at_site(act, body.site, body.owner)
    changes: list[Change] = []
    for number, line in enumerate(body.lines):
        lot = line.lot or f"{act.id}.{number}"
        if line.opening is not None:
            changes.append(_make_lot(act, number, line.opening, None, state))
        more = line.counted - state.stock.balance(here, lot)
        way = (books, here) if more > 0 else (here, books)
        changes += move(act, state, moment, lot, abs(more), *way)
    return changes


def _use_check(act: Act, body: Use, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    reason = shortage(at_site(act, body.site, body.owner), body.lines, state)
    if reason is not None and not body.field:
        raise reason


def _use_apply(act: Act, body: Use, state: State, moment: Moment) -> list[Change]:
    here = at_site(act, body.site, body.owner)
    reason = shortage(here, body.lines, state)
    if reason is not None:
        return conflict(act, reason, state, moment)
    out = virtual("recipient", body.owner)
    changes: list[Change] = []
    for line in body.lines:
        changes += move(act, state, moment, line.lot, line.quantity, here, out)
    return changes


# Consigning


def transit(holder: str, consignment: Consignment, condition: str) -> Account:
    """The account of goods on their way, for which `holder` answers."""
    place = f"transit:{consignment.id}"
    return Account(holder, place, consignment.owner, condition)


def _consign_check(act: Act, body: Consign, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_site(body.destination, state)
    check_member(body.owner, state)
    check_member(body.receiver, state)
    reason = shortage(at_site(act, body.site, body.owner), body.lines, state)
    if reason is not None and not body.field:
        raise reason


def _consign_apply(
    act: Act, body: Consign, state: State, moment: Moment
) -> list[Change]:
    here = at_site(act, body.site, body.owner)
    consignment = Consignment(
        id=act.id,
        owner=body.owner,
        receiver=body.receiver,
        destination=body.destination,
        holder=act.by,
        lines=[Line(line.lot, line.quantity, line.quantity) for line in body.lines],
    )
    state.stock.consignments[act.id] = consignment
    reason = shortage(here, body.lines, state)
    if reason is not None:
        consignment.state = "conflict"
        changes = conflict(act, reason, state, moment)
        return [*changes, ConsignmentChanged(act.id, act.by, "conflict", None)]
    on_the_way = transit(act.by, consignment, "good")
    moved: list[Change] = []
    for line in body.lines:
        moved += move(act, state, moment, line.lot, line.quantity, here, on_the_way)
    return [*moved, ConsignmentChanged(act.id, act.by, "packed", None)]


# Reversing


def _reverse_requirement(act: Act, body: Reverse, state: State) -> Requirement:
    record = state.in_effect(body.act, *MOVEMENTS)
    if record is None or record.requirement is None:
        raise Refused("There is no such record of goods to reverse.")
    return record.requirement


def _reverse_check(act: Act, body: Reverse, state: State, moment: Moment) -> None:
    stock = state.stock
    if body.act in stock.reversed:
        raise Refused("This record was already reversed.")
    if body.act in stock.conflicts:
        raise Refused("This record contradicts the books and moved nothing.")
    _check_last_step(body.act, state)
    left: dict[tuple[Account, str], int] = {}
    for one in stock.movements.get(body.act, ()):
        at = (one.target, one.lot)
        left[at] = left.get(at, stock.balance(*at)) - one.quantity
        if one.target.holder and left[at] < 0:
            raise Refused("These goods have moved on; what came after comes first.")


def _check_last_step(act_id: str, state: State) -> None:
    """Of a consignment's steps only the last can be reversed."""
    body = state.acts[act_id].act.body
    of = act_id if isinstance(body, Consign) else getattr(body, "consignment", None)
    consignment = state.stock.consignments.get(of) if of else None
    if consignment is None:
        return
    last = consignment.before[-1][0] if consignment.before else consignment.id
    if last != act_id:
        raise Refused("These goods have moved on; what came after comes first.")


def _reverse_apply(
    act: Act, body: Reverse, state: State, moment: Moment
) -> list[Change]:
    stock = state.stock
    stock.reversed.add(body.act)
    changes: list[Change] = []
    for one in reversed(stock.movements.get(body.act, [])):
        way = (one.target, one.source)
        changes += move(act, state, moment, one.lot, one.quantity, *way)
    changes += _step_back(body.act, state)
    return [*changes, Undone(body.act, act.id)]


def _step_back(act_id: str, state: State) -> list[Change]:
    body = state.acts[act_id].act.body
    of = act_id if isinstance(body, Consign) else getattr(body, "consignment", None)
    consignment = state.stock.consignments.get(of) if of else None
    if consignment is None:
        return []
    if consignment.before:
        _, consignment.holder, consignment.lines = consignment.before.pop()
        consignment.state = "moving" if consignment.before else "packed"
        consignment.site = None
    else:
        consignment.state = "cancelled"
    return [
        ConsignmentChanged(consignment.id, consignment.holder, consignment.state, None)
    ]


ITEM = Rule(_own_requirement, _code_check, _code_apply, SUPPLIES)
SITE = Rule(_own_requirement, _code_check, _code_apply, SUPPLIES)
NEED = Rule(_own_requirement, _need_check, _need_apply, SUPPLIES)
RECEIVE = Rule(holder_and_owner, _receive_check, _receive_apply, SUPPLIES, field=True)
COUNT = Rule(_own_requirement, _count_check, _count_apply, SUPPLIES, field=True)
CONSIGN = Rule(holder_and_owner, _consign_check, _consign_apply, SUPPLIES, field=True)
USE = Rule(holder_and_owner, _use_check, _use_apply, SUPPLIES, field=True)
REVERSE = Rule(_reverse_requirement, _reverse_check, _reverse_apply, SUPPLIES)
