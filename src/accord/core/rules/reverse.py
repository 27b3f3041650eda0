"""The rule of reversals: a correction is the opposite of what was recorded.

A record in conflict moved nothing; to reverse it is to settle it as void.
"""

from accord.core.acts.act import Act
from accord.core.acts.claiming import Claim
from accord.core.acts.errors import Refused
from accord.core.acts.keeping import Move, Settle, Transfer
from accord.core.acts.supplies import (
    Consign,
    Count,
    Handover,
    Need,
    Receive,
    Reverse,
    Use,
)
from accord.core.rules.changes import Account, Change, ConsignmentChanged, Undone
from accord.core.rules.claim import check_unclaimed, unclaim
from accord.core.rules.consent import spend
from accord.core.rules.goods import SUPPLIES, move
from accord.core.rules.keeping import check_unsettled, forget, reopen
from accord.core.rules.requirement import Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import Consignment

REVERSIBLE = (
    Need.KIND,
    Receive.KIND,
    Count.KIND,
    Consign.KIND,
    Handover.KIND,
    Use.KIND,
    Transfer.KIND,
    Move.KIND,
    Settle.KIND,
    Claim.KIND,
)


def _requirement(act: Act, body: Reverse, state: State) -> Requirement:
    """Whoever had to sign the first."""
    record = state.in_effect(body.act, *REVERSIBLE)
    if record is None or record.requirement is None:
        raise Refused("There is no such record of goods to reverse.")
    return record.requirement


def _check(act: Act, body: Reverse, state: State, moment: Moment) -> None:
    stock = state.stock
    if body.act in stock.reversed:
        raise Refused("This record was already reversed.")
    if body.act in stock.conflicts:
        return  # it moved nothing, and people agree that it does not hold
    consignment = _consignment(body.act, state)
    if consignment is not None and _last_step(consignment) != body.act:
        raise _moved_on()
    check_unsettled(body.act, state)
    check_unclaimed(body.act, state)
    left: dict[tuple[Account, str], int] = {}
    for one in stock.movements.get(body.act, ()):
        at = (one.target, one.lot)
        left[at] = left.get(at, stock.balance(*at)) - one.quantity
        if one.target.holder and left[at] < 0:
            raise _moved_on()


def _moved_on() -> Refused:
    return Refused("These goods have moved on; what came after comes first.")


def _consignment(act_id: str, state: State) -> Consignment | None:
    """The consignment that an act made or handed over."""
    body = state.acts[act_id].act.body
    if isinstance(body, Handover):
        return state.stock.consignments.get(body.consignment)
    return state.stock.consignments.get(act_id)


def _last_step(consignment: Consignment) -> str:
    return consignment.before[-1].act_id if consignment.before else consignment.id


def _apply(act: Act, body: Reverse, state: State, moment: Moment) -> list[Change]:
    stock = state.stock
    stock.reversed.add(body.act)
    changes: list[Change] = []
    for one in reversed(stock.movements.get(body.act, [])):
        way = (one.target, one.source)
        changes += move(act.id, state, moment, one.lot, one.quantity, *way)
    consignment = _consignment(body.act, state)
    if consignment is not None and _last_step(consignment) == body.act:
        changes += _step_back(consignment)
    _forget_conflict(body.act, state)
    reversed_act = state.acts[body.act].act
    first = reversed_act.body
    if isinstance(first, Consign | Use) and stock.movements.get(body.act):
        spend(reversed_act, first, state, -1)
    forget(body.act, first, state)
    unclaim(first, state)
    changes += reopen(act.id, first, state)
    return [*changes, Undone(body.act, act.id)]


def _forget_conflict(act_id: str, state: State) -> None:
    state.stock.conflicts.discard(act_id)
    body = state.acts[act_id].act.body
    if isinstance(body, Handover) and act_id in state.stock.early.get(
        body.consignment, ()
    ):
        state.stock.early[body.consignment].remove(act_id)


def _step_back(consignment: Consignment) -> list[Change]:
    consignment.site = None
    if consignment.before:
        last = consignment.before.pop()
        consignment.holder, consignment.lines = last.holder, last.lines
        consignment.state = "moving" if consignment.before else "packed"
    else:
        consignment.state = "cancelled"
    return [
        ConsignmentChanged(consignment.id, consignment.holder, consignment.state, None)
    ]


REVERSE = Rule(_requirement, _check, _apply, SUPPLIES)
