"""A plan's vehicles by the hour: a day at a time, one's own or the others'."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from accord.supplies.planning.hours import Hours, hours
from accord.supplies.planning.shown import TripView

KYIV = ZoneInfo("Europe/Kyiv")


def trip(name: str, day: int, *, mine: bool) -> TripView:
    """A vehicle that drives from eight to ten and stops nowhere."""
    times = {
        "leaves": datetime(2026, 11, day, 8, tzinfo=UTC),
        "returns": datetime(2026, 11, day, 10, tzinfo=UTC),
    }
    made = SimpleNamespace(id=name, mine=mine, stops=(), legs=(), **times)
    return cast("TripView", made)


TRIPS = [
    trip("ours", 24, mine=True),
    trip("ours too", 25, mine=True),
    trip("theirs", 25, mine=False),
]


def names(found: Hours) -> list[str]:
    """The vehicles that are drawn."""
    assert found.chart is not None
    return [row.trip.id for row in found.chart.rows]


@pytest.mark.parametrize(
    ("whose", "on", "drawn"),
    [
        ("", "", ["ours"]),
        ("", "2026-11-25", ["ours too"]),
        ("", "2026-11-30", ["ours"]),
        ("", "nonsense", ["ours"]),
        ("others", "", ["theirs"]),
        ("others", "2026-11-24", ["theirs"]),
    ],
)
def test_what_an_address_asks_for(whose: str, on: str, drawn: list[str]) -> None:
    found = hours(TRIPS, KYIV, whose, on)
    assert names(found) == drawn
    assert (found.own, found.others) == (2, 1)


def test_without_own_vehicles_the_others_are_shown() -> None:
    found = hours(TRIPS[2:], KYIV, "", "")
    assert names(found) == ["theirs"]
    assert found.days == ((date(2026, 11, 25), 1),)


def test_nothing_to_show() -> None:
    assert hours([], KYIV, "others", "").chart is None
