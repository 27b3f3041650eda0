"""The process that plans: `python -m accord.supplies.planning.work`.

It knows no database. It reads one line of JSON (seconds, seed, cores, and the address
of a routing server if there is one) and then a problem; it writes lines of JSON: how
far it is, and at last the plan. SIGTERM ends the search with what was found. It ends
with the process that started it, and steps aside for others.
"""

import json
import os
import signal
import sys
import time
from dataclasses import replace
from itertools import pairwise
from types import FrameType

from accord.planner.allocation.arcs import arcs
from accord.planner.errors import PlannerError
from accord.planner.joint import plan
from accord.planner.plan import Plan, Trip
from accord.planner.problem import Given, Problem
from accord.planner.problemfile.read import read
from accord.planner.problemfile.write import document
from accord.planner.roads import travel
from accord.planner.routing.solve import Budget, Progress, Watch
from accord.planner.transport.carry import Effort
from accord.planner.travel import Travel
from accord.supplies.planning.routing_table import with_table

EVERY_SECONDS = 0.4
NICE = 10

_stopped: list[int] = []


def main() -> None:
    """Plans what is on the standard input."""
    asked = json.loads(sys.stdin.buffer.readline())
    begun = time.monotonic()
    parent = os.getppid()
    found = Progress(0.0, 0, 0)

    def stop(number: int, frame: FrameType | None) -> None:
        _stopped.append(number)

    def tick(number: int, frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(1)
        passed = round(time.monotonic() - begun, 1)
        _say({"seconds": passed, "tasks": found.tasks, "gains": found.gains})

    def note(now: Progress) -> None:
        nonlocal found
        found = now

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, EVERY_SECONDS, EVERY_SECONDS)
    watch = Watch(time.monotonic, note, lambda: bool(_stopped))
    effort = Effort(
        Budget(float(asked["seconds"])), asked["seed"], watch, asked["cores"]
    )
    try:
        said = answer(sys.stdin.buffer.read(), asked["routing"], effort)
    except PlannerError as error:
        said = {"error": str(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    _say({"answer": said})


def answer(data: bytes, routing: str, effort: Effort) -> dict[str, object]:
    """The plan of a problem, and the way of each trip; raises PlannerError."""
    problem, said = _prepared(read(data), routing)
    made = plan(problem, effort)
    return document(made) | said | {"ways": _ways(problem, made)}


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _prepared(problem: Problem, routing: str) -> tuple[Problem, dict[str, object]]:
    """The problem with measured ways, if a server gives them; and what to say."""
    said: dict[str, object] = {}
    if routing and not getattr(problem.roads, "changed", ()):
        try:
            problem = with_table(problem, routing)
        except PlannerError as error:
            said["no_table"] = str(error)
    return _possible(problem), said


def _possible(problem: Problem) -> Problem:
    """Without what was agreed to and cannot be brought: nobody else gets it."""
    blocked = {
        (problem.lots[one.lot].id, problem.needs[one.need].id)
        for one in arcs(problem, travel(problem))[1]
    }
    lost: list[Given] = [
        one for one in problem.accepted if (one.lot, one.need) in blocked
    ]
    less = {one.id: 0 for one in problem.lots}
    for one in lost:
        less[one.lot] += one.quantity
    return replace(
        problem,
        accepted=tuple(one for one in problem.accepted if one not in lost),
        lots=tuple(
            replace(one, quantity=max(0, one.quantity - less[one.id]))
            for one in problem.lots
        ),
    )


# The way of each trip, place by place


def _ways(problem: Problem, made: Plan) -> dict[str, list[list[list[object]]]]:
    """By vehicle: its legs, from home over its stops and back: [place, seconds]."""
    ways = travel(problem)
    return {one.vehicle: _legs(problem, ways, one) for one in made.trips}


def _legs(problem: Problem, ways: Travel, trip: Trip) -> list[list[list[object]]]:
    vehicle = next(one for one in problem.vehicles if one.id == trip.vehicle)
    places = [trip.home, *(one.place for one in trip.stops), trip.home]
    return [
        [[place, seconds] for place, seconds in ways.passing(a, b, vehicle)]
        for a, b in pairwise(places)
    ]


if __name__ == "__main__":
    os.nice(NICE)
    main()
