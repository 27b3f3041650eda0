"""The rule of consigning: goods leave a store's account and are on their way."""

from accord.core.acts.act import Act
from accord.core.acts.supplies import Consign
from accord.core.rules.changes import Change, ConsignmentChanged
from accord.core.rules.goods import (
    SUPPLIES,
    check_member,
    check_site,
    conflict,
    holder_and_owner,
    move,
    shortage,
)
from accord.core.rules.handover import catch_up
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import Consignment, Line, at_site, transit


def _check(act: Act, body: Consign, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_site(body.destination, state)
    check_member(body.owner, state)
    check_member(body.receiver, state)
    reason = shortage(at_site(act, body.site, body.owner), body.lines, state)
    if reason is not None and not body.field:
        raise reason


def _apply(act: Act, body: Consign, state: State, moment: Moment) -> list[Change]:
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
    changes: list[Change] = []
    reason = shortage(here, body.lines, state)
    if reason is not None:
        consignment.state = "conflict"
        changes += conflict(act.id, reason, state, moment)
    else:
        way = here, transit(act.by, consignment, "good")
        for line in body.lines:
            changes += move(act.id, state, moment, line.lot, line.quantity, *way)
    changes.append(ConsignmentChanged(act.id, act.by, consignment.state, None))
    return changes + catch_up(consignment, state, moment)


CONSIGN = Rule(holder_and_owner, _check, _apply, SUPPLIES, field=True)
