"""Acts of supplies: the catalogue, needs, and every movement of goods.

Quantities are whole base units. A lot is named by the act that brought it in and the
number of its line there: `<act id>.<line>`.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    day,
    digest,
    flag,
    handle,
    integer,
    lot,
    many,
    slug,
    time,
)

MAX_LINES = 200
MAX_QUANTITY = 10**12


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of an item: its name and how many base units it holds."""

    code: str
    units: int

    @classmethod
    def read(cls, value: object, where: str) -> "Pack":
        """The pack in a parsed JSON value."""
        fields = Fields(value, where)
        pack = cls(
            fields.take("code", slug), fields.take("units", integer(2, MAX_QUANTITY))
        )
        fields.end()
        return pack


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the catalogue; grams and millilitres are per base unit."""

    KIND: ClassVar[str] = "supplies.item"
    code: str
    unit: str
    grams: int
    millilitres: int
    packs: tuple[Pack, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Item":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("code", slug),
            fields.take("unit", slug),
            fields.take("grams", integer(0, 10**9)),
            fields.take("millilitres", integer(0, 10**9)),
            fields.take("packs", many(Pack.read, 0, 10)),
        )

    def contents(self) -> Contents:
        """The item's name in each language."""
        return Contents(frozenset({"names"}))


@dataclass(frozen=True, slots=True)
class Site:
    """A place where goods can be, run by the member that registers it."""

    KIND: ClassVar[str] = "supplies.site"
    code: str

    @classmethod
    def read(cls, fields: Fields) -> "Site":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("code", slug))

    def contents(self) -> Contents:
        """Name, address and coordinates."""
        return Contents(frozenset({"place"}))


@dataclass(frozen=True, slots=True)
class Need:
    """So many units of an item are needed at a site, by a time."""

    KIND: ClassVar[str] = "supplies.need"
    site: str
    item: str
    quantity: int
    priority: int
    people: int
    due: str

    @classmethod
    def read(cls, fields: Fields) -> "Need":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("site", digest),
            fields.take("item", digest),
            fields.take("quantity", integer(1, MAX_QUANTITY)),
            fields.take("priority", integer(1, 5)),
            fields.take("people", integer(0, 10**9)),
            fields.take("due", time),
        )

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class NewLot:
    """A line that brings a new lot into the books."""

    item: str
    quantity: int
    batch: str | None
    expiry: str | None

    @classmethod
    def take(cls, fields: Fields, quantity: str, low: int) -> "NewLot":
        """The line out of its fields; `quantity` names the field with the amount."""
        return cls(
            fields.take("item", digest),
            fields.take(quantity, integer(low, MAX_QUANTITY)),
            fields.maybe("batch", slug),
            fields.maybe("expiry", day),
        )

    @classmethod
    def read(cls, value: object, where: str) -> "NewLot":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        line = cls.take(fields, "quantity", 1)
        fields.end()
        return line


@dataclass(frozen=True, slots=True)
class LotLine:
    """A quantity of a lot."""

    lot: str
    quantity: int

    @classmethod
    def read(cls, value: object, where: str) -> "LotLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        line = cls(
            fields.take("lot", lot), fields.take("quantity", integer(1, MAX_QUANTITY))
        )
        fields.end()
        return line


def lot_lines(fields: Fields) -> tuple[LotLine, ...]:
    """The lines of lots, each lot once; raises Malformed."""
    lines = fields.take("lines", many(LotLine.read, 1, MAX_LINES))
    if len({line.lot for line in lines}) != len(lines):
        raise Malformed("body.lines names the same lot twice.")
    return lines


@dataclass(frozen=True, slots=True)
class Receive:
    """Goods enter from a donor into a store of the holder.

    `earmark`: the one site for which the donor gave them.
    """

    KIND: ClassVar[str] = "supplies.receive"
    site: str
    owner: str
    donor: str
    earmark: str | None
    field: bool
    lines: tuple[NewLot, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Receive":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("donor", slug),
            fields.maybe("earmark", digest),
            fields.take("field", flag),
            fields.take("lines", many(NewLot.read, 1, MAX_LINES)),
        )

    def contents(self) -> Contents:
        """A note or a photographed paper, if any."""
        return Contents(optional=frozenset({"note", "paper"}))


