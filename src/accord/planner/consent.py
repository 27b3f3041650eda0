"""Consent: everyone sees its own part of a plan, and answers for it alone.

What is accepted stays in the next plan; what is refused is not planned again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accord.planner.plan import Delivery, Plan, Trip
from accord.planner.problem import Given, Problem, Refusal


@dataclass(frozen=True, slots=True)
class Slice:
    """What one member has to agree to: where its goods go, what its vehicles do."""

    member: str
    goods: tuple[Delivery, ...]
    trips: tuple[Trip, ...]


def slices(plan: Plan) -> tuple[Slice, ...]:
    """Each owner's and carrier's own part, and nothing of the others'.

    A carrier sees what it loads and where it goes, not what else the owner has.
    """
    owners = {one.owner for one in plan.deliveries}
    members = owners | {one.carrier for one in plan.trips}
    return tuple(
        Slice(
            member,
            tuple(one for one in plan.deliveries if one.owner == member),
            tuple(one for one in plan.trips if one.carrier == member),
        )
        for member in sorted(members)
    )


def accept(problem: Problem, plan: Plan, members: Iterable[str]) -> Problem:
    """The problem in which these members' goods go where the plan sends them."""
    named = set(members)
    kept = tuple(
        Given(one.lot, one.need, one.quantity)
        for one in plan.deliveries
        if one.owner in named
    )
    return replace(problem, accepted=problem.accepted + kept, last=_last(plan))


def refuse(problem: Problem, plan: Plan, refused: Iterable[Refusal]) -> Problem:
    """The problem in which these goods or vehicles are not for these needs."""
    return replace(problem, refused=problem.refused + tuple(refused), last=_last(plan))


def _last(plan: Plan) -> tuple[Given, ...]:
    return tuple(
        Given(one.lot, one.need, one.quantity, one.vehicle, one.leaves, one.arrives)
        for one in plan.deliveries
    )
