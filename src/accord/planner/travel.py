"""How far and how long it is between two places, for a vehicle and its hours."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.planner.problem import Vehicle

Floats = NDArray[np.float64]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Ways:
    """Metres and seconds between all places; infinite where there is no way.

    `before` holds, row by row for each start, the place before each place on the way to
    it, negative where there is none; None when only lengths are known.
    """

    metres: Floats
    seconds: Floats
    before: NDArray[np.int32] | None = None


@dataclass(frozen=True, slots=True)
class Travel:
    """Ways for each set of crossings that a vehicle's shift can use.

    `hours` are those of the crossings that are not always open. A vehicle uses a
    crossing only when its whole shift lies within the crossing's hours.
    """

    index: Mapping[str, int]
    hours: tuple[tuple[int, int], ...]
    by_open: Mapping[frozenset[tuple[int, int]], Ways]

    def open_for(self, vehicle: Vehicle | None) -> frozenset[tuple[int, int]]:
        """Which hours a vehicle's shift lies within; for None: all of them."""
        if vehicle is None:
            return frozenset(self.hours)
        return frozenset(one for one in self.hours if within(vehicle, one))

    def ways(self, vehicle: Vehicle | None = None) -> Ways:
        """The matrices for a vehicle."""
        return self.by_open[self.open_for(vehicle)]

    def metres(self, a: str, b: str, vehicle: Vehicle | None = None) -> int | None:
        """How far it is, or None where there is no way."""
        return _whole(self.ways(vehicle).metres[self.index[a], self.index[b]])

    def seconds(self, a: str, b: str, vehicle: Vehicle | None = None) -> int | None:
        """How long it takes, or None where there is no way."""
        return _whole(self.ways(vehicle).seconds[self.index[a], self.index[b]])

    def passing(
        self, a: str, b: str, vehicle: Vehicle | None = None
    ) -> tuple[tuple[str, int], ...]:
        """The places on the way from a to b, each with the seconds since a.

        Only the two ends where the way itself is not known.
        """
        ways = self.ways(vehicle)
        start, at = self.index[a], self.index[b]
        if ways.before is None or not np.isfinite(ways.seconds[start, at]):
            return (a, 0), (b, self.seconds(a, b, vehicle) or 0)
        names = list(self.index)
        found = [at]
        while at != start:
            at = int(ways.before[start, at])
            found.append(at)
        return tuple(
            (names[one], round(float(ways.seconds[start, one])))
            for one in reversed(found)
        )


def within(vehicle: Vehicle, hours: tuple[int, int]) -> bool:
    """Whether the whole shift lies within these hours of one day."""
    begins = vehicle.since % DAY
    return hours[0] <= begins and begins + vehicle.until - vehicle.since <= hours[1]


def _whole(value: float) -> int | None:
    return round(value) if np.isfinite(value) else None
