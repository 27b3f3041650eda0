"""The rule of handovers: the receiver's count writes it, the giver signs second.

Custody passes with both signatures. What is missing stays with the giver, who answers
for it until people settle the difference; what is too many comes from the virtual
account of counts.

Phones without a network deliver in any order. A handover whose giver has not had the
goods yet, by the books, is a conflict only until the record comes that gave them to
the giver; then it is applied. One whose giver does not have them any more is a second
claim on the same goods, which people settle.
"""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import Handover, HandoverLine
from accord.core.rules.changes import (
    Account,
    Change,
    ConsignmentChanged,
    Differed,
    Settled,
)
from accord.core.rules.goods import (
    SUPPLIES,
    check_member,
    check_site,
    conflict,
    move,
)
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import Before, Consignment, Line, transit, virtual


def _requirement(act: Act, body: Handover, state: State) -> Requirement:
    sides = own(body.receiver, SUPPLIES), own(body.giver, SUPPLIES)
    return Requirement(sides, apart=True)


def _check(act: Act, body: Handover, state: State, moment: Moment) -> None:
    if act.by != body.receiver:
        raise Refused("The receiver's count writes the handover.")
    check_member(body.giver, state)
    if body.site is not None:
        check_site(body.site, state, body.receiver)
    reason = _contradiction(body, state)
    if reason is not None and not body.field:
        raise reason


def _apply(act: Act, body: Handover, state: State, moment: Moment) -> list[Change]:
    consignment = state.stock.consignments.get(body.consignment)
    reason = _contradiction(body, state)
    if consignment is None or reason is not None:
        if _is_early(body, consignment):
            state.stock.early.setdefault(body.consignment, []).append(act.id)
        return conflict(act.id, reason or _unknown(), state, moment)
    changes = _hand_over(act.id, body, consignment, state, moment)
    return changes + catch_up(consignment, state, moment)


# Whether it fits the books


def _unknown() -> Refused:
    return Refused("There is no such consignment.")


def _contradiction(body: Handover, state: State) -> Refused | None:
    """Why the books do not allow this handover, or None."""
    consignment = state.stock.consignments.get(body.consignment)
    if consignment is None:
        return _unknown()
    if not consignment.under_way:
        return Refused("This consignment is not on its way any more.")
    if consignment.holder != body.giver:
        return Refused(
            "The books say that {holder} answers for these goods, not {giver}.",
            holder=consignment.holder,
            giver=body.giver,
        )
    return _miscount(body, consignment)


def _miscount(body: Handover, consignment: Consignment) -> Refused | None:
    """Sent = good + damaged + missing - excess, line by line, no line left out."""
    carried = [number for number, one in enumerate(consignment.lines) if one.carried]
    if [line.line for line in body.lines] != carried:
        return Refused("A handover counts every line that is on its way, and no other.")
    for line in body.lines:
        had = consignment.lines[line.line].carried
        if line.good + line.damaged + line.missing - line.excess != had:
            return Refused(
                "Line {line} does not add up: {had} are on their way.",
                line=line.line + 1,
                had=had,
            )
    return None


# Handovers that came too early


def _is_early(body: Handover, consignment: Consignment | None) -> bool:
    """Whether the record that gave the goods to the giver may still come."""
    if consignment is None:
        return True
    return consignment.under_way and not consignment.has_held(body.giver)


def catch_up(consignment: Consignment, state: State, moment: Moment) -> list[Change]:
    """Applies the handovers that waited until their giver had the goods."""
    changes: list[Change] = []
    while ready := _take_ready(consignment, state):
        for act_id, body in ready:
            reason = _contradiction(body, state)
            if reason is not None:
                changes += conflict(act_id, reason, state, moment)
                continue
            state.stock.conflicts.discard(act_id)
            changes.append(Settled(act_id, moment.index, moment.time))
            changes += _hand_over(act_id, body, consignment, state, moment)
    return changes


def _take_ready(consignment: Consignment, state: State) -> list[tuple[str, Handover]]:
    """Takes those whose time has come out of the waiting list."""
    waiting = state.stock.early.pop(consignment.id, [])
    ready: list[tuple[str, Handover]] = []
    left: list[str] = []
    for act_id in waiting:
        body = state.acts[act_id].act.body
        if isinstance(body, Handover) and not _is_early(body, consignment):
            ready.append((act_id, body))
        else:
            left.append(act_id)
    if left:
        state.stock.early[consignment.id] = left
    return ready


# What it changes


def _hand_over(
    act_id: str,
    body: Handover,
    consignment: Consignment,
    state: State,
    moment: Moment,
) -> list[Change]:
    changes: list[Change] = []
    after = [Line(one.lot, one.sent, 0) for one in consignment.lines]
    for line in body.lines:
        had = consignment.lines[line.line]
        for quantity, source, target in _ways(line, had, body, consignment):
            changes += move(act_id, state, moment, had.lot, quantity, source, target)
        after[line.line].good, after[line.line].damaged = line.good, line.damaged
        changes += _difference(act_id, line, had, consignment, state)
    consignment.before.append(Before(act_id, consignment.holder, consignment.lines))
    consignment.lines, consignment.holder = after, body.receiver
    consignment.state = _state_after(body, after)
    consignment.site = body.site
    changes.append(
        ConsignmentChanged(consignment.id, body.receiver, consignment.state, body.site)
    )
    return changes


def _state_after(body: Handover, lines: list[Line]) -> str:
    if not any(one.carried for one in lines):
        return "lost"
    return "moving" if body.site is None else "delivered"


def _ways(
    line: HandoverLine, had: Line, body: Handover, consignment: Consignment
) -> list[tuple[int, Account, Account]]:
    """(quantity, from, to) of one line: what was had, dealt out to what was counted."""
    place = f"site:{body.site}" if body.site else f"transit:{consignment.id}"
    good = Account(body.receiver, place, consignment.owner, "good")
    damaged = Account(body.receiver, place, consignment.owner, "damaged")
    missing = transit(body.giver, consignment, "missing")
    left = {
        transit(body.giver, consignment, "damaged"): had.damaged,
        transit(body.giver, consignment, "good"): had.good,
        virtual("count", consignment.owner): line.excess,
    }
    ways: list[tuple[int, Account, Account]] = []
    for wanted, target in (
        (line.damaged, damaged),
        (line.missing, missing),
        (line.good, good),
    ):
        lack = wanted
        for source, there in left.items():
            part = min(lack, there)
            if part:
                ways.append((part, source, target))
                left[source], lack = there - part, lack - part
    return ways


def _difference(
    act_id: str,
    line: HandoverLine,
    had: Line,
    consignment: Consignment,
    state: State,
) -> list[Change]:
    damaged = max(0, line.damaged - had.damaged)
    if not (damaged or line.missing or line.excess):
        return []
    one = Differed(
        act_id, consignment.id, line.line, damaged, line.missing, line.excess
    )
    state.stock.differences[act_id, line.line] = one
    return [one]


HANDOVER = Rule(_requirement, _check, _apply, SUPPLIES, field=True)
