"""How much one unit of unmet need weighs: by its urgency, and against other items.

Each step of urgency weighs four times the next. A unit weighs against the usual need of
its item, so that a tent is not a tablet, and all needs of one item weigh alike: which
of them is met first is for fairness to say, not for their size.
"""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from accord.planner.problem import Problem

LEAST = 1e-3
URGENT = 4.0
PRIORITIES = 5


def weights(problem: Problem) -> list[float]:
    """The weight of a unit of each need."""
    wanted = defaultdict(list)
    for need in problem.needs:
        wanted[need.items[0]].append(need.quantity)
    # Where nothing is wanted any more, any weight will do.
    usual = {item: max(1.0, fmean(many)) for item, many in wanted.items()}
    packs = {one.id: one.pack for one in problem.items}
    return [
        URGENT ** (PRIORITIES - need.priority)
        * max(1 / usual[need.items[0]], LEAST / packs[need.items[0]])
        for need in problem.needs
    ]


def unmet(problem: Problem, given: Sequence[int]) -> dict[str, float]:
    """Each member's weighted unmet need when its needs are given so much."""
    total: dict[str, float] = dict.fromkeys(problem.owners, 0.0)
    for need, weight, got in zip(problem.needs, weights(problem), given, strict=True):
        total[need.member] += weight * max(0, need.quantity - got)
    return total
