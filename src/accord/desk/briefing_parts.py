"""The parts of a briefing: each asks one job, as this reader."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.actions import ahead
from accord.actions import queries as actions
from accord.core.acts import times
from accord.desk import waiting
from accord.desk.places import page
from accord.ledger import queries
from accord.people import kinds
from accord.people.may import may
from accord.people.reader import Reader
from accord.search import queries as search
from accord.supplies import plans, stock
from accord.supplies.needs import needs
from accord.supplies.things import Things

AHEAD = timedelta(days=14)
SOON = timedelta(days=30)
LAPSES = timedelta(days=2)
LOOKED_AT, NEWEST = 100, 8
FEW = 4  # actions that lack, before the needs
KEPT = 8  # languages, of this log and of the one before


@dataclass(frozen=True, slots=True)
class Span:
    """From which record on, and until before which."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, how it is called, a word about it, where, when.

    `day`: where a whole day is meant, not a moment.
    """

    kind: str
    title: str
    note: str
    url: str
    time: datetime | None
    day: date | None = None


# The first lines, how many there are, and where all of them are.
Found = tuple[list[Line], int, str]


def _tongue() -> str:
    return get_language() or "en"


def waits(reader: Reader, span: Span, now: datetime) -> Found:
    """What needs the reader's signature or answer."""
    found = [
        Line(one.kind, one.title, one.badge or "", one.url, one.urgent_at)
        for one in waiting.waiting(reader)
    ]
    return found, len(found), reverse("desk:home")


def new(reader: Reader, span: Span, now: datetime) -> Found:
    """What came since the last briefing; of records without a title only how many."""
    hits, total = search.between(reader, span.since, span.until, _tongue(), LOOKED_AT)
    titled = [one for one in hits if one.title]
    shown = [
        Line(kinds.name(one.act.kind), one.title, "", page(one.act), one.act.opened)
        for one in titled[:NEWEST]
    ]
    bare = Counter(one.act.kind for one in hits if not one.title)
    url = reverse("desk:search")
    for kind, count in bare.most_common():
        said = ngettext("{count} record", "{count} records", count)
        title = said.format(count=number_format(count))
        shown.append(Line(kinds.name(kind), title, "", reverse("supplies:home"), None))
    hidden = len(titled) - min(len(titled), NEWEST) + total - len(hits)
    return shown, len(shown) + hidden, url


def clashes(reader: Reader, span: Span, now: datetime) -> Found:
    """Actions of the next two weeks that clash, as this reader may know them."""
    since, until = times.write(now), times.write(now + AHEAD)
    pairs = ahead.clashing(reader, since, until, _tongue())
    return [_clash(one) for one in pairs], len(pairs), reverse("actions:agenda")


def _clash(pair: ahead.Pair) -> Line:
    shared = {
        "place": _("same place"),
        "vehicle": _("same vehicle"),
        "people": _("same people"),
    }
    name = pair.other.title if pair.other is not None else _("busy")
    title, start = f"{pair.one.title} – {name}", times.parse(pair.start)
    return Line(shared[pair.what], title, "", pair.one.url, start)


def _log() -> str:
    """The log's root: what only records say stays the same until there are more."""
    head = queries.head()
    return head.root if head else ""


@lru_cache(maxsize=KEPT)
def _needs(language: str, log: str) -> tuple[Line, ...]:
    """The needs that nobody covers; they are for all members."""
    return tuple(
        Line(
            _("Need"),
            f"{one.item.name}: {one.item.counted(one.lacking)}",
            one.site.name,
            reverse("supplies:site", args=[one.site.id]),
            one.due,
        )
        for one in needs(Things(language))
        if one.lacking
    )


@lru_cache(maxsize=KEPT)
def _dated(language: str, log: str) -> tuple[Line, ...]:
    """Goods in stores with the day on which the first of them expire."""
    return tuple(
        Line(
            _("Goods"),
            one.item.name,
            f"{one.site.name}, {one.owner.title}",
            reverse("supplies:site", args=[one.site.id]),
            datetime.combine(one.expiry, datetime.min.time(), UTC),
            one.expiry,
        )
        for one in stock.rows(Things(language))
        if one.expiry is not None and one.good
    )


def unmet(reader: Reader, span: Span, now: datetime) -> Found:
    """Needs that nobody covers, and actions that lack people or vehicles.

    The first few actions come first: long lists of needs would hide them all.
    """
    few = list(_lacking(reader, now))
    found = [*few[:FEW], *_needs(_tongue(), _log()), *few[FEW:]]
    return found, len(found), reverse("supplies:home")


def _lacking(reader: Reader, now: datetime) -> Iterable[Line]:
    since, until = times.write(now), times.write(now + AHEAD)
    planned = actions.visible(reader).filter(state="planned")
    rows = planned.filter(start__gt=since, start__lt=until)
    for one in actions.views(rows, _tongue()):
        wanted = []
        if one.lacks_people:
            wanted.append(_("people: {n}").format(n=one.lacks_people))
        if one.lacks_vehicles:
            wanted.append(_("vehicles: {n}").format(n=one.lacks_vehicles))
        if wanted:
            url = reverse("actions:action", args=[one.id])
            yield Line(_("Action"), one.title, ", ".join(wanted), url, one.start)


def expires(reader: Reader, span: Span, now: datetime) -> Found:
    """Goods of the next month, offers, and decisions that lapse."""
    found = [
        one
        for one in _dated(_tongue(), _log())
        if one.time is not None and one.time <= now + SOON
    ]
    found += _offers(Things(_tongue()), now)
    found += _decisions(reader, now)
    found.sort(key=lambda one: one.time or now)
    return found, len(found), reverse("supplies:home")


def _offers(things: Things, now: datetime) -> list[Line]:
    return [
        Line(
            _("Offer"),
            one.item.name if one.item else one.vehicle,
            one.site.name,
            reverse("supplies:offers"),
            one.until,
        )
        for one in plans.offers(things)
        if one.until <= now + LAPSES
    ]


def _decisions(reader: Reader, now: datetime) -> list[Line]:
    return [
        Line(_("Open decision"), kinds.name(row.kind), "", page(row), row.closes)
        for row in queries.acts(kinds.JOINT, state="open")
        if row.closes <= now + LAPSES and may(reader, row)
    ]
