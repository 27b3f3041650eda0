"""One pass of a copy: catch up, confirm, fetch contents; and what became of it.

What is met is remembered, so that pages and `accord replica status` can say it.
"""

from dataclasses import dataclass

from accord.core.acts.errors import AccordError
from accord.core.tlog import note
from accord.replica import cosigning, evidence, lock, onward, record
from accord.replica.cosigning import Confirmed
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.source import Denied

PATIENCE_SECONDS = 120
FORBIDDEN = 403


@dataclass(frozen=True)
class Pass:
    """How it went: good, wrong, unreachable or busy; the size, and a sentence."""

    outcome: str
    size: int
    sentence: str = ""


def once(
    follower: Follower, again: bool = False, patience: float = PATIENCE_SECONDS
) -> Pass:
    """One pass; `again` also asks for contents that were not given before.

    Another process may be at it: that is waited for `patience` seconds.
    """
    try:
        with lock.moving(patience):
            done = _try(follower, again)
            if done.outcome != "good" and onward.move(follower):
                done = _try(follower, again)
    except lock.Taken as error:
        return Pass("busy", _row().seen_size, str(error))
    except Dishonest as trick:
        done = _caught(trick)
    if done.outcome == "good":
        record.heard(follower.newest)
    return done


def _try(follower: Follower, again: bool) -> Pass:
    try:
        return Pass("good", _move(follower, again))
    except Denied as error:
        return _wrong("wrong", _denied(error))
    except Unanswered as error:
        return _wrong("unreachable", str(error))
    except Dishonest as trick:
        return _caught(trick)
    except AccordError as error:
        return _wrong("wrong", str(error))


def _caught(trick: Dishonest) -> Pass:
    keep_evidence(trick)
    return _wrong("wrong", str(trick), trick.kind)


def _move(follower: Follower, again: bool) -> int:
    before = _row().seen
    follower.round()
    row = _row()
    if again:
        onward.gossip(follower)
    confirmed = cosigning.confirm(row)
    if confirmed is not None and confirmed.place != row.handed_in:
        hand_in(follower, confirmed)
    if again or row.seen != before:
        onward.import_final(follower)
    follower.fetch_contents(again)
    return row.seen_size


def hand_in(follower: Follower, confirmed: Confirmed) -> None:
    """Brings our cosignature to the host, and remembers that it has it."""
    follower.source.hand_in(confirmed.whole())
    record.handed_in(confirmed.place)


def keep_evidence(trick: Dishonest) -> None:
    """Keeps the proof of a trick as a file, and confirms nothing more of this host."""
    row = _row()
    name = evidence.keep(trick)
    if name:
        record.proven(name)
    if trick.notes:
        cosigning.distrust(row, note.parse(trick.notes[-1])[0].epoch)


def _denied(error: Denied) -> str:
    if error.status != FORBIDDEN:
        return str(error)
    row = _row()
    return (
        f"The host does not give the records to this copy's key, {row.key}. The "
        f"members have to add it to their list as the key of {row.member}'s copy."
    )


def _wrong(outcome: str, sentence: str, kind: str = "") -> Pass:
    record.trouble(sentence, kind or outcome)
    return Pass(outcome, _row().seen_size, sentence)


def _row() -> Following:
    row = record.following()
    if row is None:
        raise LookupError("this installation is no member's copy")
    return row