@dataclass(frozen=True, slots=True)
class CountLine:
    """What was counted: of a lot in the books, or of goods not in the books yet."""

    lot: str | None
    opening: NewLot | None
    counted: int

    @classmethod
    def read(cls, value: object, where: str) -> "CountLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        known = fields.maybe("lot", lot)
        if known is not None:
            line = cls(known, None, fields.take("counted", integer(0, MAX_QUANTITY)))
        else:
            opening = NewLot.take(fields, "counted", 1)
            line = cls(None, opening, opening.quantity)
        fields.end()
        return line


@dataclass(frozen=True, slots=True)
class Count:
    """A stock-take, or opening stock, of one owner's goods at a site."""

    KIND: ClassVar[str] = "supplies.count"
    site: str
    owner: str
    field: bool
    lines: tuple[CountLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Count":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("field", flag),
            fields.take("lines", many(CountLine.read, 1, MAX_LINES)),
        )
        known = [line.lot for line in body.lines if line.lot is not None]
        if len(set(known)) != len(known):
            raise Malformed("body.lines names the same lot twice.")
        return body

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Consign:
    """Goods of one owner are packed for another site and leave the store's account."""

    KIND: ClassVar[str] = "supplies.consign"
    site: str
    owner: str
    receiver: str
    destination: str
    plan: str | None
    field: bool
    lines: tuple[LotLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Consign":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("receiver", handle),
            fields.take("destination", digest),
            fields.maybe("plan", digest),
            fields.take("field", flag),
            lot_lines(fields),
        )

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """The receiver's count of one line of a consignment."""

    line: int
    good: int
    damaged: int
    missing: int
    excess: int

    @classmethod
    def read(cls, value: object, where: str) -> "HandoverLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        amount = integer(0, MAX_QUANTITY)
        line = cls(
            fields.take("line", integer(0, MAX_LINES - 1)),
            fields.take("good", amount),
            fields.take("damaged", amount),
            fields.take("missing", amount),
            fields.take("excess", amount),
        )
        fields.end()
        if line.missing and line.excess:
            raise Malformed(
                "{where}: goods cannot be missing and too many.", where=where
            )
        return line


@dataclass(frozen=True, slots=True)
class Handover:
    """Goods pass from one person to another; the receiver's count writes it."""

    KIND: ClassVar[str] = "supplies.handover"
    consignment: str
    giver: str
    receiver: str
    site: str | None
    field: bool
    lines: tuple[HandoverLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Handover":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("consignment", digest),
            fields.take("giver", handle),
            fields.take("receiver", handle),
            fields.maybe("site", digest),
            fields.take("field", flag),
            fields.take("lines", many(HandoverLine.read, 1, MAX_LINES)),
        )
        numbers = [line.line for line in body.lines]
        if any(a >= b for a, b in pairwise(numbers)):
            raise Malformed("body.lines has to be sorted by line, each once.")
        return body

    def contents(self) -> Contents:
        """A note or a photographed waybill, if any."""
        return Contents(optional=frozenset({"note", "paper"}))


@dataclass(frozen=True, slots=True)
class Use:
    """Goods are given out to people."""

    KIND: ClassVar[str] = "supplies.use"
    site: str
    owner: str
    people: int
    field: bool
    lines: tuple[LotLine, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Use":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("site", digest),
            fields.take("owner", handle),
            fields.take("people", integer(0, 10**9)),
            fields.take("field", flag),
            lot_lines(fields),
        )

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Reverse:
    """The opposite of every movement of an earlier act."""

    KIND: ClassVar[str] = "supplies.reverse"
    act: str

    @classmethod
    def read(cls, fields: Fields) -> "Reverse":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("act", digest))

    def contents(self) -> Contents:
        """The reason, if any."""
        return Contents(optional=frozenset({"reason"}))
