"""Rules of keeping stock: other owners, conditions, recalls, differences, needs met."""

from accord.core.acts.act import Act
from accord.core.acts.claiming import Claim
from accord.core.acts.errors import Refused
from accord.core.acts.keeping import Close, Move, Recall, Settle, Transfer
from accord.core.acts.planning import Offer, Plan
from accord.core.acts.supplies import Handover, LotLine, Need
from accord.core.rules.changes import (
    Account,
    Agreed,
    Change,
    Over,
    Planned,
    Recalled,
)
from accord.core.rules.claim import disputed
from accord.core.rules.goods import (
    SUPPLIES,
    check_member,
    check_site,
    move,
    no_such_lot,
    own_requirement,
    owners,
    shortage,
)
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import at, transit, virtual

# Another owner


def _transfer_requirement(act: Act, body: Transfer, state: State) -> Requirement:
    """The old and the new owner sign; the holder keeps the goods and need not."""
    return Requirement((own(body.owner, SUPPLIES), own(body.to, SUPPLIES)))


def _transfer_check(act: Act, body: Transfer, state: State, moment: Moment) -> None:
    check_site(body.site, state)
    check_member(body.to, state)
    reason = shortage(_at(body.site, body.owner, "good", state), body.lines, state)
    if reason is not None:
        raise reason


def _transfer_apply(
    act: Act, body: Transfer, state: State, moment: Moment
) -> list[Change]:
    way = (
        _at(body.site, body.owner, "good", state),
        _at(body.site, body.to, "good", state),
    )
    for line in body.lines:
        state.stock.owners.setdefault(line.lot, set()).add(body.to)
    return _move_lines(act, body.lines, state, moment, way)


# Another condition, or another site of the same holder


def _move_requirement(act: Act, body: Move, state: State) -> Requirement:
    """The holder signs; and the owner, when its goods are thrown away."""
    groups = [own(act.by, SUPPLIES)]
    if body.disposed and body.owner != act.by:
        groups.append(own(body.owner, SUPPLIES))
    return Requirement(tuple(groups))


