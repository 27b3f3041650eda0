"""Following in the background of `accord serve`: one thread, pass after pass."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

from accord.replica import key, record
from accord.replica.follow import Follower
from accord.replica.models import Following
from accord.replica.once import once
from accord.replica.rest import Rest, pause
from accord.replica.signatures import Signatures
from accord.replica.source import Source

SOONEST_SECONDS = 2.0
# What was not given is asked for again after so many passes.
AGAIN = 30

log = logging.getLogger(__name__)


_rest = Rest()


def wake() -> None:
    """A pass soon, though something is wrong: this process heard of a later host."""
    _rest.wake()


def start(workers: int, as_hub: Callable[[], None]) -> None:
    """Starts the thread, where this installation is a member's copy.

    Once it is the hub, at once or after a takeover, `as_hub` is called.
    """
    if record.following() is None:
        as_hub()
        return
    args = (workers, as_hub)
    threading.Thread(target=_run, args=args, name="following", daemon=True).start()


def _run(workers: int, as_hub: Callable[[], None]) -> None:
    row = record.following()
    if row is not None:
        _follow(row, workers)
    if not _rest.stopped:
        as_hub()


def _follow(row: Following, workers: int) -> None:
    source = Source(row.url, key.find(row.key), row.coalition)
    with Signatures(workers) as signatures, Follower(source, signatures) as follower:
        keep_following(follower, SOONEST_SECONDS, _rest, patience=1.0)


def keep_following(
    follower: Follower,
    every: float,
    rest: Rest,
    patience: float,
    tell: Callable[[str, str], None] | None = None,
) -> None:
    """Pass after pass until the `rest` is stopped, or this installation is the hub.

    Later and later while something is wrong, until it is woken.
    `tell` is told the outcome and the sentence of each pass.
    """
    failures, passes = 0, 0
    while not rest.stopped and record.following() is not None:
        try:
            done = once(follower, passes % AGAIN == 0, patience)
            outcome = done.outcome
            sentence = done.sentence or f"{done.size} records, all checked."
        except DatabaseError as error:
            # A full disk, for example: the next pass may find it better.
            outcome, sentence = "wrong", f"The database cannot be written: {error}."
            log.error("%s", sentence)  # noqa: TRY400 - the sentence says it all
        finally:
            close_old_connections()
        passes += 1
        failures = 0 if outcome in ("good", "busy") else failures + 1
        if tell is not None:
            tell(outcome, sentence)
        if rest.take(pause(every, failures)):
            # No sooner than when all is well, however often it is woken.
            failures = 0
            rest.take(pause(every, failures))
