"""What is found beside the log: drafts, and what watched sources said.

They are working data and in no index: each job is asked as this reader, and what it
does not show to this reader is not counted.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts import times
from accord.people.names import Who, who
from accord.people.reader import Reader
from accord.reports import sources
from accord.search.excerpts import Part, excerpt
from accord.search.folding import stems
from accord.search.queries import COUNTED
from accord.voice import drafts
from accord.voice.room import title_of

GROUPS: dict[str, str | Promise] = {
    "draft": gettext_lazy("Drafts"),
    "source": gettext_lazy("Outside sources"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that was found, for a template. `who`: None for what is from outside."""

    kind: str
    title: str
    parts: tuple[Part, ...]
    url: str
    who: Who | None
    time: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """The newest that were found, and how many there are by group."""

    rows: list[Row]
    counts: dict[str, int]


def find(reader: Reader, query: str, language: str, group: str, limit: int) -> Beside:
    """What a reader may see beside the log; rows of one group, or of both for ""."""
    ours = _drafts(reader, query, language, limit)
    said = _sources(reader, query, limit)
    found = {"draft": ours, "source": said}
    rows = [row for code in found if group in ("", code) for row in found[code][0]]
    return Beside(rows, {code: one[1] for code, one in found.items() if one[1]})


def _drafts(
    reader: Reader, query: str, language: str, limit: int
) -> tuple[list[Row], int]:
    found = drafts.matching(reader, query)
    wanted = stems(query)
    rows = []
    for draft, texts in found[:limit]:
        spoken, title = title_of(texts)
        shown = texts.get(spoken) or next(iter(texts.values()))
        rows.append(
            Row(
                _("Draft"),
                title or _("Draft"),
                excerpt(f"{shown.summary} {shown.text}", wanted),
                reverse("voice:draft", args=[draft.id]),
                who(draft.by, language),
                draft.changed,
            )
        )
    return rows, len(found)


def _sources(reader: Reader, query: str, limit: int) -> tuple[list[Row], int]:
    items = sources.found(reader, query)
    wanted = stems(query)
    rows = [
        Row(
            one.source.title or one.source.url,
            one.title,
            excerpt(one.text, wanted),
            f"{reverse('reports:said')}?{urlencode({'q': one.title[:100]})}",
            None,
            times.parse(one.published),
        )
        for one in items[:limit]
    ]
    return rows, len(items.values_list("pk", flat=True)[:COUNTED])