def _move_check(act: Act, body: Move, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_site(body.target, state, act.by)
    here = _at(body.site, body.owner, body.condition, state)
    # What is spoilt is put aside or thrown away, though it is frozen or promised.
    spoilt = body.to != "good"
    reason = shortage(here, body.lines, state, frozen=spoilt, held=spoilt)
    if reason is not None:
        raise reason


def _move_apply(act: Act, body: Move, state: State, moment: Moment) -> list[Change]:
    target = (
        virtual("disposal", body.owner)
        if body.disposed
        else _at(body.target, body.owner, body.to, state)
    )
    way = _at(body.site, body.owner, body.condition, state), target
    return _move_lines(act, body.lines, state, moment, way)


def _at(site: str, owner: str, condition: str, state: State) -> Account:
    return at(site, owner, condition, state.acts[site].act.by)


def _move_lines(
    act: Act,
    lines: tuple[LotLine, ...],
    state: State,
    moment: Moment,
    way: tuple[Account, Account],
) -> list[Change]:
    changes: list[Change] = []
    for line in lines:
        changes += move(act.id, state, moment, line.lot, line.quantity, *way)
    return changes


# Recalls


def _recall_check(act: Act, body: Recall, state: State, moment: Moment) -> None:
    for number, lot in enumerate(body.lots, 1):
        if lot not in state.stock.lots:
            raise no_such_lot(number)
        if act.by not in owners(lot, state):
            raise Refused(
                "Line {line}: a lot is recalled by an owner of it.", line=number
            )
        by = state.stock.recalled.get(lot)
        if body.stands and by is not None:
            raise Refused(
                "Line {line}: {member} has recalled this lot already.",
                line=number,
                member=by,
            )
        if not body.stands and by != act.by:
            raise Refused(
                "Line {line}: your organisation has not recalled this lot.", line=number
            )


def _recall_apply(act: Act, body: Recall, state: State, moment: Moment) -> list[Change]:
    for lot in body.lots:
        if body.stands:
            state.stock.recalled[lot] = act.by
        else:
            del state.stock.recalled[lot]
    return [Recalled(lot, act.by, body.stands) for lot in body.lots]


# Differences


def _settle_requirement(act: Act, body: Settle, state: State) -> Requirement:
    """Both sides of the handover, two persons."""
    handover, _holder = disputed(body.handover, state)
    sides = own(handover.receiver, SUPPLIES), own(handover.giver, SUPPLIES)
    return Requirement(sides, apart=True)


def _settle_check(act: Act, body: Settle, state: State, moment: Moment) -> None:
    if body.site is not None:
        check_site(body.site, state, disputed(body.handover, state)[0].giver)
    for line in body.lines:
        one = state.stock.differences.get((body.handover, line.line))
        if one is None:
            raise Refused(
                "Line {line} has no difference that waits for an agreement.",
                line=line.line + 1,
            )
        if line.lost + line.back != one.missing:
            raise Refused(
                "Line {line} does not add up: {missing} are missing.",
                line=line.line + 1,
                missing=one.missing,
            )


def _settle_apply(act: Act, body: Settle, state: State, moment: Moment) -> list[Change]:
    handover, holder = disputed(body.handover, state)
    consignment = state.stock.consignments[handover.consignment]
    missing = transit(holder, consignment, "missing")
    loss = virtual("loss", consignment.owner)
    changes: list[Change] = []
    for line in body.lines:
        lot = consignment.lines[line.line].lot
        changes += move(act.id, state, moment, lot, line.lost, missing, loss)
        if body.site is not None:
            back = _at(body.site, consignment.owner, "good", state)
            changes += move(act.id, state, moment, lot, line.back, missing, back)
        key = (body.handover, line.line)
        state.stock.settled[key] = state.stock.differences.pop(key)
        changes.append(Agreed(*key, act.id, stands=True))
    return changes


def reopen(act_id: str, body: object, state: State) -> list[Change]:
    """The differences that a settlement closed wait again: it was reversed."""
    if not isinstance(body, Settle):
        return []
    changes: list[Change] = []
    for line in body.lines:
        key = (body.handover, line.line)
        state.stock.differences[key] = state.stock.settled.pop(key)
        changes.append(Agreed(*key, act_id, stands=False))
    return changes


def forget(act_id: str, body: object, state: State) -> None:
    """A reversed handover or claim has no differences any more."""
    if isinstance(body, Handover | Claim):
        for line in body.lines:
            state.stock.differences.pop((act_id, line.line), None)


def check_unsettled(act_id: str, state: State) -> None:
    """Raises Refused when a difference of a handover or a claim was settled."""
    body = state.acts[act_id].act.body
    if isinstance(body, Handover | Claim) and any(
        (act_id, line.line) in state.stock.settled for line in body.lines
    ):
        raise Refused("A difference of this handover was settled; that comes first.")


# What is over

CLOSABLE = (Need.KIND, Offer.KIND, Plan.KIND)


def _close_check(act: Act, body: Close, state: State, moment: Moment) -> None:
    record = state.in_effect(body.act, *CLOSABLE)
    if record is None:
        raise Refused("There is no such need, offer or plan.")
    if record.act.by != act.by:
        raise Refused("This was registered by {member}.", member=record.act.by)
    if body.act in state.stock.over or body.act in state.stock.reversed:
        raise Refused("This is closed already.")


def _close_apply(act: Act, body: Close, state: State, moment: Moment) -> list[Change]:
    state.stock.over.add(body.act)
    return [*_release(body.act, state), Over(body.act, act.id)]


def _release(plan: str, state: State) -> list[Change]:
    """What a plan held back is free, and so are its vehicles."""
    stock = state.stock
    changes: list[Change] = []
    for (account, lot), quantity in list(stock.reserved.get(plan, {}).items()):
        stock.reserve(plan, account, lot, -quantity)
        changes.append(Planned(plan, account, lot, 0))
    for vehicle, promised in list(stock.engaged.items()):
        kept = [one for one in promised if one[2] != plan]
        if kept:
            stock.engaged[vehicle] = kept
        else:
            del stock.engaged[vehicle]
    return changes


TRANSFER = Rule(_transfer_requirement, _transfer_check, _transfer_apply, SUPPLIES)
MOVE = Rule(_move_requirement, _move_check, _move_apply, SUPPLIES)
RECALL = Rule(own_requirement, _recall_check, _recall_apply, SUPPLIES)
SETTLE = Rule(_settle_requirement, _settle_check, _settle_apply, SUPPLIES)
CLOSE = Rule(own_requirement, _close_check, _close_apply, SUPPLIES)
