"""The rule of claims: a shortage or damage that the receiver finds after a handover.

A claim is the receiver's word alone, so it moves nothing to the giver. What is missing
leaves the receiver's shelf and stays in its name as `missing` until both sides settle
it; what is damaged lies there as damaged. Goods that are still on the way are counted
at the next handover instead.
"""

from accord.core.acts import times
from accord.core.acts.act import Act
from accord.core.acts.claiming import Claim, ClaimedLine
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import Handover
from accord.core.rules.changes import Account, Change, Differed
from accord.core.rules.goods import SUPPLIES, move, own_requirement
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import at, transit

DAYS = 7


def disputed(act_id: str, state: State) -> tuple[Handover, str]:
    """The handover that a difference is about, and who has what is missing.

    `act_id` is a handover's, or a claim's. Raises Refused when it is neither.
    """
    record = state.in_effect(act_id, Handover.KIND, Claim.KIND)
    body = record.act.body if record is not None else None
    if isinstance(body, Handover):
        return body, body.giver
    if isinstance(body, Claim):
        first = state.acts[body.handover].act.body
        if isinstance(first, Handover):
            return first, first.receiver
    raise Refused("There is no such handover.")


def _check(act: Act, body: Claim, state: State, moment: Moment) -> None:
    record = state.in_effect(body.handover, Handover.KIND)
    if record is None or not isinstance(record.act.body, Handover):
        raise Refused("There is no such handover.")
    handover = record.act.body
    if act.by != handover.receiver:
        raise Refused(
            "A claim is made by {member}, which received the goods.",
            member=handover.receiver,
        )
    if body.handover in state.stock.reversed or body.handover in state.stock.conflicts:
        raise Refused("This handover moved nothing, or was undone.")
    if handover.site is None:
        raise Refused("These goods stayed on the way: the next handover counts them.")
    if record.effect is None or moment.time > times.shift(
        record.effect.time, days=DAYS
    ):
        raise Refused("A claim is made within {days} days of the handover.", days=DAYS)
    for line in body.lines:
        _check_line(line, body, handover, state)


def _check_line(
    line: ClaimedLine, body: Claim, handover: Handover, state: State
) -> None:
    counted = {one.line: one.good for one in handover.lines}
    good = counted.get(line.line, 0)
    good -= state.stock.claimed.get((body.handover, line.line), 0)
    asked = line.damaged + line.missing
    if asked > good:
        raise Refused(
            "Line {line}: {have} were counted as good, not {asked}.",
            line=line.line + 1,
            have=good,
            asked=asked,
        )
    lot, shelf = _shelf(line, handover, state)
    have = state.stock.balance(shelf, lot)
    if have < asked:
        raise Refused(
            "Line {line}: the books show {have} of this lot here, not {asked}.",
            line=line.line + 1,
            have=have,
            asked=asked,
        )


def _shelf(line: ClaimedLine, handover: Handover, state: State) -> tuple[str, Account]:
    """The lot of a line, and the account where it was put."""
    consignment = state.stock.consignments[handover.consignment]
    shelf = at(handover.site or "", consignment.owner, "good", handover.receiver)
    return consignment.lines[line.line].lot, shelf


def _apply(act: Act, body: Claim, state: State, moment: Moment) -> list[Change]:
    handover, receiver = disputed(act.id, state)
    consignment = state.stock.consignments[handover.consignment]
    missing = transit(receiver, consignment, "missing")
    changes: list[Change] = []
    for line in body.lines:
        lot, shelf = _shelf(line, handover, state)
        damaged = shelf._replace(condition="damaged")
        changes += move(act.id, state, moment, lot, line.damaged, shelf, damaged)
        changes += move(act.id, state, moment, lot, line.missing, shelf, missing)
        one = Differed(act.id, consignment.id, line.line, line.damaged, line.missing, 0)
        state.stock.differences[act.id, line.line] = one
        _claim(body.handover, line, state, 1)
        changes.append(one)
    return changes


def _claim(handover: str, line: ClaimedLine, state: State, sign: int) -> None:
    """Notes, or takes back, how much of a handover's line is claimed."""
    key = (handover, line.line)
    claimed = state.stock.claimed
    after = claimed.get(key, 0) + sign * (line.damaged + line.missing)
    if after:
        claimed[key] = after
    else:
        claimed.pop(key, None)


def unclaim(body: object, state: State) -> None:
    """A reversed claim claims nothing any more."""
    if isinstance(body, Claim):
        for line in body.lines:
            _claim(body.handover, line, state, -1)


def check_unclaimed(act_id: str, state: State) -> None:
    """Raises Refused when a claim about a handover stands."""
    body = state.acts[act_id].act.body
    if isinstance(body, Handover) and any(
        (act_id, line.line) in state.stock.claimed for line in body.lines
    ):
        raise Refused("A claim about this handover stands; that comes first.")


CLAIM = Rule(own_requirement, _check, _apply, SUPPLIES)
