"""Reports and comments on pages, as this reader may see them."""

import json
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from django.db.models import Count, Max, Q, QuerySet

from accord.core.acts import times
from accord.core.acts.act import SALT
from accord.ledger import queries
from accord.people.may import reports_open_to
from accord.people.names import Who, who
from accord.people.pictures import is_picture
from accord.people.reader import Reader
from accord.reports.models import Comment, Read, Report
from accord.reports.words import COLOURS, SHORT, SOME, TLP
from accord.search import fts
from accord.search.folding import stems
from accord.search.queries import asked

STARTS = {
    "JPEG": b"\xff\xd8\xff",
    "PNG": b"\x89PNG",
    "PDF": b"%PDF-",
    "office": b"PK\x03\x04",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a report: its content's name, hash and size in bytes.

    State: there, erased, sealed (encrypted to some members). `shown`: a picture.
    `type`: JPEG, PNG, PDF, office or text, by how it begins; "" where it is not there.
    """

    name: str
    sha256: str
    size: int
    state: str
    shown: bool
    type: str

    @property
    def bare(self) -> str:
        """The name without the ending of what came encrypted."""
        return self.name.removesuffix(".sealed")

    @property
    def number(self) -> str:
        """Which of the files it is: "1" for the first."""
        return self.name.split(".")[1]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report on a page. `state`: there, erased, sealed.

    `audience` is empty where all members may see it; `newer` is the id of what took
    its place.
    """

    id: str
    by: Who
    title: str
    text: str
    place: str
    state: str
    sealed: bool
    marking: str
    audience: tuple[Who, ...]
    topics: tuple[str, ...]
    about: tuple[str, ...]
    observed: datetime
    site: str
    reliable: str
    certain: str
    files: tuple[File, ...]
    time: datetime
    index: int
    newer: str
    reason: str
    comments: int
    unread: bool

    @property
    def who_may_see(self) -> str:
        """The marking in a few words."""
        few = self.marking == "amber" and self.audience
        return str(SOME if few else SHORT[self.marking])

    @property
    def colour(self) -> str:
        """The state of its badge: what is for a few stands out."""
        few = self.marking == "amber" and self.audience
        return "wait" if few else COLOURS[self.marking]

    @property
    def tlp(self) -> str:
        """The marking as other programs write it."""
        return TLP[self.marking]


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment on a page. State: there, erased, sealed (encrypted to some members)."""

    id: str
    by: Who
    text: str
    state: str
    time: datetime


def readable(reader: Reader | None) -> QuerySet[Report]:
    """The reports that a reader may read; none for who is not signed in."""
    if reader is None:
        return Report.objects.none()
    return Report.objects.filter(reports_open_to(reader.member))


def comments_readable(reader: Reader | None) -> QuerySet[Comment]:
    """The comments on reports that a reader may read."""
    return Comment.objects.filter(report__in=readable(reader).values("act"))


def may_read(reader: Reader, act_id: str) -> bool:
    """Whether an act is a report, or a comment on one, that a reader may read."""
    tables = (readable(reader), comments_readable(reader))
    return any(rows.filter(act=act_id).exists() for rows in tables)


def views(
    rows: Iterable[Report], reader: Reader | None, language: str
) -> list[ReportView]:
    """These rows for a page, in their order."""
    found = list(rows)
    documents = queries.documents(
        digest
        for row in found
        for digest in ("" if row.sealed else row.words, row.reason)
    )
    ids = [row.act for row in found]
    said = _comments(ids)
    news = _news(reader, found)
    here = _there(found)
    named = cache(partial(who, language=language))  # each member is read once
    return [_view(row, documents, said, news, here, named) for row in found]


def _comments(ids: list[str]) -> dict[str, int]:
    """How many comments there are on each of these reports."""
    rows = Comment.objects.filter(report__in=ids).values("report")
    return dict(rows.annotate(n=Count("act")).values_list("report", "n"))


def _news(reader: Reader | None, rows: list[Report]) -> frozenset[str]:
    """The reports of which something by another member was not shown yet.

    What was replaced since is not news: what took its place is.
    """
    if reader is None:
        return frozenset()
    ids = [row.act for row in rows]
    seen = Read.objects.filter(person=person_key(reader), report__in=ids)
    read = dict(seen.values_list("report", "index"))
    newest = {row.act: row.index for row in rows if row.by != reader.member}
    others = Comment.objects.filter(report__in=ids).exclude(by=reader.member)
    for report, index in others.values_list("report", "index"):
        newest[report] = max(index, newest.get(report, 0))
    old = {row.act for row in rows if row.newer}
    return frozenset(
        one
        for one, index in newest.items()
        if read.get(one, -1) < index and one not in old
    )


def _there(rows: list[Report]) -> dict[str, bytes]:
    """How files, and words that came encrypted, begin that are still kept, by hash."""
    named = [one[0] for row in rows for one in json.loads(row.files).values()]
    named += [row.words for row in rows if row.sealed]
    return queries.beginnings(named, SALT + 12)


def _view(
    row: Report,
    documents: dict[str, dict[str, object]],
    said: dict[str, int],
    news: frozenset[str],
    here: dict[str, bytes],
    named: Callable[[str], Who],
) -> ReportView:
    given = documents.get(row.words, {})
    return ReportView(
        id=row.act,
        by=named(row.by),
        title=str(given.get("title", "")),
        text=str(given.get("text", "")),
        place=str(given.get("place", "")),
        state=_state(row, documents, here),
        sealed=row.sealed,
        marking=row.marking,
        audience=tuple(named(one) for one in row.audience.split()),
        topics=tuple(row.topics.split()),
        about=tuple(row.about.split()),
        observed=times.parse(row.observed),
        site=row.site,
        reliable=row.reliable,
        certain=row.certain,
        files=tuple(_files(row.files, here)),
        time=times.parse(row.time),
        index=row.index,
        newer=row.newer,
        reason=str(documents.get(row.reason, {}).get("text", "")),
        comments=said.get(row.act, 0),
        unread=row.act in news,
    )


def _files(files: str, here: dict[str, bytes]) -> list[File]:
    found = []
    for name, (sha256, size) in json.loads(files).items():
        kept = "sealed" if name.endswith(".sealed") else "there"
        begins = here.get(sha256)
        state = kept if begins is not None else "erased"
        begins = (begins or b"")[SALT:] if state == "there" else b""
        kind = _type(begins) if begins else ""
        found.append(File(name, sha256, size - SALT, state, is_picture(begins), kind))
    return sorted(found, key=lambda one: (int(one.number), one.name))


def _type(begins: bytes) -> str:
    """As the sign dialog says it (words/files.js)."""
    found = (name for name, start in STARTS.items() if begins.startswith(start))
    return next(found, "text")


def report(act_id: str, reader: Reader | None, language: str) -> ReportView | None:
    """One report, or None when the reader may not know of it."""
    found = views(readable(reader).filter(act=act_id), reader, language)
    return found[0] if found else None


def comments(act_id: str, reader: Reader, language: str) -> list[CommentView]:
    """The comments on a report, in the order of the log."""
    rows = list(comments_readable(reader).filter(report=act_id).order_by("index"))
    documents = queries.documents(row.words for row in rows if not row.sealed)
    kept = queries.kept(row.words for row in rows if row.sealed)
    return [
        CommentView(
            id=row.act,
            by=who(row.by, language),
            text=str(documents.get(row.words, {}).get("text", "")),
            state=_state(row, documents, kept),
            time=times.parse(row.time),
        )
        for row in rows
    ]


def _state(
    row: Report | Comment, documents: Container[str], kept: Container[str]
) -> str:
    """Whether the words are there, sealed (encrypted to some members), or erased."""
    if row.sealed:
        return "sealed" if row.words in kept else "erased"
    return "there" if row.words in documents else "erased"


def person_key(reader: Reader) -> str:
    """A person, for what is kept about what was read."""
    return f"{reader.member}/{reader.person}"


def mark_read(reader: Reader, act_id: str) -> None:
    """Notes that a person has a report and its comments before the eyes now."""
    newest = Report.objects.filter(act=act_id).values_list("index", flat=True).get()
    said = Comment.objects.filter(report=act_id).aggregate(found=Max("index"))["found"]
    person = person_key(reader)
    Read.objects.update_or_create(
        id=f"{person} {act_id}",
        defaults={
            "person": person,
            "report": act_id,
            "index": max(newest, said if said is not None else 0),
        },
    )


def unread(reader: Reader) -> QuerySet[Report]:
    """The readable reports of others that a person has not opened, newest first.

    What was replaced since does not count: its successor does.
    """
    opened = Read.objects.filter(person=person_key(reader)).values("report")
    rows = readable(reader).filter(~Q(by=reader.member), newer="")
    return rows.exclude(act__in=opened).order_by("-index")


def found(reader: Reader | None, query: str, limit: int = 500) -> list[Report]:
    """Readable reports whose words have every word of `query`, newest first."""
    wanted = stems(asked(query))
    if reader is None or not wanted:
        return []
    numbers = fts.find(wanted, reader.member, limit, "report")
    return list(readable(reader).filter(index__in=numbers).order_by("-index"))
