"""The region's roads: places, rivers and crossings, shipped with Accord.

Made by scripts/region.py. Places are GeoNames', CC BY 4.0.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.planner.problem import Changed, Crossing, Place, Roads

# Two places so near to each other, in degrees, are of one town.
TOWN = 0.06


@dataclass(frozen=True, slots=True)
class CrossingPlace:
    """A bridge or ferry that people know by name; `kind`: bridge or ferry."""

    code: str
    kind: str
    name: str
    ends: tuple[str, str]
    metres: int
    seconds: int
    hours: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Region:
    """What is in roads.json."""

    kmh: float
    neighbours: int
    places: tuple[Place, ...]
    rivers: tuple[tuple[tuple[float, float], ...], ...]
    crossings: Mapping[str, CrossingPlace]

    def roads(
        self, sites: Sequence[Place], changed: Mapping[str, float | None]
    ) -> Roads:
        """The roads with these crossings closed (None) or slowed by a factor.

        A town with many sites gets more neighbours, so that it is joined with others.
        """
        return Roads(
            self.kmh,
            self.neighbours + _crowd(sites),
            self.rivers,
            tuple(
                Crossing(*one.ends, one.metres, one.seconds, one.hours)
                for one in self.crossings.values()
            ),
            tuple(
                Changed(*self.crossings[code].ends, factor)
                for code, factor in changed.items()
                if code in self.crossings
            ),
        )


def _crowd(sites: Sequence[Place]) -> int:
    """The most sites that one site has around it in its town."""

    def near(one: Place) -> int:
        return sum(
            abs(one.latitude - other.latitude) < TOWN
            and abs(one.longitude - other.longitude) < TOWN
            for other in sites
        )

    return min(40, max((near(one) for one in sites), default=0))


@cache
def region() -> Region:
    """The region."""
    path = files("accord.supplies").joinpath("region/roads.json")
    document = json.loads(path.read_text("utf-8"))
    crossings = [
        CrossingPlace(
            one["code"],
            one["kind"],
            one["name"],
            (one["a"], one["b"]),
            one["metres"],
            one["seconds"],
            _hours(one.get("hours")),
        )
        for one in document["crossings"]
    ]
    return Region(
        document["kmh"],
        document["neighbours"],
        tuple(Place(*one) for one in document["places"]),
        tuple(_line(one) for one in document["rivers"]),
        {one.code: one for one in crossings},
    )


def _line(points: Iterable[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((one[0], one[1]) for one in points)


def _hours(said: Sequence[str] | None) -> tuple[int, int] | None:
    if not said:
        return None
    opens, closes = (3600 * int(one[:2]) + 60 * int(one[3:]) for one in said)
    return opens, closes
