"""Lines that go the same way together, cut into loads that a usual vehicle can take."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from accord.planner.allocation.allocate import Line
from accord.planner.allocation.arcs import takes
from accord.planner.problem import Item, Problem, Vehicle
from accord.planner.weight import weights

ENDLESS = 10**9

Sizes = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """What decides which vehicles may take a load."""

    owner: str
    band: str
    without: frozenset[str]

    def allows(self, vehicle: Vehicle) -> bool:
        """Whether this vehicle may."""
        return takes(vehicle, self.owner, self.band) and vehicle.id not in self.without


@dataclass(frozen=True, slots=True)
class Load:
    """Goods from one site to one place by one vehicle; `weight` is their worth."""

    site: str
    place: str
    kind: Kind
    since: int | None
    by: int
    lines: tuple[Line, ...]
    sizes: Sizes
    weight: float


@dataclass(frozen=True, slots=True)
class _Way:
    site: str
    place: str
    kind: Kind
    since: int | None
    by: int
    priority: int


def room(vehicle: Vehicle) -> Sizes:
    """What it holds: grams, millilitres, thousandths of pallets."""
    pallets = ENDLESS if vehicle.pallets is None else 1000 * vehicle.pallets
    return vehicle.grams, vehicle.millilitres, pallets


def loads(problem: Problem, lines: Sequence[Line]) -> list[Load]:
    """All lines as loads; what no vehicle can hold even by the pack is in none."""
    ways: dict[_Way, list[Line]] = defaultdict(list)
    refused = defaultdict(set)
    for one in problem.refused:
        if one.vehicle is not None:
            refused[one.need].add(one.vehicle)
    items = {one.id: one for one in problem.items}
    for line in lines:
        ways[_way(problem, line, items, refused)].append(line)
    cutter = _Cutter(problem, items)
    return [load for way, own in ways.items() for load in cutter.cut(way, own)]


def _way(
    problem: Problem,
    line: Line,
    items: dict[str, Item],
    refused: dict[str, set[str]],
) -> _Way:
    lot, need = problem.lots[line.lot], problem.needs[line.need]
    kind = Kind(lot.owner, items[lot.item].band, frozenset(refused.get(need.id, ())))
    by = need.by
    if lot.expires is not None:
        by = min(by, lot.expires - need.keep)
    return _Way(lot.site, need.place, kind, need.since, by, need.priority)


class _Cutter:
    def __init__(self, problem: Problem, items: dict[str, Item]) -> None:
        self._problem = problem
        self._items = items
        self._weights = weights(problem)

    def cut(self, way: _Way, lines: Sequence[Line]) -> Iterator[Load]:
        rooms = [room(one) for one in self._problem.vehicles if way.kind.allows(one)]
        if not rooms:
            return
        usual = [median_low(sizes) for sizes in zip(*rooms, strict=True)]
        packed: list[Line] = []
        left = list(usual)
        for line in lines:
            pack, sizes = self._pack(line)
            packs = line.quantity // pack
            while packs:
                fit = min(packs, _fits(left, sizes))
                if fit == 0 and not packed:
                    break
                if fit:
                    packed.append(Line(line.lot, line.need, fit * pack))
                    left = [a - fit * b for a, b in zip(left, sizes, strict=True)]
                    packs -= fit
                if packs:
                    yield self._load(way, packed)
                    packed, left = [], list(usual)
        if packed:
            yield self._load(way, packed)

    def _pack(self, line: Line) -> tuple[int, Sizes]:
        item = self._items[self._problem.lots[line.lot].item]
        return item.pack, _sizes(item, item.pack)

    def _load(self, way: _Way, lines: Sequence[Line]) -> Load:
        sizes = [0, 0, 0]
        weight = 0.0
        for line in lines:
            item = self._items[self._problem.lots[line.lot].item]
            own = _sizes(item, line.quantity)
            sizes = [a + b for a, b in zip(sizes, own, strict=True)]
            weight += self._weights[line.need] * line.quantity
        grams, millilitres, pallets = sizes
        return Load(
            way.site,
            way.place,
            way.kind,
            way.since,
            way.by,
            tuple(lines),
            (grams, millilitres, pallets),
            weight,
        )


def _fits(left: Sequence[int], sizes: Sizes) -> int:
    """How many of this size fit into what is left."""
    counts = (a // b for a, b in zip(left, sizes, strict=True) if b)
    return min(counts, default=ENDLESS)


def _sizes(item: Item, quantity: int) -> Sizes:
    pallets = -(-1000 * quantity // item.per_pallet) if item.per_pallet else 0
    return quantity * item.grams, quantity * item.millilitres, pallets
