"""Acts of keeping stock: other owners, conditions, recalls, differences, needs met."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    flag,
    handle,
    integer,
    lot,
    many,
    one_of,
)
from accord.core.acts.supplies import MAX_LINES, MAX_QUANTITY, LotLine, lot_lines

_NOTE = Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Transfer:
    """Goods in a store change their owner, and stay where they are."""

    KIND: ClassVar[str] = "supplies.transfer"
    site: str
    owner: str
    to: str
    lines: tuple[LotLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Transfer":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("to", handle),
            lot_lines(fields),
        )
        if body.owner == body.to:
            raise Malformed("The old and the new owner are the same.")
        return body

    def contents(self) -> Contents:
        """A note, if any."""
        return _NOTE


@dataclass(frozen=True, slots=True)
class Move:
    """Goods of one owner go to another condition, or another site of their holder.

    `disposed` is no condition of goods that are there: they were thrown away.
    """

    KIND: ClassVar[str] = "supplies.move"
    site: str
    owner: str
    condition: str
    target: str
    to: str
    lines: tuple[LotLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Move":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("condition", one_of("good", "damaged")),
            fields.take("target", digest),
            fields.take("to", one_of("good", "damaged", "disposed")),
            lot_lines(fields),
        )
        same_place = body.site == body.target
        if same_place and body.condition == body.to:
            raise Malformed("Goods move to another site or to another condition.")
        if body.disposed and not same_place:
            raise Malformed("Goods are disposed of where they are.")
        return body

    @property
    def disposed(self) -> bool:
        """Whether the goods are thrown away."""
        return self.to == "disposed"

    def contents(self) -> Contents:
        """A note, if any."""
        return _NOTE


@dataclass(frozen=True, slots=True)
class Recall:
    """An owner freezes lots wherever they are, or frees them again."""

    KIND: ClassVar[str] = "supplies.recall"
    lots: tuple[str, ...]
    stands: bool

    @classmethod
    def read(cls, fields: Fields) -> "Recall":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("lots", ascending(lot, 1, MAX_LINES)),
            fields.take("stands", flag),
        )

    def contents(self) -> Contents:
        """The reason, if any."""
        return Contents(optional=frozenset({"reason"}))


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What became of the goods that a line of a handover missed."""

    line: int
    lost: int
    back: int

    @classmethod
    def read(cls, value: object, where: str) -> "SettledLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        amount = integer(0, MAX_QUANTITY)
        line = cls(
            fields.take("line", integer(0, MAX_LINES - 1)),
            fields.take("lost", amount),
            fields.take("back", amount),
        )
        fields.end()
        return line


@dataclass(frozen=True, slots=True)
class Settle:
    """Giver and receiver agree what became of a difference.

    What came `back` lies at `site`, a store of the giver.
    """

    KIND: ClassVar[str] = "supplies.settle"
    handover: str
    site: str | None
    lines: tuple[SettledLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Settle":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("handover", digest),
            fields.maybe("site", digest),
            fields.take("lines", many(SettledLine.read, 1, MAX_LINES)),
        )
        numbers = [line.line for line in body.lines]
        if any(a >= b for a, b in pairwise(numbers)):
            raise Malformed("body.lines has to be sorted by line, each once.")
        if (body.site is not None) != any(line.back for line in body.lines):
            raise Malformed("A site is named when goods came back, and only then.")
        return body

    def contents(self) -> Contents:
        """A note, if any."""
        return _NOTE


@dataclass(frozen=True, slots=True)
class Close:
    """A need, an offer or an agreed part of a plan is over."""

    KIND: ClassVar[str] = "supplies.close"
    act: str

    @classmethod
    def read(cls, fields: Fields) -> "Close":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("act", digest))

    def contents(self) -> Contents:
        """The reason, if any."""
        return Contents(optional=frozenset({"reason"}))
