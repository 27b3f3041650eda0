"""What a report can be about: needs, actions, statements and reports, by name."""

from dataclasses import dataclass

from django.urls import reverse

from accord.core.rules.reports import MATTERS
from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.people import kinds
from accord.people.may import known, may
from accord.people.reader import Reader

MOST = 40
PAGES = {
    "actions.plan": "actions:action",
    "reports.report": "reports:report",
    "voice.statement": "voice:decision",
    "voice.own": "voice:decision",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a report is about; `title` may be empty."""

    id: str
    kind: str
    title: str
    url: str


def matter(act_id: str, reader: Reader, language: str) -> Matter | None:
    """What an id stands for, if the reader may know of it."""
    row = known(reader, act_id)
    return _matter(row, language) if row is not None and row.kind in MATTERS else None


def recent(reader: Reader, language: str) -> list[Matter]:
    """What a new report can be about, newest first."""
    rows = queries.acts(MATTERS, state="effect", limit=MOST * 2)
    found = [one for one in rows if may(reader, one)][:MOST]
    return [_matter(one, language) for one in found]


def _matter(row: ActRow, language: str) -> Matter:
    page = PAGES.get(row.kind, "desk:decision")
    url = reverse(page, args=[row.id])
    return Matter(row.id, kinds.name(row.kind), _title(row, language), url)


def _title(row: ActRow, language: str) -> str:
    if row.kind == "supplies.need":
        return _need(row, language)
    if not row.kind.startswith("voice."):
        word = row.kind.split(".")[0].removesuffix("s")
        return str((queries.content(row, word) or {}).get("title", ""))
    names = [one for one in row.parsed.blobs if one.startswith("text.")]
    names.sort(key=lambda one: one not in (f"text.{language}", "text.en"))
    text = queries.content(row, names[0]) if names else None
    return str((text or {}).get("title", ""))


def _need(row: ActRow, language: str) -> str:
    body = row.parsed.body
    item = queries.act(str(getattr(body, "item", "")))
    site = queries.act(str(getattr(body, "site", "")))
    names = (queries.content(item, "names") or {}) if item else {}
    place = (queries.content(site, "place") or {}) if site else {}
    said = names.get(language) or names.get("en") or next(iter(names.values()), "")
    return ", ".join(str(one) for one in (said, place.get("name")) if one)
