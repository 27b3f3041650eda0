"""All routes of a problem: first a quick solution, then its parts, in every core.

1. PyVRP's local search makes a first solution (a second for 3,000 stops).
2. While there is time, each worker gets a region of the solution that no other has,
   searches it for a moment, and gives it back when it is better. A pass over all
   regions takes a fixed share of the time, so that a large problem gets short searches
   and a small one long ones.
3. A problem of about one region's size is searched as a whole by every worker with
   another seed, and the best solution goes on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from pyvrp import ProblemData, Solution

from accord.planner.errors import Impossible
from accord.planner.routing.board import Board, Region
from accord.planner.routing.part import Trip, solution, trips
from accord.planner.routing.search import Penalties, construct, worth
from accord.planner.routing.workers import Beside, Done, Here, Task, Workers

Clock = Callable[[], float]

SIZE = 150
PASSES = 12
SHORTEST, LONGEST = 0.2, 2.0
POLL = 0.2
ENDLESS = 1 << 40


@dataclass(frozen=True, slots=True)
class Budget:
    """How long: whichever ends first. Rounds and tasks make a run repeatable."""

    seconds: float
    tasks: int = ENDLESS
    rounds: int = ENDLESS


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search is: seconds since its start, searches done, the cost so far."""

    seconds: float
    tasks: int
    gains: int


def _nothing(progress: Progress) -> None:
    """No one watches."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """What a caller has to say while it runs."""

    clock: Clock
    progress: Callable[[Progress], None] = _nothing
    cancelled: Callable[[], bool] = _never


def solve(
    data: ProblemData,
    budget: Budget,
    seed: int,
    watch: Watch,
    cores: int = 0,
    start: Sequence[Trip] | None = None,
) -> Solution:
    """The best solution found; raises Impossible when none keeps all limits.

    `cores` workers search beside this process; with 0 it searches by itself. `start`
    is where to begin, such as the last plan's trips.
    """
    begun = watch.clock()
    workers: Workers = Beside(cores) if cores else Here()
    try:
        first = solution(data, start) if start else construct(data, seed)
        run = _Run(data, budget, watch, workers, begun, np.random.default_rng(seed))
        best = run.whole(first) if run.small() else run.regions(first, seed)
    finally:
        workers.close()
    if not best.is_feasible():
        # Stops that may be left out are no reason to have no solution.
        kept = [route for route in best.routes() if route.is_feasible()]
        best = Solution(data, kept)
    if not best.is_complete():
        raise Impossible(
            "No solution was found that makes every stop within all limits. More time, "
            "more vehicles or wider windows may help."
        )
    return best


@dataclass(slots=True)
class _Run:
    data: ProblemData
    budget: Budget
    watch: Watch
    workers: Workers
    begun: float
    rng: np.random.Generator
    given: int = 0
    gains: int = 0
    penalties: Penalties | None = None
    out: dict[int, Region] = field(default_factory=dict)

    def small(self) -> bool:
        return self._stops() <= SIZE or self.data.num_groups > 0

    def _stops(self) -> int:
        return self.data.num_clients + 2 * self.data.num_shipments

    def left(self) -> float:
        """Seconds that remain; none when it is cancelled or enough has been tried."""
        if self.watch.cancelled() or self.given >= self.budget.tasks:
            return 0.0
        return self.begun + self.budget.seconds - self.watch.clock()

    def whole(self, best: Solution) -> Solution:
        """Every worker searches all of it, again and again from the best."""
        slice_ = min(LONGEST, max(SHORTEST, self.budget.seconds / PASSES))
        while (left := self.left()) > 0:
            for _ in range(self.workers.count):
                self._give(self.data, tuple(trips(best)), min(left, slice_))
            out = self.workers.count
            while out and not self.watch.cancelled():
                for done in self._take():
                    out -= 1
                    found = solution(self.data, done.trips)
                    if worth(self.data, found) < worth(self.data, best):
                        best = found
        return best

    def regions(self, first: Solution, seed: int) -> Solution:
        """Each worker searches a region that no other has."""
        board = Board.of(self.data, trips(first), seed)
        slice_ = self._slice()
        while True:
            while len(self.out) < self.workers.count and self.left() > SHORTEST / 2:
                region = board.take(SIZE, self.workers.count)
                if region is None:
                    break
                seconds = min(slice_, self.left())
                number = self._give(region.part.data, region.part.trips, seconds)
                self.out[number] = region
            if not self.out or self.watch.cancelled():
                return solution(self.data, board.all())
            for done in self._take():
                region = self.out.pop(done.number)
                better = region.part.back(done.trips) if done.gained else None
                board.put_back(region, better)

    def _slice(self) -> float:
        """How long one region is searched, so that PASSES go over all of them."""
        regions = max(1.0, self._stops() / SIZE)
        share = self.budget.seconds * self.workers.count / (regions * PASSES)
        return min(LONGEST, max(SHORTEST, share))

    def _give(self, data: ProblemData, driven: tuple[Trip, ...], seconds: float) -> int:
        self.given += 1
        seed = int(self.rng.integers(1 << 30))
        self.workers.give(
            Task(
                self.given,
                data,
                driven,
                seed,
                seconds,
                self.budget.rounds,
                self.penalties,
            )
        )
        return self.given

    def _take(self) -> list[Done]:
        finished = self.workers.take(POLL)
        for done in finished:
            self.gains += done.gained
            self.penalties = done.penalties
        if finished:
            passed = self.watch.clock() - self.begun
            self.watch.progress(Progress(passed, self.given, self.gains))
        return finished
