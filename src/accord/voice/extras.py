"""Translations and positions as the desk shows them, from their first signature on."""

from dataclasses import dataclass
from functools import cached_property

from accord.core.acts.voice import Position, Translation
from accord.core.rules.standing import AGREED, CORRECTED
from accord.core.rules.voice import public_from
from accord.ledger import clock, queries
from accord.ledger.queries import ActRow
from accord.voice import pictures, positions, statements
from accord.voice.cleaning import visible
from accord.voice.markup.html import Source
from accord.voice.markup.parse import Shown
from accord.voice.positions import Answer
from accord.voice.statements import Said
from accord.voice.texts import PARTS, Text, text_of

KINDS = (Translation.KIND, Position.KIND)
Written = Text | Answer


@dataclass(frozen=True)
class Extra:
    """A translation of a statement, or a position."""

    row: ActRow
    body: Translation | Position

    @property
    def translates(self) -> bool:
        """Whether it adds a language to a statement."""
        return isinstance(self.body, Translation)

    @cached_property
    def texts(self) -> list[Text] | list[Answer]:
        """The words in every language, the reader's first."""
        if isinstance(self.body, Translation):
            return [_text(self.row, self.body.language)]
        return positions.answers(self.row.id)

    @property
    def language(self) -> str:
        """The language of the title."""
        return self.texts[0].language

    @property
    def title(self) -> str:
        """The title, or the question."""
        return self.texts[0].title or self.row.id[:16]

    @cached_property
    def statement(self) -> Said | None:
        """What a translation translates."""
        if not isinstance(self.body, Translation):
            return None
        row = statements.by_act(self.body.statement)
        return statements.said(row) if row else None

    @cached_property
    def position(self) -> positions.Shown | None:
        """How a position stands, once it was agreed."""
        return positions.find(self.row.id)

    @cached_property
    def replaces(self) -> positions.Shown | None:
        """The position whose place it takes."""
        if isinstance(self.body, Position) and self.body.replaces:
            return positions.find(self.body.replaces)
        return None

    @property
    def for_all(self) -> bool:
        """Whether everybody will read it."""
        return self.translates or (isinstance(self.body, Position) and self.body.public)

    @property
    def is_public(self) -> bool:
        """Whether everybody reads it now."""
        if isinstance(self.body, Translation):
            said = self.statement
            return bool(said and self.body.language in said.languages)
        return bool(self.for_all and self.position and self.position.is_out)

    @property
    def stands(self) -> bool:
        """Whether it was agreed and can still be withdrawn."""
        if isinstance(self.body, Translation):
            said = self.statement
            added = said.row.added if said else {}
            return self.row.state == "effect" and self.body.language in added
        held = self.position
        return held is not None and held.row.state in (AGREED, CORRECTED)

    @property
    def can_hold(self) -> bool:
        """Whether a signer can still stop it."""
        effect = self.row.effect
        if effect is None or not (self.for_all and self.stands):
            return False
        since = public_from(self.body, self.row_effect)
        return clock.text() < since

    @property
    def row_effect(self) -> str:
        """The time of the effect, as the log writes it."""
        return f"{self.row.effect:%Y-%m-%dT%H:%M:%SZ}" if self.row.effect else ""


@dataclass(frozen=True)
class Signed:
    """A picture of a statement, with what one of its languages says of it."""

    language: str
    shown: Shown
    source: Source


def signed_pictures(said: Said) -> list[Signed]:
    """The pictures that a translation can show, in the order of the text."""
    found: dict[str, Signed] = {}
    for language in dict.fromkeys([said.language, *said.languages]):
        text = text_of(said.act, language)
        for one in text.pictures:
            source = text.sources[one.number]
            found.setdefault(one.number, Signed(language, one, source))
    return list(found.values())


def find(act_id: str) -> Extra | None:
    """The translation or the position that an act proposed."""
    row = queries.act(act_id)
    if row is None or not isinstance(row.parsed.body, Translation | Position):
        return None
    return Extra(row, row.parsed.body)


def _text(row: ActRow, language: str) -> Text:
    content = queries.content(row, f"text.{language}")
    if content is None:
        return Text(language, erased=True)
    title, summary, text = (visible(str(content.get(part, ""))) for part in PARTS)
    body = row.parsed.body
    first = body.statement if isinstance(body, Translation) else row.id
    return Text(language, title, summary, text, sources=pictures.sources(first))
