"""Who else has a draft open now, and what was saved since a page was opened."""

from dataclasses import dataclass
from datetime import timedelta

from accord.ledger import clock
from accord.people.names import person_title
from accord.people.reader import Reader
from accord.voice import proposing
from accord.voice.drafts import newest
from accord.voice.models import Draft, DraftText
from accord.voice.models_draft import DraftVisit

HERE = timedelta(seconds=45)


@dataclass(frozen=True)
class Others:
    """Who else is here, by name, and the texts that others saved meanwhile."""

    here: list[str]
    saved: list[DraftText]


def note(draft: Draft, reader: Reader) -> None:
    """This person has the draft open."""
    DraftVisit.objects.update_or_create(
        draft=draft,
        member=reader.member,
        person=reader.person,
        defaults={"seen": clock.now()},
    )


def others(draft: Draft, reader: Reader, versions: str = "") -> Others:
    """Everybody else; `versions` are those that the page shows: `en:3 uk:2`."""
    since = clock.now() - HERE
    rows = draft.visits.filter(seen__gte=since).order_by("member", "person")
    mine = (reader.member, reader.person)
    here = [
        person_title(row.member, row.person)
        for row in rows
        if (row.member, row.person) != mine
    ]
    shown = set(versions.split())
    saved = [
        row
        for row in newest(draft).values()
        if versions and f"{row.language}:{row.version}" not in shown
    ]
    return Others(here, saved)


def versions(draft: Draft) -> str:
    """What a page shows that is opened now."""
    return proposing.versions(draft)
