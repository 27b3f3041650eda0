"""Acts of the voice: joint statements, a member's own word, translations, positions,
holds, retractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import NOTHING, Contents
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    flag,
    integer,
    language,
    one_of,
    picture_number,
    slug,
    table,
    time,
)

MAX_PICTURES = 6
MAX_SIDE = 4096
PICTURE = "picture."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the words name by its number: its form, and its sides in pixels.

    What it shows and its caption stand in the text of each language.
    """

    type: str
    width: int
    height: int

    @classmethod
    def read(cls, value: object, where: str) -> "Picture":
        """One picture in a parsed JSON value; raises Malformed."""
        fields = Fields(value, where)
        found = cls(
            fields.take("type", one_of("jpeg", "png")),
            fields.take("width", integer(1, MAX_SIDE)),
            fields.take("height", integer(1, MAX_SIDE)),
        )
        fields.end()
        return found


@dataclass(frozen=True, slots=True)
class Words:
    """What a joint statement and a member's own word have in common."""

    slug: str
    languages: tuple[str, ...]
    release: str
    urgent: bool
    topics: tuple[str, ...]
    corrects: str | None
    pictures: Mapping[str, Picture] | None

    def contents(self) -> Contents:
        """A text for each language, and the pictures."""
        texts = {f"text.{one}" for one in self.languages}
        pictures = {f"{PICTURE}{number}" for number in self.pictures or ()}
        return Contents(frozenset(texts | pictures))


def _words(
    fields: Fields,
) -> tuple[
    str,
    tuple[str, ...],
    str,
    bool,
    tuple[str, ...],
    str | None,
    Mapping[str, Picture] | None,
]:
    return (
        fields.take("slug", slug),
        fields.take("languages", ascending(language, 1, 20)),
        fields.take("release", time),
        fields.take("urgent", flag),
        fields.take("topics", ascending(slug, 0, 10)),
        fields.maybe("corrects", digest),
        fields.maybe("pictures", table(picture_number, Picture.read, 1, MAX_PICTURES)),
    )


@dataclass(frozen=True, slots=True)
class Statement(Words):
    """A joint statement."""

    KIND: ClassVar[str] = "voice.statement"

    @classmethod
    def read(cls, fields: Fields) -> "Statement":
        """The body out of its fields; raises Malformed."""
        return cls(*_words(fields))


@dataclass(frozen=True, slots=True)
class Own(Words):
    """A member's own statement: that member's word alone."""

    KIND: ClassVar[str] = "voice.own"

    @classmethod
    def read(cls, fields: Fields) -> "Own":
        """The body out of its fields; raises Malformed."""
        return cls(*_words(fields))


@dataclass(frozen=True, slots=True)
class Hold:
    """A signer stops a statement before it is public."""

    KIND: ClassVar[str] = "voice.hold"
    statement: str

    @classmethod
    def read(cls, fields: Fields) -> "Hold":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("statement", digest))

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING


@dataclass(frozen=True, slots=True)
class Retraction:
    """A statement is withdrawn, with a reason that is published."""

    KIND: ClassVar[str] = "voice.retraction"
    statement: str

    @classmethod
    def read(cls, fields: Fields) -> "Retraction":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("statement", digest))

    def contents(self) -> Contents:
        """The reason."""
        return Contents(frozenset({"reason"}))


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a public joint statement in one more language."""

    KIND: ClassVar[str] = "voice.translation"
    statement: str
    language: str

    @classmethod
    def read(cls, fields: Fields) -> "Translation":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("statement", digest), fields.take("language", language))

    def contents(self) -> Contents:
        """The text in that language."""
        return Contents(frozenset({f"text.{self.language}"}))


@dataclass(frozen=True, slots=True)
class Position:
    """What the members agreed to answer to a question, in public or among themselves.

    `replaces` is the position whose place it takes.
    """

    KIND: ClassVar[str] = "voice.position"
    languages: tuple[str, ...]
    public: bool
    topics: tuple[str, ...]
    replaces: str | None

    @classmethod
    def read(cls, fields: Fields) -> "Position":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("languages", ascending(language, 1, 20)),
            fields.take("public", flag),
            fields.take("topics", ascending(slug, 0, 10)),
            fields.maybe("replaces", digest),
        )

    def contents(self) -> Contents:
        """Question and answer in each language."""
        return Contents(frozenset(f"position.{one}" for one in self.languages))


# What can have a line in the standing, and a bundle.
Lined = Words | Translation | Position
