"""The vehicles of a plan by the hour: one day at a time, one's own or the others'."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from accord.supplies.planning.gantt import Chart, charts
from accord.supplies.planning.shown import TripView


@dataclass(frozen=True, slots=True)
class Hours:
    """A day's vehicles; `days`: every day with how many drive then.

    `own` and `others`: how many vehicles, over all days, each has to show.
    """

    chart: Chart | None
    days: tuple[tuple[date, int], ...]
    theirs: bool
    own: int
    others: int


def hours(trips: list[TripView], zone: ZoneInfo, whose: str, on: str) -> Hours:
    """The vehicles that an address asks for: `whose` is "others", `on` is a day.

    Without its own vehicles a member sees the others' at once. What is no day of the
    plan means the first one.
    """
    own = [one for one in trips if one.mine]
    others = [one for one in trips if not one.mine]
    theirs = bool(others) and (whose == "others" or not own)
    by_day: dict[date, list[TripView]] = {}
    for one in others if theirs else own:
        by_day.setdefault(one.leaves.astimezone(zone).date(), []).append(one)
    days = tuple((day, len(by_day[day])) for day in sorted(by_day))
    chosen = next((day for day, _n in days if str(day) == on), None)
    if chosen is None and days:
        chosen = days[0][0]
    drawn = charts(by_day[chosen], zone)[0] if chosen else None
    return Hours(drawn, days, theirs, len(own), len(others))
