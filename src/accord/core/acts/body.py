"""What every body of an act has in common: how it is read, which contents it brings."""

from dataclasses import dataclass, field
from typing import ClassVar, Protocol, Self

from accord.core.acts.fields import Fields

SEALED = ".sealed"


@dataclass(frozen=True, slots=True)
class Contents:
    """The names of the contents (blobs) that an act must and may bring.

    With a `prefix`, at least one content whose name starts with it. Of `words` each
    comes as it is, or encrypted to some members alone: `comment`, `comment.sealed`.
    """

    required: frozenset[str] = field(default_factory=frozenset)
    optional: frozenset[str] = field(default_factory=frozenset)
    prefix: str | None = None
    words: frozenset[str] = field(default_factory=frozenset)

    def allow(self, name: str) -> bool:
        """Whether an act may bring a content of this name.

        Each optional one may come encrypted to some members alone: `note.sealed`.
        """
        return (
            name in self.required
            or name.removesuffix(SEALED) in self.optional | self.words
            or (self.prefix is not None and name.startswith(self.prefix))
        )


NOTHING = Contents()


class Body(Protocol):
    """One kind's part of an act."""

    KIND: ClassVar[str]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """The body out of its JSON fields; raises Malformed."""

    def contents(self) -> Contents:
        """The contents that belong to the act."""
