"""Rules of what prepares movements: vehicles, kits, offers, policies, agreed plans."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.planning import Kit, Offer, Plan, PlanLine, Policy, Vehicle
from accord.core.acts.supplies import Need
from accord.core.rules.changes import Account, Change, Planned
from accord.core.rules.goods import (
    SUPPLIES,
    check_code,
    check_items,
    check_member,
    check_site,
    elsewhere,
    own_requirement,
    take_code,
)
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import at


def _nothing(act: Act, body: object, state: State, moment: Moment) -> list[Change]:
    return []


# Vehicles, kits, offers


def _vehicle_check(act: Act, body: Vehicle, state: State, moment: Moment) -> None:
    check_code(act, body, state, moment)
    if body.home is not None:
        check_site(body.home, state)


def _kit_check(act: Act, body: Kit, state: State, moment: Moment) -> None:
    check_code(act, body, state, moment)
    check_items((part.item for part in body.parts), state)


def _offer_check(act: Act, body: Offer, state: State, moment: Moment) -> None:
    check_site(body.site, state)
    if body.item is not None:
        check_items([body.item], state)
    if body.vehicle is not None:
        check_vehicle(body.vehicle, act.by, state)
    if body.until <= moment.time:
        raise Refused("This offer is over before it begins.")


def check_vehicle(vehicle: str, owner: str, state: State) -> None:
    """Raises Refused unless `vehicle` is registered, and the owner's."""
    record = state.in_effect(vehicle, Vehicle.KIND)
    if record is None:
        raise Refused("There is no such vehicle.")
    if record.act.by != owner:
        raise Refused("This vehicle belongs to {member}.", member=record.act.by)


# Policies


def _policy_check(act: Act, body: Policy, state: State, moment: Moment) -> None:
    check_member(body.to, state)
    check_items(body.items, state)
    if body.to == act.by:
        raise Refused("A policy is for another member.")


def _policy_apply(act: Act, body: Policy, state: State, moment: Moment) -> list[Change]:
    stock = state.stock
    stock.policies[act.by, body.to] = act.id
    for spent in [one for one in stock.spent if one[:2] == (act.by, body.to)]:
        del stock.spent[spent]
    return []


# Plans


def _plan_check(act: Act, body: Plan, state: State, moment: Moment) -> None:
    wanted: dict[tuple[Account, str], int] = {}
    for number, line in enumerate(body.lines, 1):
        _check_line(number, line, state)
        here = _account(act, line, state), line.lot
        wanted[here] = wanted.get(here, 0) + line.quantity
        have = state.stock.free(*here)
        if have < wanted[here]:
            raise Refused(
                "Line {line}: {have} of this lot are free here, not {asked}.",
                line=number,
                have=have,
                asked=wanted[here],
            )
    sites = ((one.lot, _where(one.need, state)) for one in body.lines)
    if reason := elsewhere(sites, state):
        raise reason
    promised = {one: list(rows) for one, rows in state.stock.engaged.items()}
    for one in body.vehicles:
        check_vehicle(one.vehicle, act.by, state)
        others = promised.setdefault(one.vehicle, [])
        if any(one.since < until and since < one.until for since, until, _ in others):
            raise Refused("This vehicle is promised already at that time.")
        others.append((one.since, one.until, act.id))


def _check_line(number: int, line: PlanLine, state: State) -> None:
    check_site(line.site, state)
    if line.lot in state.stock.recalled:
        raise Refused(
            "Line {line}: {member} has recalled this lot; it is frozen.",
            line=number,
            member=state.stock.recalled[line.lot],
        )
    over = line.need in state.stock.over or line.need in state.stock.reversed
    if state.in_effect(line.need, Need.KIND) is None or over:
        raise Refused("Line {line}: there is no such need any more.", line=number)


def _where(need: str, state: State) -> str:
    """The site of a need."""
    body = state.acts[need].act.body
    return body.site if isinstance(body, Need) else ""


def _account(act: Act, line: PlanLine, state: State) -> Account:
    return at(line.site, act.by, "good", state.acts[line.site].act.by)


def _plan_apply(act: Act, body: Plan, state: State, moment: Moment) -> list[Change]:
    stock = state.stock
    for line in body.lines:
        stock.reserve(act.id, _account(act, line, state), line.lot, line.quantity)
    for one in body.vehicles:
        engaged = stock.engaged.setdefault(one.vehicle, [])
        engaged.append((one.since, one.until, act.id))
    return [
        Planned(act.id, account, lot, quantity)
        for (account, lot), quantity in stock.reserved.get(act.id, {}).items()
    ]


VEHICLE = Rule(own_requirement, _vehicle_check, take_code, SUPPLIES)
KIT = Rule(own_requirement, _kit_check, take_code, SUPPLIES)
OFFER = Rule(own_requirement, _offer_check, _nothing, SUPPLIES)
POLICY = Rule(own_requirement, _policy_check, _policy_apply, SUPPLIES)
PLAN = Rule(own_requirement, _plan_check, _plan_apply, SUPPLIES)
