"""One search: PyVRP's local search, iterated, from a start to a better solution.

PyVRP's own loop begins with penalties so high that a search of seconds never leaves
what is feasible. This one is the same late acceptance (Burke and Bykov, 2017, "The late
acceptance hill-climbing heuristic") with penalties that begin low, adapt quickly, and
are handed on from one search to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from warnings import catch_warnings, simplefilter

import numpy as np
from pyvrp import (
    CostEvaluator,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

Stop = Callable[[int], bool]
# For a unit of each load, of time and of distance too much.
Penalties = tuple[list[float], float, float]

NEIGHBOURS = 40
DISTURBED = 12
MEMORY = 100
PATIENCE = 1000
HIGHEST = 10_000_000.0
PARAMS = PenaltyParams(
    solutions_between_updates=25,
    penalty_increase=1.3,
    penalty_decrease=0.8,
    target_feasible=0.5,
    min_penalty=0.1,
    max_penalty=HIGHEST,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The best solution of a search, and what the next one can begin with."""

    best: Solution
    penalties: Penalties
    rounds: int


def worth(data: ProblemData, solution: Solution) -> tuple[int, int, int]:
    """What is better is smaller: required stops left out, limits broken, then cost."""
    left_out = solution.num_missing_clients() + solution.num_missing_shipments()
    broken = sum(solution.excess_load()) + solution.excess_distance()
    broken += solution.time_warp()
    return left_out, broken, free(data).penalised_cost(solution)


def free(data: ProblemData) -> CostEvaluator:
    """Costs without any penalty."""
    return CostEvaluator([0.0] * data.num_load_dimensions, 0.0, 0.0)


def first_penalties(data: ProblemData) -> Penalties:
    """Penalties to begin with: what is usual between two stops, for a usual load."""
    # Not the mean: where a vehicle must not go is far beyond any distance.
    apart = max(1.0, float(np.median(data.distance_matrix(0))))
    lasting = max(1.0, float(np.median(data.duration_matrix(0))))
    paid = min(
        one.unit_distance_cost * apart + one.unit_duration_cost * lasting
        for one in data.vehicle_types()
    )
    # Too much of a limit is to cost no less than the stop that would have to be left.
    prizes = [one.prize for one in data.clients() if one.prize]
    prizes += [one.prize for one in data.shipments() if one.prize]
    paid = max(paid, float(np.mean(prizes))) if prizes else paid
    loads = [
        *(np.maximum(one.delivery, one.pickup) for one in data.clients()),
        *(np.array(one.amount) for one in data.shipments()),
    ]
    usual = np.maximum(1.0, np.mean(loads, axis=0))
    return (paid / usual).tolist(), paid / lasting, paid / apart


def local_search(data: ProblemData, seed: int) -> LocalSearch:
    """PyVRP's local search with all operators that make sense for the problem."""
    rng = RandomNumberGenerator(seed=seed)
    near = compute_neighbours(data, NeighbourhoodParams(num_neighbours=NEIGHBOURS))
    disturb = PerturbationManager(PerturbationParams(1, DISTURBED))
    search = LocalSearch(data, rng, near, disturb)
    for operator in OPERATORS:
        if operator.supports(data):
            search.add_operator(operator(data))
    return search


def construct(data: ProblemData, seed: int) -> Solution:
    """A first solution, in a fraction of a second for a thousand stops."""
    rng = RandomNumberGenerator(seed=seed)
    highest = CostEvaluator([HIGHEST] * data.num_load_dimensions, HIGHEST, HIGHEST)
    search = local_search(data, seed)
    return search(Solution.make_random(data, rng), highest, exhaustive=True)


def improve(
    data: ProblemData,
    start: Solution,
    seed: int,
    stop: Stop,
    penalties: Penalties | None = None,
) -> Found:
    """Searches from `start` until `stop`, called with the best cost, says True."""
    with catch_warnings():
        # Where no solution is feasible this is said by who asked for one.
        simplefilter("ignore", PenaltyBoundWarning)
        return _improve(data, start, seed, stop, penalties)


def _improve(
    data: ProblemData,
    start: Solution,
    seed: int,
    stop: Stop,
    penalties: Penalties | None,
) -> Found:
    search = local_search(data, seed)
    manager = PenaltyManager(penalties or first_penalties(data), PARAMS)
    late = _Late(start)
    best, best_worth = start, worth(data, start)
    rounds = waited = 0
    while not stop(best_worth[2]):
        rounds += 1
        waited += 1
        costs = manager.cost_evaluator()
        candidate = search(late.current, costs)
        manager.register(candidate)
        if (candidate_worth := worth(data, candidate)) < best_worth:
            best, best_worth, waited = candidate, candidate_worth, 0
            candidate = search(candidate, costs, exhaustive=True)
            if (candidate_worth := worth(data, candidate)) < best_worth:
                best, best_worth = candidate, candidate_worth
        late.offer(candidate, costs)
        if waited == PATIENCE:
            late, waited = _Late(best), 0
    return Found(best, manager.penalties(), rounds)


class _Late:
    """Accepts what is better than now, or than some rounds ago."""

    def __init__(self, start: Solution) -> None:
        self.current = start
        self._start = start
        self._memory: list[Solution | None] = [None] * MEMORY
        self._at = 0

    def offer(self, candidate: Solution, costs: CostEvaluator) -> None:
        remembered = self._memory[self._at]
        late = costs.penalised_cost(self._start if remembered is None else remembered)
        now = costs.penalised_cost(self.current)
        offered = costs.penalised_cost(candidate)
        if offered < late or offered < now:
            self.current, now = candidate, offered
        if remembered is None or now < late:
            self._memory[self._at] = self.current
        self._at = (self._at + 1) % MEMORY
