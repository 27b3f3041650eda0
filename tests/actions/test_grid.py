"""Days, weeks and bars, also where the clocks change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accord.actions import grid

KYIV = ZoneInfo("Europe/Kyiv")


@dataclass
class Span:
    start: datetime
    end: datetime


def span(start: str, hours: float) -> Span:
    """From a local time on, so many real hours."""
    begins = datetime.fromisoformat(start).replace(tzinfo=KYIV).astimezone(UTC)
    return Span(begins, begins + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("day", "weeks", "first", "last"),
    [
        ("2026-11-22", 6, "2026-10-26", "2026-12-06"),
        ("2027-02-01", 4, "2027-02-01", "2027-02-28"),
        ("2028-02-29", 5, "2028-01-31", "2028-03-05"),
        ("2026-12-31", 5, "2026-11-30", "2027-01-03"),
    ],
)
def test_a_month_is_whole_weeks(day: str, weeks: int, first: str, last: str) -> None:
    found = grid.month(date.fromisoformat(day))
    assert len(found) == weeks
    assert all(len(week) == 7 and week[0].weekday() == 0 for week in found)
    days = (found[0][0], found[-1][-1])
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "by", "then"),
    [("2026-12-05", 1, "2027-01-01"), ("2027-01-31", -1, "2026-12-01")],
)
def test_the_next_month(day: str, by: int, then: str) -> None:
    assert grid.next_month(date.fromisoformat(day), by) == date.fromisoformat(then)


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 23), ("2026-10-25", 25)])
def test_a_day_on_which_the_clocks_change(day: str, hours: int) -> None:
    start, end = grid.span(date.fromisoformat(day), 1, KYIV)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)


def test_over_the_change_of_clocks_it_is_on_both_days() -> None:
    """Ten real hours from 22:00 on: at 07:00 in autumn, at 09:00 in spring."""
    for first, second in (("2026-10-24", "2026-10-25"), ("2027-03-27", "2027-03-28")):
        one = span(f"{first}T22:00", 10)
        for day in (first, second):
            assert grid.on(date.fromisoformat(day), [one], KYIV) == [one]
        after = date.fromisoformat(second) + timedelta(days=1)
        assert grid.on(after, [one], KYIV) == []


def test_what_ends_at_midnight_is_not_on_the_next_day() -> None:
    one = span("2026-11-05T20:00", 4)
    assert grid.on(date(2026, 11, 5), [one], KYIV) == [one]
    assert grid.on(date(2026, 11, 6), [one], KYIV) == []


def test_a_year_is_on_every_day_of_it() -> None:
    one = span("2026-01-01T00:00", 365 * 24)
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(-1, 366)]
    assert sum(bool(grid.on(day, [one], KYIV)) for day in days) == 365


def test_bars_stay_on_their_line() -> None:
    first = date(2026, 11, 2)
    whole = grid.bar(span("2026-10-01T00:00", 24 * 90), first, 28, KYIV, 1000)
    assert whole == grid.Bar(0, 1000, before=True, after=True)
    assert grid.bar(span("2026-10-01T00:00", 5), first, 28, KYIV, 1000) is None
    assert grid.bar(span("2026-12-01T00:00", 5), first, 28, KYIV, 1000) is None
    short = grid.bar(span("2026-11-29T23:59", 0.01), first, 28, KYIV, 1000)
    assert short is not None
    assert short.at + short.length <= 1000
    half = grid.bar(span("2026-11-16T00:00", 24 * 14), first, 28, KYIV, 1000)
    assert half == grid.Bar(500, 500, before=False, after=False)
