"""The rule of consigning: goods leave a store's account and are on their way."""

from accord.core.acts.act import Act
from accord.core.acts.supplies import Consign, LotLine
from accord.core.rules.changes import Account, Change, ConsignmentChanged, Planned
from accord.core.rules.consent import check_plan, holder_and_consent, spend
from accord.core.rules.goods import (
    SUPPLIES,
    check_member,
    check_site,
    conflict,
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
    check_plan(body, state)
    here = at_site(act, body.site, body.owner)
    reason = shortage(here, body.lines, state, plan=body.plan)
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
    reason = shortage(here, body.lines, state, plan=body.plan)
    if reason is not None:
        consignment.state = "conflict"
        changes += conflict(act.id, reason, state, moment)
    else:
        way = here, transit(act.by, consignment, "good")
        spend(act, body, state)
        for line in body.lines:
            changes += _draw(body, line, here, state)
            changes += move(act.id, state, moment, line.lot, line.quantity, *way)
    changes.append(ConsignmentChanged(act.id, act.by, consignment.state, None))
    return changes + catch_up(consignment, state, moment)


def _draw(body: Consign, line: LotLine, here: Account, state: State) -> list[Change]:
    """What leaves under a plan is not held back for it any more."""
    if body.plan is None:
        return []
    stock = state.stock
    sent = (body.plan, body.site, line.lot, body.destination)
    stock.drawn[sent] = stock.drawn.get(sent, 0) + line.quantity
    kept = stock.reserved.get(body.plan, {}).get((here, line.lot), 0)
    if not kept:
        return []
    left = max(0, kept - line.quantity)
    stock.reserve(body.plan, here, line.lot, left - kept)
    return [Planned(body.plan, here, line.lot, left)]


CONSIGN = Rule(holder_and_consent, _check, _apply, SUPPLIES, field=True)
