"""The allocation as columns and rows.

Columns, in whole packs (in base units for a need whose items have unlike packs):

    arc     what goes from a lot to a need; what the last plan gave has its own column
    unmet   what a need does not get, in up to eight steps, each an eighth of it
    over    what a pack brings beyond a need with unlike packs

Rows: each need is met or unmet; no lot gives more than it has; an owner's reserve
stays; a policy's limit and a site's throughput hold; no owner's own needs are met less
than when it plans alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from accord.planner.allocation.arcs import Arc
from accord.planner.allocation.lexicographic import Model
from accord.planner.problem import Given, Item, Problem
from accord.planner.weight import weights

STEPS = 8
STEEPER = 3.0
DAY = 86_400
YEAR = 365


@dataclass(slots=True)
class Columns:
    """Bounds and costs of the columns, one by one."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    stages: tuple[list[float], ...] = field(
        default_factory=lambda: ([], [], [], [], [])
    )

    def add(self, lower: float, upper: float, *costs: float) -> int:
        """A column's number; costs are for the stages in their order."""
        self.lower.append(lower)
        self.upper.append(upper)
        for place, stage in enumerate(self.stages):
            stage.append(costs[place] if place < len(costs) else 0.0)
        return len(self.upper) - 1


@dataclass(slots=True)
class Rows:
    """Rows of the matrix, one by one."""

    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, entries: Mapping[int, float], low: float, high: float) -> None:
        """A row."""
        self.columns += entries.keys()
        self.values += entries.values()
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)


@dataclass(slots=True)
class Built:
    """The model, its stages, and which arc and how many units a column stands for."""

    model: Model
    stages: list[NDArray[np.float64]]
    arc_of: list[tuple[int, int, int]]


