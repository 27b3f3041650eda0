"""Days, weeks and bars of a calendar. Pure: dates in, dates out, in one time zone.

A day is a calendar day of the zone; where the clocks change it has 23 or 25 hours, and
an action belongs to each day that it touches.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)


class Timed(Protocol):
    """Anything with a start and an end, aware."""

    @property
    def start(self) -> datetime:
        """From when."""

    @property
    def end(self) -> datetime:
        """Until when."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where something stands on a line of so many units: from, and how long."""

    at: int
    length: int
    before: bool
    after: bool


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week(day: date) -> list[date]:
    """The seven days of a day's week."""
    first = monday(day)
    return [first + timedelta(days=n) for n in range(7)]


def month(day: date) -> list[list[date]]:
    """The weeks that hold a day's month, each whole."""
    last = calendar.monthrange(day.year, day.month)[1]
    first = monday(day.replace(day=1))
    weeks = []
    while first <= day.replace(day=last):
        weeks.append(week(first))
        first += timedelta(days=7)
    return weeks


def next_month(day: date, by: int = 1) -> date:
    """The first day of the month so many months on."""
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def span(first: date, days: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first moment of a day to that of the day so many days on."""
    end = first + timedelta(days=days)
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(end, time(), zone),
    )


def on(day: date, found: Iterable[Timed], zone: ZoneInfo) -> list[Timed]:
    """Those that touch a day, by start."""
    start, end = span(day, 1, zone)
    here = [one for one in found if one.start < end and start < one.end]
    return sorted(here, key=lambda one: (one.start, one.end))


def bar(one: Timed, first: date, days: int, zone: ZoneInfo, units: int) -> Bar | None:
    """Its place on a line of `units` for so many days; None where it is not on it."""
    start, end = span(first, days, zone)
    if one.end <= start or one.start >= end:
        return None
    whole = (end - start).total_seconds()
    at = max(0.0, (one.start - start).total_seconds() / whole)
    to = min(1.0, (one.end - start).total_seconds() / whole)
    left = min(units - 1, int(at * units))
    length = max(1, round(to * units) - left)
    return Bar(left, length, one.start < start, one.end > end)
