"""The last plan's trips with the loads of now: where the next search begins.

A load begins on the vehicle that brought most of its lines last time, in the order of
the times then. What is new is on no vehicle yet, and what does not fit any more is for
the search to mend.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pyvrp import Activity, ActivityType

from accord.planner.problem import Given, Problem
from accord.planner.routing.part import Trip
from accord.planner.transport.loads import Load
from accord.planner.transport.network import Network


def start(problem: Problem, net: Network) -> list[Trip]:
    """The trips to begin with; none when the last plan says nothing of vehicles."""
    carried = {
        (one.lot, one.need): one for one in problem.last if one.vehicle is not None
    }
    numbers = {one.id: at for at, one in enumerate(net.vehicles)}
    steps: dict[int, list[tuple[int, int, int, Activity]]] = defaultdict(list)
    for at, load in enumerate(net.loads):
        before = _before(problem, load, carried)
        if before is None or before.vehicle not in numbers:
            continue
        vehicle = numbers[before.vehicle]
        if load.kind.allows(net.vehicles[vehicle]):
            pickup = Activity(ActivityType.PICKUP, at)
            delivery = Activity(ActivityType.DELIVERY, at)
            steps[vehicle].append((before.leaves or 0, 1, at, pickup))
            steps[vehicle].append((before.arrives or 0, 2, at, delivery))
    return [(vehicle, _in_order(own)) for vehicle, own in sorted(steps.items())]


def _before(
    problem: Problem, load: Load, carried: dict[tuple[str, str], Given]
) -> Given | None:
    """The line of the last plan that says most about this load."""
    found: Counter[Given] = Counter()
    for line in load.lines:
        key = (problem.lots[line.lot].id, problem.needs[line.need].id)
        if key in carried:
            found[carried[key]] += line.quantity
    return found.most_common(1)[0][0] if found else None


def _in_order(
    steps: Sequence[tuple[int, int, int, Activity]],
) -> tuple[Activity, ...]:
    """By time; at the same time what is aboard is handed over last."""
    return tuple(one[3] for one in sorted(steps, key=lambda one: one[:3]))
