"""Ways: over land between neighbours, over the river where one can cross it."""

import json
from dataclasses import replace

import pytest

from accord.planner import osrm
from accord.planner.errors import BadProblem
from accord.planner.problem import Changed, Place, Roads, Table
from accord.planner.roads import DETOUR, great_circles, travel
from tests.planner.region import HOUR, SMALL

CROSSED = SMALL.roads
assert isinstance(CROSSED, Roads)


def test_a_degree_of_longitude_at_the_equator() -> None:
    one = great_circles([Place("a", 0, 0), Place("b", 0, 1)])[0, 1]
    assert one == pytest.approx(111_195, abs=1)


def test_neighbours_are_joined_by_a_detour() -> None:
    found = travel(SMALL)
    straight = great_circles(SMALL.places[:2])[0, 1]
    assert found.metres("northmill", "northford") == round(DETOUR * straight)
    seconds = DETOUR * straight / (50 / 3.6)
    assert found.seconds("northmill", "northford") == round(seconds)


def test_the_river_is_crossed_at_the_ferry_alone() -> None:
    found = travel(SMALL)
    assert found.metres("northford", "southford") == 900
    assert found.seconds("northford", "southford") == 1_200
    without = travel(replace(SMALL, roads=replace(CROSSED, crossings=())))
    assert without.metres("northford", "southford") is None
    assert without.metres("northmill", "southfield") is None


def test_the_ferry_is_for_shifts_within_its_hours() -> None:
    late = replace(SMALL.vehicles[0], until=SMALL.start + 21 * HOUR)
    found = travel(replace(SMALL, vehicles=(late, SMALL.vehicles[1])))
    assert found.seconds("northford", "southford", late) is None
    assert found.seconds("northford", "southford", SMALL.vehicles[1]) == 1_200


@pytest.mark.parametrize(("factor", "times"), [(2.0, 2), (None, None)])
def test_a_road_can_be_slowed_or_closed(
    factor: float | None, times: int | None
) -> None:
    changed = (Changed("southford", "northford", factor),)
    found = travel(replace(SMALL, roads=replace(CROSSED, changed=changed)))
    seconds = None if times is None else 1_200 * times
    assert found.seconds("northford", "southford") == seconds


def test_a_closed_road_is_driven_around() -> None:
    places = tuple(Place(f"p{n}", 45.0, 28.0 + n / 10) for n in range(3))
    roads = Roads(changed=(Changed("p0", "p2", None),))
    found = travel(replace(SMALL, places=places, roads=roads))
    first, second = found.metres("p0", "p1"), found.metres("p1", "p2")
    assert first is not None
    assert second is not None
    assert found.metres("p0", "p2") == pytest.approx(first + second, abs=1)


def test_a_table_is_used_as_it_is() -> None:
    ids = tuple(one.id for one in SMALL.places)
    rows = tuple(tuple(10 * a + b for b in range(4)) for a in range(4))
    found = travel(replace(SMALL, roads=Table(ids, rows, rows)))
    assert found.metres("southford", "northford") == 21


ANSWER = {
    "code": "Ok",
    "distances": [[0, 1200.4], [1199.6, 0]],
    "durations": [[0, 80.5], [None, 0]],
    "sources": [],
}


def test_a_servers_table() -> None:
    found = osrm.table(json.dumps(ANSWER).encode(), ["a", "b"])
    assert found.metres == ((0, 1200), (1200, 0))
    assert found.seconds == ((0, 80), (None, 0))


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"[" * 100_000,
        json.dumps({"code": "NoTable"}).encode(),
        json.dumps(ANSWER | {"durations": [[0]]}).encode(),
        json.dumps(ANSWER | {"distances": [[0, "near"], [1, 0]]}).encode(),
        json.dumps(ANSWER | {"distances": [[0, -1], [1, 0]]}).encode(),
    ],
)
def test_a_servers_nonsense_is_refused(answer: bytes) -> None:
    with pytest.raises(BadProblem):
        osrm.table(answer, ["a", "b"])
