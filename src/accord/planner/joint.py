"""One plan for all owners, in which nobody is worse off than alone.

1. Each owner is planned alone: its goods, its vehicles, its needs.
2. All are planned together. No owner's own needs may be met less than alone: in the
   allocation that is a row; on the road it is looked at afterwards.
3. An owner whose needs came out worse on the road keeps its own plan, and what it has
   left takes part in the next joint one. In the end everyone may keep its own plan, so
   this ends, and nobody is worse off.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accord.planner.allocation.allocate import Allocation, Line, allocate
from accord.planner.allocation.arcs import Arc, Blocked, arcs
from accord.planner.explain import explain
from accord.planner.plan import Alone, Delivery, Plan, Trip
from accord.planner.problem import Given, Problem
from accord.planner.roads import travel
from accord.planner.transport.carry import Carried, Effort, carry
from accord.planner.travel import Travel
from accord.planner.weight import unmet

# How much of the budget goes to the plans of each alone, and to a first joint one.
ALONE = 0.2
FIRST = 0.5
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class _Made:
    """Trips and deliveries of one go, and what was found on the way."""

    trips: tuple[Trip, ...]
    deliveries: tuple[Delivery, ...]
    behind: tuple[Line, ...] = ()
    arcs: tuple[Arc, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    allocation: Allocation | None = None


def plan(problem: Problem, effort: Effort) -> Plan:
    """The joint plan."""
    ways = travel(problem)
    begun = effort.watch.clock()
    movers = sorted({one.owner for one in problem.vehicles})
    own = {
        owner: _single(
            only(problem, owner),
            ways,
            replace(_part(effort, ALONE / len(movers)), cores=0),
            {},
        )
        for owner in movers
    }
    by_itself = [d for one in own.values() for d in one.deliveries]
    alone = unmet(problem, _given(problem, by_itself))
    keeps: list[str] = []
    while True:
        passed = effort.watch.clock() - begun
        kept = [own[owner] for owner in keeps]
        rest = without(problem, keeps, [d for one in kept for d in one.deliveries])
        # Smaller needs have other weights, so later on only the road's result counts.
        limits = {} if keeps else alone
        share = _rest(effort, passed, FIRST if not keeps else 1 / len(movers))
        made = _single(rest, ways, share, limits)
        deliveries = [d for one in (*kept, made) for d in one.deliveries]
        left = unmet(problem, _given(problem, deliveries))
        worse = [one for one in movers if left[one] > alone[one] + SLACK]
        worse = [one for one in worse if one not in keeps]
        if not worse:
            trips = [t for one in (*kept, made) for t in one.trips]
            return Plan(
                tuple(deliveries),
                tuple(trips),
                explain(problem, (made.arcs, made.blocked), deliveries, made.behind),
                left,
                alone,
                _by_themselves(problem, own),
                tuple(keeps),
                made.allocation.values if made.allocation else {},
                made.allocation is None or made.allocation.proven,
            )
        keeps += worse


def _by_themselves(problem: Problem, own: Mapping[str, _Made]) -> dict[str, Alone]:
    """What each member would manage for its own needs; nothing without a vehicle."""
    found = {}
    for member in problem.owners:
        made = own.get(member)
        given = _given(problem, made.deliveries if made else ())
        met = sum(
            need.member == member and got >= need.quantity
            for need, got in zip(problem.needs, given, strict=True)
        )
        found[member] = Alone(met, sum(one.metres for one in made.trips) if made else 0)
    return found


def only(problem: Problem, owner: str) -> Problem:
    """What an owner can do by itself; others' needs stay, and get nothing.

    What it has agreed to give to others is not its own to use any more.
    """
    own = {one.id for one in problem.needs if one.member == owner}
    owned = {one.id for one in problem.lots if one.owner == owner}
    promised: dict[str, int] = defaultdict(int)
    for given in problem.accepted:
        if given.need not in own:
            promised[given.lot] += given.quantity
    return replace(
        problem,
        lots=tuple(
            replace(one, quantity=max(0, one.quantity - promised[one.id]))
            if one.owner == owner
            else replace(one, quantity=0)
            for one in problem.lots
        ),
        vehicles=tuple(one for one in problem.vehicles if one.owner == owner),
        policies=(),
        accepted=tuple(
            one for one in problem.accepted if one.lot in owned and one.need in own
        ),
    )


def without(
    problem: Problem, owners: Sequence[str], deliveries: Sequence[Delivery]
) -> Problem:
    """What is left to plan when these owners keep their own plans.

    Lots and needs keep their places in the problem; they are only smaller.
    """
    used: dict[str, int] = defaultdict(int)
    given: dict[str, int] = defaultdict(int)
    for one in deliveries:
        used[one.lot] += one.quantity
        given[one.need] += one.quantity
    return replace(
        problem,
        lots=tuple(
            replace(one, quantity=one.quantity - used[one.id]) for one in problem.lots
        ),
        needs=tuple(
            replace(one, quantity=max(0, one.quantity - given[one.id]))
            for one in problem.needs
        ),
        vehicles=tuple(one for one in problem.vehicles if one.owner not in owners),
        accepted=tuple(
            replace(one, quantity=max(0, one.quantity - given[one.need]))
            for one in problem.accepted
        ),
    )


def _single(
    problem: Problem, ways: Travel, effort: Effort, limits: Mapping[str, float]
) -> _Made:
    """Allocates and carries; what stays behind is tried once more by other goods."""
    open_, blocked = arcs(problem, ways)
    if not open_:
        return _Made((), (), (), (), tuple(blocked))
    allocation = allocate(problem, open_, limits)
    carried = carry(problem, ways, allocation.lines, _part(effort, 0.6))
    made = _made(carried, open_, blocked, allocation)
    if not carried.behind:
        return made
    again = _again(problem, carried, open_)
    if not again:
        return made
    fixed = replace(problem, accepted=tuple(_fixed(carried.deliveries)))
    other = allocate(fixed, again, {})
    second = carry(problem, ways, other.lines, _part(effort, 0.4))
    before = sum(unmet(problem, _given(problem, carried.deliveries)).values())
    after = sum(unmet(problem, _given(problem, second.deliveries)).values())
    return _made(second, open_, blocked, other) if after < before else made


def _made(
    carried: Carried,
    open_: Sequence[Arc],
    blocked: Sequence[Blocked],
    allocation: Allocation,
) -> _Made:
    return _Made(
        carried.trips,
        carried.deliveries,
        carried.behind,
        tuple(open_),
        tuple(blocked),
        allocation,
    )


def _again(problem: Problem, carried: Carried, open_: Sequence[Arc]) -> list[Arc]:
    """The arcs but those from a site to a need for which there was no room."""
    full = {(problem.lots[one.lot].site, one.need) for one in carried.behind}
    used = {(one.lot, one.need) for one in carried.deliveries}
    return [
        one
        for one in open_
        if (problem.lots[one.lot].site, one.need) not in full
        or (problem.lots[one.lot].id, problem.needs[one.need].id) in used
    ]


def _fixed(deliveries: Sequence[Delivery]) -> list[Given]:
    return [Given(one.lot, one.need, one.quantity) for one in deliveries]


def _given(problem: Problem, deliveries: Sequence[Delivery]) -> list[int]:
    """What each need gets, in the order of the problem's needs."""
    total: dict[str, int] = defaultdict(int)
    for one in deliveries:
        total[one.need] += one.quantity
    return [total[one.id] for one in problem.needs]


def _part(effort: Effort, share: float) -> Effort:
    budget = effort.budget
    return replace(effort, budget=replace(budget, seconds=budget.seconds * share))


def _rest(effort: Effort, passed: float, share: float) -> Effort:
    """A share of the time that is left."""
    left = max(0.0, effort.budget.seconds - passed)
    return replace(effort, budget=replace(effort.budget, seconds=left * share))
