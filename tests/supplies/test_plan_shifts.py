"""A vehicle that its carrier has promised for a part of the day already."""

import pytest

from accord.supplies.planning import process
from accord.supplies.planning.promises import Engaged
from accord.supplies.planning.shifts import can_promise, open_hours
from tests.stores import Stores
from tests.supplies.conftest import Desks
from tests.supplies.plans import (
    RENI,
    TULCEA,
    given,
    inline,
    later,
    planned,
    site,
    stock,
)

HOUR = 3600
DAY = 1_795_132_800  # 2026-11-20T00:00:00Z


def engaged(since: int, until: int) -> Engaged:
    """A promise from an hour until another."""
    return Engaged("", "van", at(since), at(until))


def at(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00Z"


HOURS = [
    pytest.param([], (6, 18), id="nothing is promised"),
    pytest.param([(6, 18)], (6, 18), id="all of it is"),
    pytest.param([(4, 20)], (6, 18), id="and more than that"),
    pytest.param([(7, 13)], (7, 13), id="the middle, which is the longest"),
    pytest.param([(7, 10)], (10, 18), id="little: the rest of the day"),
    pytest.param([(15, 23)], (6, 15), id="the evening"),
    pytest.param([(6, 12)], (6, 12), id="half: no new signature"),
    pytest.param([(8, 10), (12, 14)], (14, 18), id="twice: the longest gap"),
    pytest.param([(1, 6), (18, 20)], (6, 18), id="what only touches is free"),
]


@pytest.mark.parametrize(("promised", "found"), HOURS)
def test_a_shift_lies_in_a_promise_or_beside(
    promised: list[tuple[int, int]], found: tuple[int, int]
) -> None:
    rows = [engaged(*one) for one in promised]
    since, until = open_hours(DAY + 6 * HOUR, DAY + 18 * HOUR, rows)
    hours = (since - DAY) // HOUR, (until - DAY) // HOUR
    assert hours == found
    assert can_promise(at(hours[0]), at(hours[1]), rows)


def test_what_reaches_into_a_promise_cannot_be_promised() -> None:
    assert not can_promise(at(6), at(18), [engaged(7, 13)])


@pytest.fixture
def river(shop: Stores, monkeypatch: pytest.MonkeyPatch) -> Stores:
    """alfa has blankets and a van in Tulcea; charlie needs some in Reni."""
    monkeypatch.setattr(process, "run", inline)
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 200)
    return shop


def test_a_new_plan_drives_when_the_carrier_is_free(river: Stores, desk: Desks) -> None:
    """What it asks for can be signed."""
    van = river.vehicle("alfa", home=river.sites["tulcea"])
    need = river.need(river.sites["reni"], 50, due=later(3))
    day = later(1)[:10]
    busy = {"vehicle": van, "since": f"{day}T05:00:00Z", "until": f"{day}T08:00:00Z"}
    river.plan("alfa", vehicles=[busy])
    run = planned(river, days=1)
    assert given(run) == {need: 50}
    assert run.problem is not None
    (shift,) = run.problem["vehicles"]
    assert shift["since"] == busy["until"]
    alfa = desk("alfa/supplies")
    alfa.does(f"/plans/{run.pk}/agree/prepare")
    assert "All have agreed" in alfa.see(f"/plans/{run.pk}")


def test_a_vehicle_that_was_promised_otherwise_since_is_named(
    river: Stores, desk: Desks
) -> None:
    van = river.vehicle("alfa", home=river.sites["tulcea"])
    river.need(river.sites["reni"], 50, due=later(3))
    run = planned(river, days=1)
    alfa = desk("alfa/supplies")
    assert "does not hold" not in alfa.see(f"/plans/{run.pk}")
    day = later(1)[:10]
    busy = {"vehicle": van, "since": f"{day}T05:00:00Z", "until": f"{day}T08:00:00Z"}
    river.plan("alfa", vehicles=[busy])
    page = alfa.see(f"/plans/{run.pk}")
    assert "vehicles were promised for other hours: Blue van" in page
    other = desk("bravo/supplies").see(f"/plans/{run.pk}")
    assert "vehicles of others were promised for other hours." in other
    assert "does not hold any more" in other
    assert "Blue van" not in other.partition('role="alert"')[2].partition("</div>")[0]
    status, answer = alfa.prepare(f"/plans/{run.pk}/agree/prepare")
    assert status == 409
    assert "promised already at that time" in answer["detail"]
