"""From a problem's open arcs to lines: so much of this lot for that need."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.planner.allocation.arcs import Arc
from accord.planner.allocation.lexicographic import minimise
from accord.planner.allocation.model import Builder
from accord.planner.errors import Impossible
from accord.planner.problem import Problem

# Columns up to which a search by branches is quick.
SMALL = 1500
STAGES = ("unmet", "fairness", "expiring", "kilogram_kilometres", "changes")


@dataclass(frozen=True, slots=True)
class Line:
    """So many units of a lot (its place in the problem) for a need."""

    lot: int
    need: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The lines, each stage's value, and whether these are proven to be the best."""

    lines: tuple[Line, ...]
    values: dict[str, float]
    proven: bool
    bound: float | None


def allocate(
    problem: Problem, arcs: Sequence[Arc], alone: Mapping[str, float] | None = None
) -> Allocation:
    """The best allocation; `alone`: what each owner leaves unmet by itself, at most."""
    built = Builder(problem, arcs, alone or {}).build()
    try:
        small = len(built.model.upper) <= SMALL
        answer = minimise(built.model, built.stages, patient=small or not alone)
    except Impossible:
        # Whether anybody is worse off is looked at on the road as well (joint.py).
        built = Builder(problem, arcs, {}).build()
        answer = minimise(built.model, built.stages)
    quantities: dict[int, int] = defaultdict(int)
    for column, number, pack in built.arc_of:
        quantities[number] += round(answer.columns[column]) * pack
    lines = tuple(
        Line(arcs[number].lot, arcs[number].need, quantity)
        for number, quantity in sorted(quantities.items())
        if quantity
    )
    values = dict(zip(STAGES, answer.values, strict=True))
    return Allocation(lines, values, answer.proven, answer.bound)