class Builder:
    """Builds the model of a problem with these arcs."""

    def __init__(
        self,
        problem: Problem,
        arcs: Sequence[Arc],
        alone: Mapping[str, float],
    ) -> None:
        self._problem = problem
        self._arcs = arcs
        self._alone = alone
        self._items = {one.id: one for one in problem.items}
        self._weights = weights(problem)
        self._columns = Columns()
        self._rows = Rows()
        self._parts: list[tuple[int, int, int]] = []
        self._of_arc: dict[int, list[int]] = {}

    def build(self) -> Built:
        """The whole model."""
        self._add_arcs()
        self._add_needs()
        self._add_lots()
        self._add_reserves()
        self._add_policies()
        self._add_sites()
        columns, rows = self._columns, self._rows
        matrix = csr_array(
            (rows.values, rows.columns, rows.starts),
            shape=(len(rows.low), len(columns.upper)),
        )
        model = Model(
            np.array(columns.upper),
            matrix,
            np.array(rows.low),
            np.array(rows.high),
            np.array(columns.lower),
        )
        return Built(model, [np.array(one) for one in columns.stages], self._parts)

    def _item(self, arc: Arc) -> Item:
        return self._items[self._problem.lots[arc.lot].item]

    def _add_arcs(self) -> None:
        accepted, last = _given(self._problem.accepted), _given(self._problem.last)
        for number, arc in enumerate(self._arcs):
            lot, need = self._problem.lots[arc.lot], self._problem.needs[arc.need]
            pack = self._item(arc).pack
            most = lot.quantity // pack
            least = min(most, accepted.get((lot.id, need.id), 0) // pack)
            kept = min(most, last.get((lot.id, need.id), 0) // pack)
            costs = self._arc_costs(arc)
            own = []
            if kept:
                column = self._columns.add(min(least, kept), kept, *costs, -1.0)
                own.append(column)
                self._parts.append((column, number, pack))
            if most > kept:
                floor = max(0, least - kept)
                column = self._columns.add(floor, most - kept, *costs)
                own.append(column)
                self._parts.append((column, number, pack))
            self._of_arc[number] = own

    def _arc_costs(self, arc: Arc) -> tuple[float, ...]:
        """A pack's part in the stages: unmet, fairness, expiry, kg km."""
        item, lot = self._item(arc), self._problem.lots[arc.lot]
        kilograms = max(item.grams, 1) * item.pack / 1000
        soon = 0.0
        if lot.expires is not None:
            days = max(0.0, (lot.expires - self._problem.start) / DAY)
            soon = max(0.0, 1 - days / YEAR)
        return 0.0, 0.0, -soon * kilograms, kilograms * arc.metres / 1000

    def _add_needs(self) -> None:
        by_need = defaultdict(list)
        for number, arc in enumerate(self._arcs):
            by_need[arc.need].append(number)
        of_member: dict[str, dict[int, float]] = defaultdict(dict)
        # Here a need ends at a whole pack, so it may seem to miss up to a pack more.
        rounded: dict[str, float] = defaultdict(float)
        for place, need in enumerate(self._problem.needs):
            packs = {self._item(self._arcs[one]).pack for one in by_need[place]}
            unit = packs.pop() if len(packs) == 1 else 1
            entries = self._unmet(place, -(-need.quantity // unit), unit)
            if need.member in self._alone:
                beyond = -(-need.quantity // unit) * unit - need.quantity
                rounded[need.member] += self._weights[place] * beyond
                for column in entries:
                    of_member[need.member][column] = self._weights[place] * unit
            for one in by_need[place]:
                share = self._item(self._arcs[one]).pack // unit
                entries |= dict.fromkeys(self._of_arc[one], float(share))
            if packs:
                over = self._columns.add(0, max(packs) - 1)
                entries[over] = -1.0
            total = float(-(-need.quantity // unit))
            self._rows.add(entries, total, total)
        for member, entries in of_member.items():
            most = (self._alone[member] + rounded[member]) * (1 + 1e-9) + 1e-6
            self._rows.add(entries, -np.inf, most)

    def _unmet(self, need: int, total: int, unit: int) -> dict[int, float]:
        """The steps of what a need does not get; each costs the fair stage more."""
        entries = {}
        for step in range(STEPS):
            size = total * (step + 1) // STEPS - total * step // STEPS
            if size:
                cost = self._weights[need] * unit
                column = self._columns.add(0, size, cost, unit * STEEPER**step)
                entries[column] = 1.0
        return entries

    def _add_lots(self) -> None:
        by_lot: dict[int, dict[int, float]] = defaultdict(dict)
        for number, arc in enumerate(self._arcs):
            by_lot[arc.lot] |= dict.fromkeys(self._of_arc[number], 1.0)
        for place, entries in by_lot.items():
            lot = self._problem.lots[place]
            most = lot.quantity // self._items[lot.item].pack
            self._rows.add(entries, -np.inf, float(most))

    def _add_reserves(self) -> None:
        stock: dict[tuple[str, str], int] = defaultdict(int)
        for lot in self._problem.lots:
            if not lot.frozen:
                stock[lot.owner, lot.item] += lot.quantity
        for reserve in self._problem.reserves:
            key = (reserve.owner, reserve.item)
            entries: dict[int, float] = {}
            for number, arc in enumerate(self._arcs):
                lot = self._problem.lots[arc.lot]
                if (lot.owner, lot.item) == key:
                    entries |= dict.fromkeys(self._of_arc[number], 1.0)
            spare = max(0, stock[key] - reserve.quantity)
            self._rows.add(entries, -np.inf, spare // self._items[reserve.item].pack)

    def _add_policies(self) -> None:
        by_policy: dict[int, dict[int, float]] = defaultdict(dict)
        for number, arc in enumerate(self._arcs):
            for policy in arc.policies:
                pack = float(self._item(arc).pack)
                by_policy[policy] |= dict.fromkeys(self._of_arc[number], pack)
        for place, entries in by_policy.items():
            limit = self._problem.policies[place].limit
            if limit is not None:
                self._rows.add(entries, -np.inf, float(limit))

    def _add_sites(self) -> None:
        limits = {
            one.id: one.throughput
            for one in self._problem.sites
            if one.throughput is not None
        }
        by_site: dict[str, dict[int, float]] = defaultdict(dict)
        for number, arc in enumerate(self._arcs):
            site = self._problem.lots[arc.lot].site
            if site in limits:
                item = self._item(arc)
                grams = float(item.pack * item.grams)
                by_site[site] |= dict.fromkeys(self._of_arc[number], grams)
        for site, entries in by_site.items():
            self._rows.add(entries, -np.inf, float(limits[site]))


def _given(lines: Sequence[Given]) -> dict[tuple[str, str], int]:
    total: dict[tuple[str, str], int] = defaultdict(int)
    for one in lines:
        total[one.lot, one.need] += one.quantity
    return total
