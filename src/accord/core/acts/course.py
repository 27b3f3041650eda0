"""Acts about the coalition's course: its declaration, who leads it, its end."""

from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.fields import Fields, digest, handle, time


@dataclass(frozen=True, slots=True)
class Amend:
    """The declaration with a new text; `replaces` is the founding or another such."""

    KIND: ClassVar[str] = "charter.amend"
    replaces: str

    @classmethod
    def read(cls, fields: Fields) -> "Amend":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("replaces", digest))

    def contents(self) -> Contents:
        """The declaration in each language, and a word to the members on why."""
        return Contents(optional=frozenset({"note"}), prefix="declaration.")


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads the coalition and speaks for it, of which member, until when.

    The next one takes its place; an `until` soon ends it.
    """

    KIND: ClassVar[str] = "charter.lead"
    member: str
    until: str

    @classmethod
    def read(cls, fields: Fields) -> "Lead":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("member", handle), fields.take("until", time))

    def contents(self) -> Contents:
        """The person's name, which is public; without it the handle stands alone."""
        return Contents(optional=frozenset({"lead"}))


@dataclass(frozen=True, slots=True)
class Close:
    """The coalition ends; its log stays."""

    KIND: ClassVar[str] = "charter.close"

    @classmethod
    def read(cls, fields: Fields) -> "Close":
        """The body out of its fields; raises Malformed."""
        return cls()

    def contents(self) -> Contents:
        """What is to be said about it, which is public."""
        return Contents(optional=frozenset({"reason"}))
