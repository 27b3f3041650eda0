"""Charts of goods, in whole numbers for SVG; each has a table that says the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from accord.supplies.models import Balance, Dated, DaySum, Shelf
from accord.supplies.needs import NeedView
from accord.supplies.stock import day
from accord.supplies.things import ItemView, SiteView, Things

DAYS = 30
WEEKS = 12
ITEMS = 9
WIDE, HIGH = 300, 80


@dataclass(frozen=True, slots=True)
class Course:
    """Good units of an item in all stores, day by day; `points` is for a polyline."""

    item: ItemView
    days: tuple[tuple[date, int], ...]
    points: str
    area: str
    most: int

    @property
    def first(self) -> int:
        """What there was at the beginning."""
        return self.days[0][1]

    @property
    def last(self) -> int:
        """What there is now."""
        return self.days[-1][1]

    @property
    def weekly(self) -> list[tuple[date, int]]:
        """Every seventh day, for the table; the last one is always there."""
        return [*reversed(self.days[::-7])]


def courses(things: Things, today: date) -> list[Course]:
    """The items that moved most in the last weeks."""
    since = today - timedelta(days=DAYS)
    changed = _changes(since)
    now = _now()
    busiest = sorted(changed, key=lambda item: -len(changed[item]))[:ITEMS]
    return [
        _course(things.items[item], now.get(item, 0), changed[item], since, today)
        for item in busiest
        if item in things.items
    ]


def _changes(since: date) -> dict[str, dict[str, int]]:
    """By item and day: how much more good stock there was in stores."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = DaySum.objects.filter(day__gte=since.isoformat()).order_by("item")
    for item, on, units in rows.values_list("item", "day", "units"):
        found[item][on] = units
    return found


def _now() -> dict[str, int]:
    found = Shelf.objects.values_list("item").annotate(Sum("good"))
    return dict(found)


def _course(
    item: ItemView, now: int, changed: dict[str, int], since: date, today: date
) -> Course:
    days = [(today, now)]
    for back in range((today - since).days):
        on = today - timedelta(days=back)
        days.append((on - timedelta(days=1), days[-1][1] - changed.get(str(on), 0)))
    days.reverse()
    most = max(1, *(n for _, n in days))
    points = " ".join(
        f"{round(WIDE * at / (len(days) - 1))},{HIGH - round((HIGH - 6) * n / most)}"
        for at, (_, n) in enumerate(days)
    )
    area = f"0,{HIGH} {points} {WIDE},{HIGH}"
    return Course(item, tuple(days), points, area, most)


# How far places are served


@dataclass(frozen=True, slots=True)
class Fill:
    """A place and how far its needs are met: shares of all in hundredths."""

    site: SiteView
    there: int
    coming: int
    needs: int
    unmet: int


def fills(needs: Iterable[NeedView]) -> list[Fill]:
    """Each place with needs, the worst served first; every need weighs alike."""
    by_site: dict[str, list[NeedView]] = defaultdict(list)
    for one in needs:
        by_site[one.site.id].append(one)
    found = [_fill(own) for own in by_site.values()]
    return sorted(found, key=lambda one: (one.there + one.coming, one.site.name))


def _fill(own: Sequence[NeedView]) -> Fill:
    there = round(100 * sum(one.there / one.quantity for one in own) / len(own))
    coming = round(100 * sum(one.coming / one.quantity for one in own) / len(own))
    unmet = sum(one.state == "unmet" for one in own)
    return Fill(own[0].site, there, min(coming, 100 - there), len(own), unmet)


# What expires when


Until = tuple[str, str, int]  # day, item, good units


@dataclass(frozen=True, slots=True)
class Week:
    """Goods in stores that keep until this week; the last one holds all that follows.

    `height` is in hundredths of the highest week's.
    """

    since: date
    last: bool
    kilograms: int
    height: int

    @property
    def top(self) -> int:
        """Where its bar begins."""
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class Keeping:
    """Goods that keep until a day, and how much of them lies in each store."""

    until: date | None
    item: ItemView
    units: int
    stores: tuple[tuple[SiteView, int], ...]


def dated(things: Things) -> list[Until]:
    """What lies in stores and has a date, the first to expire first, then by name."""
    found = Dated.objects.filter(units__gt=0).values_list("expiry", "item", "units")
    order = {item: n for n, item in enumerate(things.items)}
    return sorted(found, key=lambda one: (one[0], order[one[1]]))


def shown(some: Sequence[Until], things: Things) -> list[Keeping]:
    """The same as people read it, with the stores, by name."""
    rows = Balance.objects.filter(
        place__startswith="site:",
        condition="good",
        lot__expiry__in={until for until, _item, _units in some},
        lot__item__in={item for _until, item, _units in some},
    )
    lying = rows.exclude(holder="").values_list("lot__expiry", "lot__item", "place")
    stores: dict[tuple[str, str], list[tuple[SiteView, int]]] = defaultdict(list)
    for until, item, place, units in lying.annotate(Sum("quantity")).order_by():
        site = things.sites[place.removeprefix("site:")]
        stores[until, item].append((site, units))
    return [
        Keeping(
            day(until),
            things.items[item],
            units,
            tuple(sorted(stores[until, item], key=lambda one: one[0].name.lower())),
        )
        for until, item, units in some
    ]


def weeks(goods: Iterable[Until], things: Things, today: date) -> list[Week]:
    """Twelve weeks from today on; what is over already counts to the first."""
    grams = [0] * WEEKS
    for until, item, units in goods:
        week = (date.fromisoformat(until) - today).days // 7
        grams[min(WEEKS - 1, max(0, week))] += things.items[item].grams * units
    kilograms = [one // 1000 for one in grams]
    # What keeps for long would make all other bars too small to see.
    most = max(1, *kilograms[:-1])
    return [
        Week(
            today + timedelta(weeks=week),
            week == WEEKS - 1,
            kilograms[week],
            min(100, round(100 * kilograms[week] / most)),
        )
        for week in range(WEEKS)
    ]
