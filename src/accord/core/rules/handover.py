"""The rule of handovers: the receiver's count writes it, the giver signs second.

Custody passes with both signatures. What is missing stays with the giver, who answers
for it until people settle the difference; what is too many comes from the virtual
account of counts.
"""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import Handover, HandoverLine
from accord.core.rules.changes import (
    Account,
    Change,
    ConsignmentChanged,
    Differed,
)
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import Consignment, Line, virtual
from accord.core.rules.supplies import (
    SUPPLIES,
    check_site,
    conflict,
    move,
    transit,
)


def _requirement(act: Act, body: Handover, state: State) -> Requirement:
    sides = own(body.receiver, SUPPLIES), own(body.giver, SUPPLIES)
    return Requirement(sides, apart=True)


def _check(act: Act, body: Handover, state: State, moment: Moment) -> None:
    if act.by != body.receiver:
        raise Refused("The receiver's count writes the handover.")
    if body.consignment not in state.stock.consignments:
        raise Refused("There is no such consignment.")
    if body.site is not None:
        check_site(body.site, state, body.receiver)
    reason = _contradiction(body, state.stock.consignments[body.consignment])
    if reason is not None and not body.field:
        raise reason


def _contradiction(body: Handover, consignment: Consignment) -> Refused | None:
    if consignment.state not in ("packed", "moving"):
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
    carried = [
        number for number, one in enumerate(consignment.lines) if one.good + one.damaged
    ]
    if [line.line for line in body.lines] != carried:
        return Refused("A handover counts every line that is on its way, and no other.")
    for line in body.lines:
        had = consignment.lines[line.line]
        if line.good + line.damaged + line.missing - line.excess != (
            had.good + had.damaged
        ):
            return Refused(
                "Line {line} does not add up: {had} are on their way.",
                line=line.line + 1,
                had=had.good + had.damaged,
            )
    return None


def _apply(act: Act, body: Handover, state: State, moment: Moment) -> list[Change]:
    consignment = state.stock.consignments[body.consignment]
    reason = _contradiction(body, consignment)
    if reason is not None:
        return conflict(act, reason, state, moment)
    changes: list[Change] = []
    after = [Line(one.lot, one.sent, 0, 0) for one in consignment.lines]
    for line in body.lines:
        had = consignment.lines[line.line]
        for quantity, source, target in _ways(line, had, body, consignment):
            changes += move(act, state, moment, had.lot, quantity, source, target)
        after[line.line].good, after[line.line].damaged = line.good, line.damaged
        changes += _difference(act, line, had)
    consignment.before.append((act.id, consignment.holder, consignment.lines))
    consignment.lines, consignment.holder = after, body.receiver
    consignment.state = "moving" if body.site is None else "delivered"
    consignment.site = body.site
    changes.append(
        ConsignmentChanged(consignment.id, body.receiver, consignment.state, body.site)
    )
    return changes


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


def _difference(act: Act, line: HandoverLine, had: Line) -> list[Change]:
    damaged = max(0, line.damaged - had.damaged)
    if not (damaged or line.missing or line.excess):
        return []
    consignment = act.body.consignment if isinstance(act.body, Handover) else ""
    return [
        Differed(act.id, consignment, line.line, damaged, line.missing, line.excess)
    ]


HANDOVER = Rule(_requirement, _check, _apply, SUPPLIES, field=True)
