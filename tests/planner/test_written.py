"""A problem that was written is read back as the same problem."""

import json
from dataclasses import replace

import pytest

from accord.planner.problem import (
    Changed,
    Crossing,
    Given,
    Policy,
    Problem,
    Refusal,
    Reserve,
    Roads,
    Table,
)
from accord.planner.problemfile.read import read
from accord.planner.problemfile.written import document
from accord.planner.roads import travel
from tests.planner.region import SMALL

A, B = SMALL.places[0].id, SMALL.places[1].id
NEED, LOT = SMALL.needs[0], SMALL.lots[0]
RICH = replace(
    SMALL,
    needs=(replace(NEED, keep=3 * 86_400), *SMALL.needs[1:]),
    lots=(replace(LOT, frozen=True, expires=SMALL.start + 9), *SMALL.lots[1:]),
    policies=(Policy(LOT.owner, "*", (LOT.item,), 4, SMALL.start),),
    reserves=(Reserve(LOT.owner, LOT.item, 3),),
    roads=Roads(
        40,
        3,
        (((45.0, 28.0), (45.5, 28.5)),),
        (Crossing(A, B, 10, 20, (3600, 7200)), Crossing(B, A, 1, 2)),
        (Changed(A, B, None), Changed(B, A, 2.5)),
    ),
    last=(Given(LOT.id, NEED.id, 2, "van", SMALL.start, SMALL.start + 60),),
    accepted=(Given(LOT.id, NEED.id, 1),),
    refused=(Refusal(NEED.id, owner=LOT.owner),),
)
TABLE = replace(SMALL, roads=Table((A, B), ((0, None), (2, 0)), ((0, 3), (None, 0))))


@pytest.mark.parametrize("problem", [SMALL, RICH], ids=["small", "everything"])
def test_it_is_the_same_problem(problem: Problem) -> None:
    assert read(json.dumps(document(problem)).encode()) == problem


def test_a_table_stays_a_table() -> None:
    said = document(TABLE)
    assert "roads" not in said
    table = said["table"]
    assert isinstance(table, dict)
    assert table["metres"] == [[0, None], [2, 0]]


def test_the_way_is_known_place_by_place() -> None:
    ways = travel(SMALL)
    a, b = SMALL.places[0].id, SMALL.places[-1].id
    passed = ways.passing(a, b)
    assert passed[0] == (a, 0)
    assert passed[-1] == (b, ways.seconds(a, b))
    times = [seconds for _, seconds in passed]
    assert times == sorted(times)


def test_where_only_a_table_is_known_the_way_is_its_ends() -> None:
    two = replace(
        SMALL,
        places=SMALL.places[:2],
        sites=(),
        lots=(),
        needs=(),
        vehicles=(),
        roads=Table((A, B), ((0, 5), (5, 0)), ((0, 7), (7, 0))),
    )
    assert travel(two).passing(A, B) == ((A, 0), (B, 7))
