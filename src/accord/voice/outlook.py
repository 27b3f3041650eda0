"""When words go out, or whether they went out: before and after the last signature."""

from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.core.acts.voice import Words
from accord.core.rules.standing import HELD
from accord.core.rules.voice import GRACE_MINUTES, public_from
from accord.ledger.queries import ActRow
from accord.voice import statements


@dataclass(frozen=True)
class Outlook:
    """`kind` says which sentence is true; `time` is when, where that is known.

    planned: agreed or not, they go out at `time`. soon: ten minutes after the last
    signature. at-once: with the last signature. public: they are out since `time`.
    stopped: by a signer, at `time`, before they were out. never: open no more.
    """

    kind: str
    languages: int
    time: datetime | None = None
    agreed: bool = False


def outlook(row: ActRow, body: Words, now: str) -> Outlook:
    """What is true of the words of an act at `now`."""
    count = len(body.languages)
    if row.effect is not None:
        return _agreed(row, body, count, now)
    if row.state != "open":
        return Outlook("never", count)
    planned = "" if body.corrects else body.release
    if planned > (now if body.urgent else times.shift(now, minutes=GRACE_MINUTES)):
        return Outlook("planned", count, times.parse(planned))
    return Outlook("at-once" if body.urgent else "soon", count)


def _agreed(row: ActRow, body: Words, count: int, now: str) -> Outlook:
    said = statements.by_act(row.id)
    since = public_from(body, times.write(row.effect)) if row.effect else now
    if said is not None and said.state == HELD:
        return Outlook("stopped", count, times.parse(said.changed), agreed=True)
    if said is not None and not statements.is_public(said, max(now, since)):
        return Outlook("never", count, agreed=True)
    kind = "public" if since <= now else "planned"
    return Outlook(kind, count, times.parse(since), agreed=True)
