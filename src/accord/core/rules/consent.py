"""When an owner need not sign: its standing policy, or its part of an agreed plan."""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.planning import Plan, Policy
from accord.core.acts.supplies import Consign, LotLine, Need, Use
from accord.core.rules.goods import SUPPLIES
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.state import State
from accord.core.rules.stock import at_site

Sent = Consign | Use


def holder_and_consent(act: Act, body: Sent, state: State) -> Requirement:
    """The holder signs; and the owner, if it is another and has not agreed before."""
    groups = [own(act.by, SUPPLIES)]
    if body.owner != act.by and not (
        _planned(body, state) or _allowed(act, body, state)
    ):
        groups.append(own(body.owner, SUPPLIES))
    return Requirement(tuple(groups))


# Agreed plans


def _planned(body: Sent, state: State) -> bool:
    return isinstance(body, Consign) and body.plan is not None


def check_plan(body: Consign, state: State) -> None:
    """Raises Refused unless the plan that a consignment names covers all of it."""
    if body.plan is None:
        return
    record = state.in_effect(body.plan, Plan.KIND)
    if record is None or body.plan in state.stock.over:
        raise Refused("There is no such plan, or it is over.")
    plan = record.act.body
    if record.act.by != body.owner or not isinstance(plan, Plan):
        raise Refused("{owner} has not agreed to this plan.", owner=body.owner)
    for number, line in enumerate(body.lines, 1):
        sent = (body.plan, body.site, line.lot, body.destination)
        planned = -state.stock.drawn.get(sent, 0) + sum(
            one.quantity
            for one in plan.lines
            if (one.lot, one.site) == (line.lot, body.site)
            and _destination(one.need, state) == body.destination
        )
        if line.quantity > planned:
            raise Refused(
                "Line {line}: the plan has {planned} of this lot left for that place.",
                line=number,
                planned=planned,
            )


def _destination(need: str, state: State) -> str:
    body = state.acts[need].act.body
    return body.site if isinstance(body, Need) else ""


# Standing policies


def _allowed(act: Act, body: Sent, state: State) -> bool:
    """Whether the owner's policy for this holder lets it send all of this now."""
    policy = _policy(body.owner, act.by, state)
    if policy is None or act.at > policy.until:
        return False
    stock = state.stock
    for item, quantity in _by_item(body.lines, state).items():
        if policy.items and item not in policy.items:
            return False
        if stock.spent.get((body.owner, act.by, item), 0) + quantity > policy.limit:
            return False
        here = at_site(act, body.site, body.owner)
        there = sum(
            units
            for (account, lot), units in stock.balances.items()
            if account == here and stock.lots[lot].item == item
        )
        if there - quantity < policy.floor:
            return False
    return True


def _policy(owner: str, holder: str, state: State) -> Policy | None:
    policy = state.stock.policies.get((owner, holder))
    body = state.acts[policy].act.body if policy is not None else None
    return body if isinstance(body, Policy) else None


def _by_item(lines: Iterable[LotLine], state: State) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        lot = state.stock.lots.get(line.lot)
        item = lot.item if lot is not None else ""
        found[item] = found.get(item, 0) + line.quantity
    return found


def spend(act: Act, body: Sent, state: State, sign: int = 1) -> None:
    """Counts what went out under a policy; `sign` -1 when that was reversed."""
    record = state.acts[act.id]
    asked = record.requirement is not None and len(record.requirement.groups) > 1
    if body.owner == act.by or asked or _planned(body, state):
        return
    for item, quantity in _by_item(body.lines, state).items():
        at = (body.owner, act.by, item)
        left = state.stock.spent.get(at, 0) + sign * quantity
        if left > 0:
            state.stock.spent[at] = left
        else:
            state.stock.spent.pop(at, None)
