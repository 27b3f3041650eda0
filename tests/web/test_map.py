"""The base map that is shipped: whose land is whose, and what it costs to fetch."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import accord
from accord.planner.problem import Place, Problem
from accord.planner.roads import travel
from accord.supplies.planning.region import region

STATIC = Path(accord.__file__).parent / "web/static/accord"
Ring = list[list[float]]


@cache
def base() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((STATIC / "map/region.json").read_text("utf-8"))
    return found


def inside(lat: float, lon: float, ring: Ring) -> bool:
    """Whether a point lies in a ring: an odd number of its edges lie to the east."""
    crossed = False
    for (y1, x1), (y2, x2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def countries(lat: float, lon: float) -> list[str]:
    return [
        one["name"]
        for one in base()["land"]
        if any(inside(lat, lon, ring) for ring in one["rings"])
    ]


PLACES = [
    ("Simferopol", 44.952, 34.102, "Ukraine"),
    ("Sevastopol", 44.605, 33.522, "Ukraine"),
    ("Yalta", 44.501, 34.170, "Ukraine"),
    ("Dzhankoy", 45.709, 34.393, "Ukraine"),
    ("Melitopol", 46.849, 35.365, "Ukraine"),
    ("Donetsk", 48.003, 37.805, "Ukraine"),
    ("Izmail", 45.351, 28.838, "Ukraine"),
    ("Tulcea", 45.179, 28.805, "Romania"),
    ("Galati", 45.437, 28.05, "Romania"),
    ("Tiraspol", 46.840, 29.643, "Moldova"),
    ("Chisinau", 47.006, 28.858, "Moldova"),
    ("Taganrog", 47.236, 38.897, "Russia"),
    ("Razgrad", 43.533, 26.517, "Bulgaria"),
]


@pytest.mark.parametrize(("name", "lat", "lon", "country"), PLACES)
def test_borders_are_those_of_the_united_nations(
    name: str, lat: float, lon: float, country: str
) -> None:
    assert countries(lat, lon) == [country], name


def test_no_border_is_drawn_between_crimea_and_the_rest_of_ukraine() -> None:
    north = [
        point
        for line in base()["borders"]
        for point in line
        if 45.6 < point[0] < 46.3 and 33.0 < point[1] < 35.2
    ]
    assert not north


def test_it_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress((STATIC / "map/region.json").read_bytes())) < 40_000


def test_nothing_of_the_map_is_fetched_from_elsewhere() -> None:
    for name in ("js/map.js", "css/map.css", "map/region.json"):
        assert "://" not in (STATIC / name).read_text("utf-8"), name


# The roads


def ways(changed: dict[str, float | None] | None = None) -> Any:  # noqa: ANN401
    here = region()
    sites: list[Place] = []
    problem = Problem(
        0, here.places, (), (), (), (), roads=here.roads(sites, changed or {})
    )
    return travel(problem)


def test_every_place_can_be_reached() -> None:
    found = ways()
    names = [one.id for one in region().places]
    assert len(set(names)) == len(names)
    assert [one for one in names if found.metres("Tulcea", one) is None] == []


def test_the_river_is_crossed_at_its_bridges_and_ferries_only() -> None:
    """With all of them closed, nothing south of the river reaches the north."""
    shut = dict.fromkeys(region().crossings)
    found = ways(shut)
    for north in ("Galaţi", "Reni", "Izmayil", "Kiliya", "Vylkove", "Brăila"):
        for south in ("Tulcea", "Isaccea", "Jijila", "Babadag"):
            assert found.metres(north, south) is None, (north, south)
    assert found.metres("Galaţi", "Reni") is None, "the Prut"


def test_with_the_ferry_closed_one_drives_round_by_galati() -> None:
    open_, shut = ways(), ways({"isaccea-orlivka": None})
    assert open_.metres("Tulcea", "Izmayil") < 100_000
    assert shut.metres("Tulcea", "Izmayil") > 150_000
    passed = [place for place, _ in shut.passing("Tulcea", "Izmayil")]
    assert "Galaţi" in passed
    assert "Orlivka, landing" not in passed


def test_a_town_with_many_sites_is_joined_with_others() -> None:
    here = region()
    sites = [Place(f"s{n}", 45.35 + n / 1e4, 28.84) for n in range(30)]
    problem = Problem(
        0, (*here.places, *sites), (), (), (), (), roads=here.roads(sites, {})
    )
    assert travel(problem).metres("s0", "Tulcea") is not None
