"""Positions as pages show them: question and answer, and how they stand now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accord.core.acts import times
from accord.core.rules.standing import AGREED, CORRECTED
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.voice import reasons
from accord.voice.cleaning import visible
from accord.voice.models import Position
from accord.voice.texts import Name


@dataclass(frozen=True)
class Answer:
    """Question and answer in one language; `erased` when the content is gone."""

    language: str
    question: str = ""
    answer: str = ""
    erased: bool = False

    @property
    def title(self) -> str:
        """The question, as a title."""
        return self.question

    @property
    def summary(self) -> str:
        """A position has none."""
        return ""

    @property
    def text(self) -> str:
        """The answer, as a text."""
        return self.answer

    @property
    def whole(self) -> str:
        """Question and answer as one."""
        return "\n\n".join(part for part in (self.question, self.answer) if part)

    @property
    def paragraphs(self) -> list[str]:
        """The answer's paragraphs."""
        return [part.strip() for part in self.answer.split("\n\n") if part.strip()]

    @property
    def html(self) -> SafeString:
        """The answer for a page: words alone."""
        parts = ((linebreaksbr(one, autoescape=True),) for one in self.paragraphs)
        return format_html_join("", "<p>{}</p>", parts)


@dataclass(frozen=True)
class Shown:
    """One position for a page."""

    row: Position

    @property
    def act(self) -> str:
        """The act's id."""
        return self.row.act

    @cached_property
    def answers(self) -> list[Answer]:
        """Every language, the reader's first."""
        return answers(self.row.act)

    @property
    def first(self) -> Answer:
        """The language in which a reader sees it."""
        return self.answers[0]

    @property
    def title(self) -> str:
        """The question, or the beginning of its id when the words were erased."""
        return self.first.question or self.act[:16]

    @property
    def language(self) -> str:
        """The language of the title."""
        return self.first.language

    @property
    def state(self) -> str:
        """agreed, corrected (another took its place), retracted or held; as of now."""
        pending = self.row.changed > clock.text()
        return AGREED if self.row.state == CORRECTED and pending else self.row.state

    @property
    def badge(self) -> str:
        """The name of its badge."""
        if self.state == AGREED and not self.is_out:
            return "scheduled"
        return {AGREED: "in-force", "retracted": "withdrawn"}.get(
            self.state, self.state
        )

    @property
    def is_out(self) -> bool:
        """Whether its time has come, for those for whom it is."""
        return self.row.public_from <= clock.text() and not self.row.never

    @property
    def time(self) -> datetime:
        """Since when it holds."""
        return times.parse(self.row.public_from)

    @property
    def changed(self) -> datetime:
        """Since when it stands as it does now."""
        since = self.row.public_from if self.state == AGREED else self.row.changed
        return times.parse(since)

    @property
    def topics(self) -> list[str]:
        """Its topics."""
        return [one for one in self.row.topics.split(",") if one]

    @property
    def url(self) -> str:
        """Its public page."""
        return reverse("voice:position", args=[self.row.act])

    @cached_property
    def newer(self) -> "Shown | None":
        """What took its place, once that holds."""
        if self.state != CORRECTED:
            return None
        row = Position.objects.filter(act=self.row.replaced_by).first()
        return Shown(row) if row else None

    @cached_property
    def reason(self) -> str:
        """Why it was withdrawn."""
        found = queries.act(self.row.retracted_by) if self.row.retracted_by else None
        content = queries.content(found, "reason") if found else None
        return visible(str(content.get("text", ""))) if content else ""

    @property
    def reasons(self) -> list[reasons.Part]:
        """The same by language, the reader's first."""
        return reasons.parts(self.reason, [one.language for one in self.answers])


def answers(act_id: str) -> list[Answer]:
    """A position's words in every language, the reader's first, then English."""
    row = queries.act(act_id)
    if row is None:
        return []
    names = [name for name in row.parsed.blobs if name.startswith("position.")]
    wanted = [translation.get_language() or "en", "en"]
    found = [_answer(name, queries.content(row, name)) for name in sorted(names)]
    return sorted(
        found,
        key=lambda one: (
            wanted.index(one.language) if one.language in wanted else len(wanted)
        ),
    )


def _answer(name: str, content: dict[str, object] | None) -> Answer:
    one = _exact(name.partition(".")[2], content)
    return replace(one, question=visible(one.question), answer=visible(one.answer))


def exact(names: Iterable[Name]) -> dict[Name, Answer]:
    """The words of positions in some languages, exactly as they were signed."""
    wanted = {}
    with reading() as state:
        for act_id, language in names:
            record = state.acts.get(act_id)
            ref = record.act.blobs.get(f"position.{language}") if record else None
            wanted[act_id, language] = ref.sha256 if ref else ""
    found = queries.documents(wanted.values())
    return {name: _exact(name[1], found.get(one)) for name, one in wanted.items()}


def _exact(language: str, content: dict[str, object] | None) -> Answer:
    if content is None:
        return Answer(language, erased=True)
    return Answer(
        language, str(content.get("question", "")), str(content.get("answer", ""))
    )


def public() -> QuerySet[Position]:
    """Those that everybody may read, newest first."""
    rows = Position.objects.filter(
        public=True, never=False, public_from__lte=clock.text()
    )
    return rows.order_by("-public_from", "-effect_index")


def known() -> QuerySet[Position]:
    """All, for members, newest first."""
    return Position.objects.order_by("-public_from", "-effect_index")


def shown(
    rows: Iterable[Position], words: str = "", *, past: bool = False
) -> list[Shown]:
    """Those that hold now, or all; with `words`, those in which all of them stand."""
    wanted = words.casefold().split()
    found = (Shown(row) for row in rows)
    return [
        one
        for one in found
        if (past or one.state == AGREED) and _has(one.answers, wanted)
    ]


def _has(texts: Iterable[Answer], wanted: list[str]) -> bool:
    """Whether one language has all the words."""
    if not wanted:
        return True
    return any(
        all(word in f"{one.question}\n{one.answer}".casefold() for word in wanted)
        for one in texts
    )


def find(act_id: str) -> Shown | None:
    """One position."""
    row = Position.objects.filter(act=act_id).first()
    return Shown(row) if row else None
