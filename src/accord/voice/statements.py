"""Statements as pages show them: the row, its words, and how it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accord.core.acts import times
from accord.ledger import clock, queries
from accord.people.names import member_name
from accord.voice import reasons, texts
from accord.voice.cleaning import visible
from accord.voice.models import Statement
from accord.voice.signed import Signed, signed, signed_all
from accord.voice.texts import Text, text_of

OWN = "voice.own"


@dataclass(frozen=True)
class Said:
    """One statement, in one language of the reader or else in its first."""

    row: Statement
    language: str
    read: Text | None = field(default=None, repr=False)
    counted: Signed | None = field(default=None, repr=False)

    @property
    def act(self) -> str:
        """The act's id."""
        return self.row.act

    @property
    def translates(self) -> "Said | None":
        """Of a translation that was withdrawn alone: its statement."""
        return None

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
        return languages(self.row)

    @property
    def foreign(self) -> str:
        """The reader's language, when nothing was signed in it; else nothing."""
        wanted = translation.get_language() or ""
        return "" if wanted in self.languages else wanted

    @property
    def others(self) -> list[str]:
        """The languages besides the one that is shown."""
        return [one for one in self.languages if one != self.language]

    @cached_property
    def text(self) -> Text:
        """The words in the language that is shown."""
        return self.read or text_of(self.row.act, self.language)

    @property
    def title(self) -> str:
        """The title, or the address when the words were erased."""
        return self.text.title or self.row.slug

    @property
    def time(self) -> datetime:
        """From when it is public."""
        return times.parse(self.row.public_from)

    @property
    def state(self) -> str:
        """agreed, corrected, retracted or held; as of now."""
        pending = self.row.changed > clock.text()
        return "agreed" if self.row.state == "corrected" and pending else self.row.state

    @property
    def changed(self) -> datetime:
        """Since when it stands as it does now."""
        since = self.row.public_from if self.state == "agreed" else self.row.changed
        return times.parse(since)

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

    @cached_property
    def correction(self) -> "Said | None":
        """The newest statement that corrects it, once that is public."""
        if self.state != "corrected":
            return None
        found, seen = self, {self.act}
        while found.state == "corrected" and found.row.corrected_by not in seen:
            row = by_act(found.row.corrected_by)
            if row is None:
                break
            found = said(row)
            seen.add(found.act)
        return found if found is not self else None

    @cached_property
    def corrected(self) -> "Said | None":
        """The statement that it corrects."""
        found = by_act(self.row.corrects) if self.row.corrects else None
        return said(found) if found else None

    @cached_property
    def signed(self) -> Signed:
        """Who signed it."""
        return self.counted or signed(self.act)

    @cached_property
    def reason(self) -> str:
        """The published reason of its withdrawal."""
        return reason(self.row.retracted_by)

    @property
    def reasons(self) -> list[reasons.Part]:
        """The same by language, the reader's first."""
        return reasons.parts(self.reason, self.languages)

    @property
    def why(self) -> str:
        """The reason for the reader alone, where it was given in several languages."""
        return self.reasons[0].text if self.reason else ""


def reason(retraction: str) -> str:
    """The reason that an act of withdrawal gives; "" without one, or erased."""
    found = queries.act(retraction) if retraction else None
    content = queries.content(found, "reason") if found else None
    return visible(str(content.get("text", ""))) if content else ""


def said(row: Statement, language: str = "") -> Said:
    """A statement in `language`, or in the reader's, or in English, or in its first."""
    return Said(row, spoken(row, language))


def spoken(row: Statement, language: str = "") -> str:
    """The language in which a reader sees a statement."""
    have = languages(row)
    wanted = (language, translation.get_language() or "", "en")
    return next((one for one in wanted if one in have), have[0])


def languages(row: Statement) -> list[str]:
    """The languages that were signed with it, and the translations that are out."""
    now = clock.text()
    added = (one for one, since in sorted(row.added.items()) if since <= now)
    return [*row.languages.split(","), *added]


def shown(rows: Iterable[Statement]) -> list[Said]:
    """Rows as pages show them; their words and signatures are read at once."""
    names = {row: (row.act, spoken(row)) for row in rows}
    found = texts.shown(names.values())
    counted = signed_all(row.act for row in names)
    return [
        Said(row, name[1], found[name], counted[row.act]) for row, name in names.items()
    ]


def is_public(row: Statement, now: str) -> bool:
    """Whether words are out: their time has come, and nobody stopped them before."""
    return row.public_from <= now and not row.never


def public(now: str) -> QuerySet[Statement]:
    """All that is out at `now`, newest first."""
    rows = Statement.objects.filter(public_from__lte=now, never=False)
    return rows.order_by("-public_from", "-effect_index")


def find(slug: str) -> Statement | None:
    """The statement at an address; an address is never given twice."""
    return Statement.objects.filter(slug=slug).first()


def by_act(act_id: str) -> Statement | None:
    """The statement that an act made."""
    return Statement.objects.filter(act=act_id).first()
