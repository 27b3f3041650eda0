"""Other words that go out within an hour of a draft's: shown, never in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.core.acts import times
from accord.core.acts.voice import Words
from accord.core.rules.voice import GRACE_MINUTES, outgoing
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.people.may import may
from accord.people.reader import Reader
from accord.voice import proposals
from accord.voice.models import Draft
from accord.voice.proposing import kind_of

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Other:
    """Words that go out at `time`; no act and title where the reader may not know."""

    act: str
    title: str
    language: str
    time: datetime
    agreed: bool


def beside(draft: Draft, release: datetime | None, reader: Reader) -> list[Other]:
    """What else goes out less than an hour from when a draft's words would.

    Only where that time is known: a correction, or joint words without a release, go
    out when enough have signed. The draft's own proposals are not others.
    """
    at = _time(draft, release)
    if at is None:
        return []
    rows = _near(at)
    found = [one for row, time in rows if (one := _other(row, time, draft, reader))]
    return sorted(found, key=lambda one: (one.time, one.act))


def _time(draft: Draft, release: datetime | None) -> datetime | None:
    now = clock.now()
    soon = now if draft.urgent else now + timedelta(minutes=GRACE_MINUTES)
    if draft.own:
        return soon if draft.corrects else max(release or soon, soon)
    late = release is None or release <= soon
    return None if late or draft.corrects else release


def _near(at: datetime) -> list[tuple[queries.ActRow, datetime]]:
    """Acts that are still to go out in the hour before or after."""
    return [
        (row, time)
        for act_id, time in _outgoing()
        if abs(time - at) < HOUR and (row := queries.act(act_id)) is not None
    ]


def _outgoing() -> Iterator[tuple[str, datetime]]:
    now = clock.text()
    with reading() as state:
        found = [one for one in outgoing(state, now) if one[1] > now]
    return ((act_id, times.parse(time)) for act_id, time in found)


def _other(
    row: queries.ActRow, time: datetime, draft: Draft, reader: Reader
) -> Other | None:
    body = row.parsed.body
    if not isinstance(body, Words):
        return None
    agreed = row.effect is not None
    if row.kind == kind_of(draft) and body.slug == draft.slug:
        return None
    words = proposals.find(row.id) if may(reader, row) else None
    if words is None:
        return Other("", "", "", time, agreed)
    return Other(row.id, words.title, words.language, time, agreed)
