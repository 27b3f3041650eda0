"""The whole solution while its parts are away: who is searched, who is free.

A region is a trip with the trips nearest to it, by the middle of their stops. The trip
that was least often in a region comes first, so that regions overlap from pass to pass
and improvements cross their borders.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyvrp import Activity, ActivityType, ProblemData

from accord.planner.routing.part import Part, Trip, Whole, cut

NEAR_TYPES = 8


@dataclass(slots=True)
class _Held:
    """A trip on the board."""

    trip: Trip
    middle: NDArray[np.float64]
    times: int


@dataclass(slots=True)
class Region:
    """What is away: the trips' numbers, vehicles lent with them, stops left by all."""

    held: list[int]
    lent: dict[int, int]
    left: list[Activity]
    part: Part


@dataclass(slots=True)
class Board:
    """Trips that are free to be taken into a region, and what stands beside them."""

    whole: Whole
    rng: np.random.Generator
    trips: dict[int, _Held] = field(default_factory=dict)
    away: set[int] = field(default_factory=set)
    idle: dict[int, int] = field(default_factory=dict)
    left: set[Activity] = field(default_factory=set)
    points: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))
    next_number: int = 0

    @classmethod
    def of(cls, data: ProblemData, driven: Sequence[Trip], seed: int) -> "Board":
        """A board with these trips on it."""
        board = cls(Whole.of(data), np.random.default_rng(seed))
        board.points = np.array([(one.x, one.y) for one in data.locations()])
        board.idle = {
            kind: one.num_available for kind, one in enumerate(board.whole.types)
        }
        board.left = stops(board.whole)
        for trip in driven:
            board.idle[trip[0]] -= 1
            board.left -= set(trip[1])
            board._hold(trip, 0)
        return board

    def all(self) -> list[Trip]:
        """Every trip, those away as they left."""
        return [held.trip for held in self.trips.values()]

    def take(self, size: int, sharing: int) -> Region | None:
        """A region of about `size` stops, or None while nothing is free.

        Idle vehicles are lent so that `sharing` regions can each have some.
        """
        free = [one for one in self.trips if one not in self.away]
        if not free:
            return self._take_left(sharing) if not self.trips and self.left else None
        seldom = min(self.trips[one].times for one in free)
        first = self.rng.choice(
            [one for one in free if self.trips[one].times == seldom]
        )
        middle = self.trips[first].middle
        free.sort(key=lambda one: _apart(self.trips[one].middle, middle))
        held: list[int] = []
        count = 0
        for one in free:
            count += len(self.trips[one].trip[1])
            if held and count > size:
                break
            held.append(one)
        return self._lend(held, middle, self._left_near(middle, size), sharing)

    def _take_left(self, sharing: int) -> Region:
        left = sorted(self.left, key=lambda one: (one.type.value, one.idx))
        return self._lend([], self.points.mean(axis=0), left, sharing)

    def _left_near(self, middle: NDArray[np.float64], size: int) -> list[Activity]:
        """Up to a third of a region's size of stops that no trip makes."""
        near = sorted(self.left, key=lambda one: self._from(one, middle))
        return near[: max(1, size // 3)]

    def _from(self, one: Activity, middle: NDArray[np.float64]) -> tuple[float, int]:
        return _apart(self.points[self.whole.location(one)], middle), one.idx

    def _lend(
        self,
        held: list[int],
        middle: NDArray[np.float64],
        left: list[Activity],
        sharing: int,
    ) -> Region:
        lent: dict[int, int] = {}
        for one in held:
            kind = self.trips[one].trip[0]
            lent[kind] = lent.get(kind, 0) + 1
            self.trips[one].times += 1
        for kind in self._types_near(middle, lent):
            spare = min(len(held) + 2, -(-self.idle[kind] // sharing))
            self.idle[kind] -= spare
            lent[kind] = lent.get(kind, 0) + spare
        self.away |= set(held)
        self.left -= set(left)
        driven = [self.trips[one].trip for one in held]
        return Region(held, lent, left, cut(self.whole, driven, left, lent))

    def _types_near(
        self, middle: NDArray[np.float64], used: dict[int, int]
    ) -> list[int]:
        """Types with an idle vehicle: those in use, and the nearest few others."""
        idle = [kind for kind, count in self.idle.items() if count]
        homes = {
            kind: self.points[
                self.whole.depots[self.whole.types[kind].start_depot].location
            ]
            for kind in idle
        }
        idle.sort(key=lambda kind: _apart(homes[kind], middle))
        return [
            kind
            for place, kind in enumerate(idle)
            if kind in used or place < NEAR_TYPES
        ]

    def put_back(self, region: Region, found: Sequence[Trip] | None) -> None:
        """Ends a region's absence, with better trips or as it was."""
        self.away -= set(region.held)
        for kind, count in region.lent.items():
            self.idle[kind] += count
        if found is None:
            driven = [self.trips[one].trip for one in region.held]
            self.left |= set(region.left)
        else:
            driven = list(found)
            self._replace(region, driven)
        for kind, _ in driven:
            self.idle[kind] -= 1

    def _replace(self, region: Region, driven: Sequence[Trip]) -> None:
        times = min((self.trips[one].times for one in region.held), default=1)
        before = set(region.left)
        for one in region.held:
            before |= set(self.trips.pop(one).trip[1])
        for trip in driven:
            before -= set(trip[1])
            self._hold(trip, times)
        self.left |= {one for one in before if one.is_client() or one.is_pickup()}

    def _hold(self, trip: Trip, times: int) -> None:
        places = [self.whole.location(one) for one in trip[1]]
        middle = self.points[places].mean(axis=0)
        self.trips[self.next_number] = _Held(trip, middle, times)
        self.next_number += 1


def stops(whole: Whole) -> set[Activity]:
    """One activity for every client and shipment."""
    clients = {Activity(ActivityType.CLIENT, one) for one in range(len(whole.clients))}
    return clients | {
        Activity(ActivityType.PICKUP, one) for one in range(len(whole.shipments))
    }


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(((one - other) ** 2).sum())
