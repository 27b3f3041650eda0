"""A plan in words for a person: trips hour by hour, and what is not met, and why."""

from collections.abc import Iterator

from accord.planner.plan import Plan, Stop, Trip, Unmet
from accord.planner.problem import Problem
from accord.planner.problemfile.fields import written

REASONS = {
    "no_stock": "nobody has it",
    "recalled": "what there is has been recalled by {owners}",
    "earmarked": "what {owners} has was given for another place",
    "no_consent": "{owners} would have to allow it",
    "refused": "{owners} refused",
    "no_vehicle": "no vehicle takes the goods of {owners} at their temperature",
    "no_way": "there is no way from the stores of {owners}",
    "too_late": "from the stores of {owners} it would be too late",
    "would_expire": "what {owners} has would not keep long enough",
    "limit": "what {owners} allows, keeps in reserve, or can hand out is used up",
    "less_than_pack": "less than a whole pack is left at {owners}",
    "used_elsewhere": "all there is goes to other needs",
    "no_room": "no vehicle has room or time left for the goods of {owners}",
}


def lines(problem: Problem, plan: Plan) -> Iterator[str]:
    """The plan, line by line."""
    given = plan.given()
    met = sum(given.get(one.id, 0) >= one.quantity for one in problem.needs)
    yield (
        f"{met:,} of {len(problem.needs):,} needs are met in full, by "
        f"{len(plan.trips):,} trips over {plan.metres // 1000:,} km."
    )
    for trip in plan.trips:
        yield ""
        yield from _trip(trip)
    if plan.unmet:
        yield ""
        yield "Not met:"
        yield from map(_unmet, plan.unmet)
    if plan.own_plan:
        yield ""
        yield (
            f"Planned by themselves, so as not to be worse off: "
            f"{', '.join(plan.own_plan)}."
        )


def _trip(trip: Trip) -> Iterator[str]:
    times = f"{written(trip.leaves)} to {written(trip.returns)}"
    yield (
        f"{trip.vehicle} of {trip.carrier}: from {trip.home}, {times}, "
        f"{trip.metres // 1000:,} km"
    )
    for stop in trip.stops:
        yield f"  {written(stop.arrives)}  {stop.place}: {_done(stop)}"


def _done(stop: Stop) -> str:
    loads = [f"load {some:,} of {lot} for {need}" for lot, need, some in stop.loads]
    brings = [
        f"bring {some:,} of {lot} for {need}" for lot, need, some in stop.hands_over
    ]
    return "; ".join(brings + loads)


def _unmet(one: Unmet) -> str:
    why = REASONS[one.reason].format(owners=" or ".join(one.owners))
    return f"  {one.need}, {one.quantity:,}: {why}."
