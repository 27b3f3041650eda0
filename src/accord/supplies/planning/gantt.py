"""The hours of each vehicle as a drawing: whole numbers for the attributes of SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil, floor
from zoneinfo import ZoneInfo

from accord.supplies.planning.region import region
from accord.supplies.planning.shown import StopView, TripView

LEFT, WIDE, TOP, HIGH = 230, 850, 34, 62
LETTER = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """Something on a vehicle's line, from `x`, `width` long; `kind`: a class of CSS."""

    kind: str
    x: int
    width: int
    title: str
    text: str = ""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def middle(self) -> int:
        """Where its text stands."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Row:
    """A vehicle's line: the trip, where it is drawn, and what is on it."""

    trip: TripView
    y: int
    bars: tuple[Bar, ...]

    @property
    def line(self) -> int:
        """The middle of the row."""
        return self.y + HIGH // 2

    @property
    def box(self) -> int:
        """The top of a box on it."""
        return self.line - 13


@dataclass(frozen=True, slots=True)
class Chart:
    """One day: hours with where they are drawn, and a row for each vehicle."""

    day: date
    hours: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    height: int


def charts(trips: Sequence[TripView], zone: ZoneInfo) -> list[Chart]:
    """A drawing for each day of these trips."""
    days = sorted({one.leaves.astimezone(zone).date() for one in trips})
    return [
        _chart(
            day,
            [one for one in trips if one.leaves.astimezone(zone).date() == day],
            zone,
        )
        for day in days
    ]


def _chart(day: date, trips: Sequence[TripView], zone: ZoneInfo) -> Chart:
    midnight = datetime.combine(day, datetime.min.time(), zone)
    begins = floor(min((one.leaves - midnight) / timedelta(hours=1) for one in trips))
    ends = ceil(max((one.returns - midnight) / timedelta(hours=1) for one in trips))
    ends = max(ends, begins + 4)
    scale = _Scale(midnight + timedelta(hours=begins), ends - begins)
    rows = tuple(
        Row(one, TOP + number * HIGH, tuple(_bars(one, scale)))
        for number, one in enumerate(trips)
    )
    hours = tuple(
        (scale.x(midnight + timedelta(hours=hour)), f"{hour % 24:02d}")
        for hour in range(begins, ends + 1)
    )
    return Chart(day, hours, rows, TOP + len(rows) * HIGH + 8)


@dataclass(frozen=True, slots=True)
class _Scale:
    start: datetime
    hours: int

    def x(self, time: datetime) -> int:
        passed = (time - self.start) / timedelta(hours=1)
        return LEFT + round(WIDE * passed / self.hours)


def _bars(trip: TripView, scale: _Scale) -> Iterator[Bar]:
    yield from _driven(trip, scale)
    for stop in trip.stops:
        x, end = scale.x(stop.arrives), scale.x(stop.leaves)
        width = max(6, end - x)
        brings = bool(stop.hands_over) or not stop.loads
        text = _short(stop, width) if brings else ""
        yield Bar("stop" if brings else "load", x, width, stop.place, text)


def _short(stop: StopView, width: int) -> str:
    """The name of the place, if it has room in the box."""
    name = stop.place.partition(",")[0]
    return name if len(name) * LETTER <= width else ""


def _driven(trip: TripView, scale: _Scale) -> Iterator[Bar]:
    times = [trip.leaves]
    for stop in trip.stops:
        times += [stop.arrives, stop.leaves]
    times.append(trip.returns)
    for number, (leaves, arrives) in enumerate(
        zip(times[::2], times[1::2], strict=True)
    ):
        x, end = scale.x(leaves), scale.x(arrives)
        if end <= x:
            continue
        if not trip.legs:
            yield Bar("wait-line", x, end - x, "")
            continue
        # A vehicle that comes too early waits on the way.
        leg = trip.legs[number]
        there = min(end, scale.x(leaves + timedelta(seconds=leg[-1][1])))
        yield Bar("drive", x, max(1, there - x), "")
        yield from _ferries(leg, leaves, scale)
        if end > there + 1:
            yield Bar("wait-line", there, end - there, "")


def _ferries(
    leg: Sequence[tuple[str, int]], leaves: datetime, scale: _Scale
) -> Iterator[Bar]:
    for (a, since), (b, until) in pairwise(leg):
        crossing = crossing_between(a, b)
        if crossing:
            x = scale.x(leaves + timedelta(seconds=since))
            end = scale.x(leaves + timedelta(seconds=until))
            yield Bar("ferry", x, max(6, end - x), crossing)


def crossing_between(a: str, b: str) -> str:
    """The name of the ferry between two places, or ""."""
    for one in region().crossings.values():
        if one.kind == "ferry" and {a, b} == set(one.ends):
            return one.name
    return ""
