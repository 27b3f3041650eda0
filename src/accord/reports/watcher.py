"""The thread in `accord serve` that asks watched sources for what is new.

It keeps nothing in memory: when which source is asked again stands in the database.
"""

from datetime import timedelta

import orjson

from accord.ledger import clock, passes
from accord.people import jail
from accord.people.outside import Forbidden, Unreachable
from accord.reports import sources
from accord.reports.fetching import Fetched, Known, Wait, fetch
from accord.reports.models import Source

EVERY_SECONDS = 20.0
TIDY = 180  # passes, about an hour
USUAL = timedelta(minutes=30)
LONGEST = timedelta(days=1)
AT_ONCE = 20
NO_FEED = "It is no feed: neither RSS nor Atom nor JSON Feed."


def once() -> int:
    """Asks every source that is due; returns how many items are new."""
    rows = Source.objects.filter(due__lte=clock.now()).order_by("due")[:AT_ONCE]
    return sum(ask(row) for row in rows)


def ask(row: Source) -> int:
    """Asks one source, and says when it is asked again."""
    new = 0
    row.asked, row.trouble = clock.now(), ""
    try:
        found = fetch(row.url, Known(row.etag, row.modified))
        new = _take(row, found)
    except Forbidden as error:
        row.trouble, row.due = str(error)[:300], None
    except Unreachable as error:
        row.tries += 1
        row.trouble, row.due = str(error)[:300], row.asked + _pause(row.tries, error)
    else:
        row.tries, row.due = 0, row.asked + USUAL
        row.etag, row.modified = found.known.etag, found.known.modified
    _save(row)
    return new


def _take(row: Source, found: Fetched) -> int:
    if found.data is None:
        return 0
    try:
        _feed, made = jail.read("accord.reports.jailed", "feed", data=found.data)
    except (jail.Broken, jail.NotTaken):
        raise Unreachable(NO_FEED) from None
    feed = orjson.loads(made)
    row.title = row.title or feed["title"]
    return sources.take(row, feed["items"])


def _pause(tries: int, error: Unreachable) -> timedelta:
    """How long a source is left alone: longer each time, or as it asks."""
    asked = timedelta(seconds=error.seconds) if isinstance(error, Wait) else USUAL
    backing_off: timedelta = USUAL * 2 ** min(tries, 10)
    return min(max(asked, backing_off), LONGEST)


def _save(row: Source) -> None:
    """Writes what was learned, unless the source was taken away meanwhile."""
    Source.objects.filter(pk=row.pk).update(
        title=row.title,
        etag=row.etag,
        modified=row.modified,
        due=row.due,
        asked=row.asked,
        tries=row.tries,
        trouble=row.trouble,
    )


def start() -> None:
    """Starts the thread."""
    passes.start("watcher", _pass, EVERY_SECONDS)


def _pass(number: int) -> None:
    once()
    if number % TIDY == 0:
        sources.tidy()
