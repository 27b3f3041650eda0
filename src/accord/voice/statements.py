"""Statements as pages show them: the row, its words, and how it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accord.core.acts import times
from accord.ledger import clock, queries
from accord.ledger.board import Board, board
from accord.people.names import member_name
from accord.voice.models import Statement

OWN = "voice.own"


@dataclass(frozen=True)
class Text:
    """The words in one language; `erased` when the content is gone."""

    language: str
    title: str
    summary: str
    text: str
    erased: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """The text's paragraphs, as a page sets them."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


@dataclass(frozen=True)
class Said:
    """One statement, in one language of the reader or else in its first."""

    row: Statement
    language: str

    @property
    def act(self) -> str:
        """The act's id."""
        return self.row.act

    @property
    def own(self) -> bool:
        """Whether it is one member's word alone."""
        return self.row.kind == OWN

    @property
    def by(self) -> str:
        """The handle of who proposed it; of an own word its only author."""
        return self.row.by

    @property
    def author(self) -> str:
        """The author's name, empty under a handle alone."""
        return member_name(self.row.by, translation.get_language() or "en")

    @cached_property
    def languages(self) -> list[str]:
        """The languages that were signed."""
        return self.row.languages.split(",")

    @property
    def others(self) -> list[str]:
        """The languages besides the one that is shown."""
        return [one for one in self.languages if one != self.language]

    @cached_property
    def text(self) -> Text:
        """The words in the language that is shown."""
        return text_of(self.row.act, self.language)

    @property
    def time(self) -> datetime:
        """From when it is public."""
        return times.parse(self.row.public_from)

    @property
    def changed(self) -> datetime:
        """Since when it stands as it does."""
        return times.parse(self.row.changed)

    @property
    def state(self) -> str:
        """agreed, corrected, retracted or held; as of now."""
        pending = self.row.changed > clock.text()
        return "agreed" if self.row.state == "corrected" and pending else self.row.state

    @property
    def badge(self) -> str:
        """The name of its badge."""
        return {"agreed": "in-force", "retracted": "withdrawn"}.get(
            self.state, self.state
        )

    @property
    def is_public(self) -> bool:
        """Whether it is out."""
        return is_public(self.row, clock.text())

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("voice:statement", args=[self.row.year, self.row.slug])

    @property
    def correction(self) -> "Said | None":
        """The statement that corrects it, once that is public."""
        if self.state != "corrected" or not self.row.corrected_by:
            return None
        found = Statement.objects.filter(act=self.row.corrected_by).first()
        return said(found) if found else None

    @property
    def corrected(self) -> "Said | None":
        """The statement that it corrects."""
        found = Statement.objects.filter(act=self.row.corrects).first()
        return said(found) if found and self.row.corrects else None

    @cached_property
    def board(self) -> Board | None:
        """Who signed it."""
        return board(self.row.act)

    @property
    def silent(self) -> int:
        """How many members have not signed it."""
        return self.board.members - self.board.signed if self.board else 0

    @cached_property
    def reason(self) -> str:
        """The published reason of its withdrawal."""
        found = queries.act(self.row.retracted_by) if self.row.retracted_by else None
        content = queries.content(found, "reason") if found else None
        return str(content.get("text", "")) if content else ""


def said(row: Statement, language: str = "") -> Said:
    """A statement in `language`, or in the reader's, or in English, or in its first."""
    have = row.languages.split(",")
    for one in (language, translation.get_language() or "", "en"):
        if one in have:
            return Said(row, one)
    return Said(row, have[0])


def text_of(act_id: str, language: str) -> Text:
    """The words of an act in one language."""
    row = queries.act(act_id)
    content = queries.content(row, f"text.{language}") if row else None
    if content is None:
        return Text(language, "", "", "", erased=True)
    title, summary, text = (
        str(content.get(name, "")) for name in ("title", "summary", "text")
    )
    return Text(language, title, summary, text)


def is_public(row: Statement, now: str) -> bool:
    """Whether words are out: their time has come, and nobody stopped them before."""
    stopped = row.state == "held" or (
        row.state == "retracted" and row.changed < row.public_from
    )
    return row.public_from <= now and not stopped


def public(now: str) -> QuerySet[Statement]:
    """All that is out at `now`, newest first."""
    rows = Statement.objects.filter(public_from__lte=now).exclude(state="held")
    early = [
        row.act
        for row in rows.filter(state="retracted")
        if row.changed < row.public_from
    ]
    return rows.exclude(act__in=early).order_by("-public_from", "-effect_index")


def shown(rows: Iterable[Statement]) -> list[Said]:
    """Rows as pages show them."""
    return [said(row) for row in rows]


def find(year: int, slug: str) -> Statement | None:
    """The statement at an address."""
    return Statement.objects.filter(year=year, slug=slug).first()


def by_act(act_id: str) -> Statement | None:
    """The statement that an act made."""
    return Statement.objects.filter(act=act_id).first()
