"""Ways by road: a small graph, or a table that was measured elsewhere.

Each place is joined with its nearest neighbours at 1.3 times the great circle. What
would cross a river is left out: a river is crossed only at its bridges and ferries. A
road can be closed, or slowed, between two neighbours or at a crossing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from accord.planner.problem import Place, Problem, Roads, Table, Vehicle
from accord.planner.travel import Floats, Travel, Ways, within

EARTH_METRES = 6_371_009
DETOUR = 1.3

Edge = tuple[int, int, float, float]


def travel(problem: Problem) -> Travel:
    """The ways of a problem, for each set of hours that its vehicles can use."""
    roads = problem.roads
    if isinstance(roads, Table):
        index = {one: place for place, one in enumerate(roads.places)}
        return Travel(index, (), {frozenset(): _table(roads)})
    index = {one.id: place for place, one in enumerate(problem.places)}
    hours = {one.hours for one in roads.crossings if one.hours}
    sets = {frozenset(hours)} | {_open(one, hours) for one in problem.vehicles}
    land = list(_land(problem.places, roads))
    by_open = {one: _ways(problem, roads, index, land, one) for one in sets}
    return Travel(index, tuple(sorted(hours)), by_open)


def _open(
    vehicle: Vehicle, hours: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    return frozenset(one for one in hours if within(vehicle, one))


def _table(table: Table) -> Ways:
    metres = [[inf if one is None else one for one in row] for row in table.metres]
    seconds = [[inf if one is None else one for one in row] for row in table.seconds]
    return Ways(np.array(metres, dtype=float), np.array(seconds, dtype=float))


def great_circles(places: Sequence[Place]) -> NDArray[np.float64]:
    """Metres between all pairs, over a round earth (the haversine formula)."""
    points = np.radians([(one.latitude, one.longitude) for one in places])
    points = points.reshape(len(places), 2)
    apart = (points[:, None, :] - points[None, :, :]) / 2
    cosines = np.cos(points[:, 0])
    half = np.sin(apart[..., 0]) ** 2
    half = half + np.outer(cosines, cosines) * np.sin(apart[..., 1]) ** 2
    found: NDArray[np.float64] = 2 * EARTH_METRES * np.arcsin(np.sqrt(half.clip(0, 1)))
    return found


def _land(places: Sequence[Place], roads: Roads) -> Iterator[Edge]:
    """Roads between neighbours that do not cross a river."""
    metres = DETOUR * great_circles(places)
    speed = roads.kmh / 3.6
    factors = {frozenset((one.a, one.b)): one.factor for one in roads.changed}
    pairs = sorted(_neighbours(metres, roads.neighbours))
    crossing = _crossing(pairs, places, roads)
    for (a, b), crosses in zip(pairs, crossing, strict=True):
        factor = factors.get(frozenset((places[a].id, places[b].id)), 1.0)
        if factor is None or crosses:
            continue
        yield a, b, metres[a, b], metres[a, b] / speed * factor


def _neighbours(metres: NDArray[np.float64], count: int) -> set[tuple[int, int]]:
    near = np.argsort(metres, axis=1, kind="stable")[:, : count + 1]
    return {
        (min(a, int(b)), max(a, int(b)))
        for a, row in enumerate(near)
        for b in row
        if a != b
    }


def _crossing(
    pairs: Sequence[tuple[int, int]], places: Sequence[Place], roads: Roads
) -> NDArray[np.bool_]:
    """For each pair of places, whether the straight way has a point with a river."""
    points = np.array([(one.longitude, one.latitude) for one in places])
    stretches = [
        (*start[::-1], *end[::-1])
        for river in roads.rivers
        for start, end in pairwise(river)
    ]
    if not stretches or not pairs:
        return np.zeros(len(pairs), dtype=bool)
    at = np.array(pairs)
    a, b = points[at[:, 0]][:, None, :], points[at[:, 1]][:, None, :]
    ends = np.array(stretches)
    c, d = ends[None, :, :2], ends[None, :, 2:]
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    apart = (sides[0] * sides[1] > 0) | (sides[2] * sides[3] > 0)
    # All four nothing: on one line, and not across it.
    along = (sides[0] == 0) & (sides[1] == 0) & (sides[2] == 0) & (sides[3] == 0)
    meet: NDArray[np.bool_] = (~apart & ~along).any(axis=1)
    return meet


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    """On which side of a-b the point c lies: 1, 0 or -1."""
    turn: Floats = np.sign(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1])
        - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
    return turn


def _ways(
    problem: Problem,
    roads: Roads,
    index: dict[str, int],
    land: list[Edge],
    hours: frozenset[tuple[int, int]],
) -> Ways:
    edges = {(a, b): (metres, seconds) for a, b, metres, seconds in land}
    factors = {frozenset((one.a, one.b)): one.factor for one in roads.changed}
    for one in roads.crossings:
        factor = factors.get(frozenset((one.a, one.b)), 1.0)
        if factor is not None and (one.hours is None or one.hours in hours):
            a, b = sorted((index[one.a], index[one.b]))
            edges[a, b] = (float(one.metres), one.seconds * factor)
    return shortest(len(problem.places), edges)


def shortest(count: int, edges: dict[tuple[int, int], tuple[float, float]]) -> Ways:
    """The quickest ways over roads that lead both ways, and how far these are."""
    starts = np.array([a for a, _ in edges], dtype=int)
    ends = np.array([b for _, b in edges], dtype=int)
    # A way of no time would be no edge at all to scipy.
    seconds = np.array([max(1e-3, one) for _, one in edges.values()])
    graph = csr_array((seconds, (starts, ends)), shape=(count, count))
    times, before = dijkstra(graph, directed=False, return_predecessors=True)
    return Ways(_lengths(count, edges, times, before), times, before)


def _lengths(
    count: int,
    edges: dict[tuple[int, int], tuple[float, float]],
    times: NDArray[np.float64],
    before: NDArray[np.int32],
) -> NDArray[np.float64]:
    """The metres of the quickest ways, place by place outwards from each start."""
    step = np.full((count, count), inf)
    for (a, b), (length, _) in edges.items():
        step[a, b] = step[b, a] = length
    metres = np.full((count, count), inf)
    np.fill_diagonal(metres, 0.0)
    rows = np.arange(count)
    order = np.argsort(times, axis=1, kind="stable")
    for place in range(1, count):
        at = order[:, place]
        last = before[rows, at]
        known = last >= 0
        row, here, come = rows[known], at[known], last[known]
        metres[row, here] = metres[row, come] + step[come, here]
    return metres
