"""Acts about what the receiver of goods finds after they were put in store."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, digest, integer, many
from accord.core.acts.supplies import MAX_LINES, MAX_QUANTITY


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """Of what a line of a handover counted as good: so many are not, or not there."""

    line: int
    damaged: int
    missing: int

    @classmethod
    def read(cls, value: object, where: str) -> "ClaimedLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        amount = integer(0, MAX_QUANTITY)
        line = cls(
            fields.take("line", integer(0, MAX_LINES - 1)),
            fields.take("damaged", amount),
            fields.take("missing", amount),
        )
        fields.end()
        if not (line.damaged or line.missing):
            raise Malformed("{where} claims nothing.", where=where)
        return line


@dataclass(frozen=True, slots=True)
class Claim:
    """The receiver found a shortage or damage after a handover into its store."""

    KIND: ClassVar[str] = "supplies.claim"
    handover: str
    lines: tuple[ClaimedLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Claim":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("handover", digest),
            fields.take("lines", many(ClaimedLine.read, 1, MAX_LINES)),
        )
        numbers = [line.line for line in body.lines]
        if any(a >= b for a, b in pairwise(numbers)):
            raise Malformed("body.lines has to be sorted by line, each once.")
        return body

    def contents(self) -> Contents:
        """A note or a photograph, if any."""
        return Contents(optional=frozenset({"note", "paper"}))
