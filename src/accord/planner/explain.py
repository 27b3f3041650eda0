"""Why a need is not met: the reason that binds, so that removing it would help."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from accord.planner.allocation.allocate import Line
from accord.planner.allocation.arcs import GATES, Arc, Blocked
from accord.planner.plan import Delivery, Unmet
from accord.planner.problem import Problem


def explain(
    problem: Problem,
    found: tuple[Sequence[Arc], Sequence[Blocked]],
    deliveries: Sequence[Delivery],
    behind: Sequence[Line],
) -> tuple[Unmet, ...]:
    """Every need that is not wholly met, with its reason; the most urgent first."""
    given: dict[str, int] = defaultdict(int)
    used: dict[str, int] = defaultdict(int)
    for one in deliveries:
        given[one.need] += one.quantity
        used[one.lot] += one.quantity
    left = [lot.quantity - used[lot.id] for lot in problem.lots]
    teller = _Teller(problem, found, left, behind)
    short = [
        (place, need.quantity - given[need.id])
        for place, need in enumerate(problem.needs)
        if given[need.id] < need.quantity
    ]
    short.sort(key=lambda pair: (problem.needs[pair[0]].priority, pair[0]))
    return tuple(teller.tell(place, quantity) for place, quantity in short)


class _Teller:
    def __init__(
        self,
        problem: Problem,
        found: tuple[Sequence[Arc], Sequence[Blocked]],
        left: Sequence[int],
        behind: Sequence[Line],
    ) -> None:
        self._problem = problem
        self._left = left
        self._packs = {one.id: one.pack for one in problem.items}
        self._open: Mapping[int, list[int]] = defaultdict(list)
        self._blocked: Mapping[int, list[Blocked]] = defaultdict(list)
        self._behind: Mapping[int, list[int]] = defaultdict(list)
        for arc in found[0]:
            self._open[arc.need].append(arc.lot)
        for one in found[1]:
            self._blocked[one.need].append(one)
        for line in behind:
            self._behind[line.need].append(line.lot)

    def tell(self, need: int, quantity: int) -> Unmet:
        """The reason of one need."""
        reason, lots = self._reason(need)
        owners = tuple(sorted({self._problem.lots[one].owner for one in lots}))
        return Unmet(self._problem.needs[need].id, quantity, reason, owners)

    def _reason(self, need: int) -> tuple[str, list[int]]:
        if self._behind[need]:
            return "no_room", self._behind[need]
        whole = [one for one in self._open[need] if self._left[one] >= self._pack(one)]
        if whole:
            return "limit", whole
        blocked = [one for one in self._blocked[need] if self._left[one.lot] > 0]
        if blocked:
            gate = max((one.gate for one in blocked), key=GATES.index)
            return gate, [one.lot for one in blocked if one.gate == gate]
        if any(self._left[one] > 0 for one in self._open[need]):
            return "less_than_pack", self._open[need]
        if self._open[need] or self._blocked[need]:
            return "used_elsewhere", []
        return "no_stock", []

    def _pack(self, lot: int) -> int:
        return self._packs[self._problem.lots[lot].item]
