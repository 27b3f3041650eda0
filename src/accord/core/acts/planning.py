"""Acts that prepare for movements: vehicles, kits, offers, policies, agreed plans."""

from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    handle,
    integer,
    lot,
    many,
    one_of,
    slug,
    time,
)
from accord.core.acts.supplies import MAX_LINES, MAX_QUANTITY

_NAMES = Contents(frozenset({"names"}))
_NOTE = Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle of the member that registers it, and what it can carry at once."""

    KIND: ClassVar[str] = "supplies.vehicle"
    code: str
    grams: int
    millilitres: int
    pallets: int
    bands: tuple[str, ...]
    home: str | None

    @classmethod
    def read(cls, fields: Fields) -> "Vehicle":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("code", slug),
            fields.take("grams", integer(1, 10**9)),
            fields.take("millilitres", integer(1, 10**9)),
            fields.take("pallets", integer(0, 1000)),
            fields.take("bands", ascending(one_of("ambient", "cool", "frozen"), 1, 3)),
            fields.maybe("home", digest),
        )

    def contents(self) -> Contents:
        """What it is called."""
        return _NAMES


@dataclass(frozen=True, slots=True)
class Part:
    """So many units of an item in a kit."""

    item: str
    quantity: int

    @classmethod
    def read(cls, value: object, where: str) -> "Part":
        """The part in a parsed JSON value."""
        fields = Fields(value, where)
        part = cls(
            fields.take("item", digest),
            fields.take("quantity", integer(1, MAX_QUANTITY)),
        )
        fields.end()
        return part


@dataclass(frozen=True, slots=True)
class Kit:
    """Items that go together: forms take a number of kits for the items in them."""

    KIND: ClassVar[str] = "supplies.kit"
    code: str
    parts: tuple[Part, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Kit":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("code", slug), fields.take("parts", many(Part.read, 1, 100))
        )
        if len({part.item for part in body.parts}) != len(body.parts):
            raise Malformed("body.parts names the same item twice.")
        return body

    def contents(self) -> Contents:
        """The kit's name in each language."""
        return _NAMES


@dataclass(frozen=True, slots=True)
class Offer:
    """A member offers goods, or a vehicle, at a site until a time."""

    KIND: ClassVar[str] = "supplies.offer"
    site: str
    until: str
    item: str | None
    quantity: int | None
    vehicle: str | None

    @classmethod
    def read(cls, fields: Fields) -> "Offer":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("site", digest),
            fields.take("until", time),
            fields.maybe("item", digest),
            fields.maybe("quantity", integer(1, MAX_QUANTITY)),
            fields.maybe("vehicle", digest),
        )
        goods = (body.item is not None, body.quantity is not None)
        if goods != (body.vehicle is None,) * 2:
            raise Malformed("An offer is a quantity of an item, or a vehicle.")
        return body

    def contents(self) -> Contents:
        """A note, if any."""
        return _NOTE


@dataclass(frozen=True, slots=True)
class Policy:
    """What an owner lets a holder of its goods send and give out without asking.

    Of each item (all of them, if none is named) at most `limit` units, and never so
    that less than `floor` are left there. A later one for the same holder replaces it.
    """

    KIND: ClassVar[str] = "supplies.policy"
    to: str
    items: tuple[str, ...]
    limit: int
    floor: int
    until: str

    @classmethod
    def read(cls, fields: Fields) -> "Policy":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("to", handle),
            fields.take("items", ascending(digest, 0, MAX_LINES)),
            fields.take("limit", integer(0, MAX_QUANTITY)),
            fields.take("floor", integer(0, MAX_QUANTITY)),
            fields.take("until", time),
        )

    def contents(self) -> Contents:
        """A note, if any."""
        return _NOTE


@dataclass(frozen=True, slots=True)
class PlanLine:
    """So many units of a lot at a site, for a need."""

    lot: str
    site: str
    need: str
    quantity: int

    @classmethod
    def read(cls, value: object, where: str) -> "PlanLine":
        """The line in a parsed JSON value."""
        fields = Fields(value, where)
        line = cls(
            fields.take("lot", lot),
            fields.take("site", digest),
            fields.take("need", digest),
            fields.take("quantity", integer(1, MAX_QUANTITY)),
        )
        fields.end()
        return line


@dataclass(frozen=True, slots=True)
class Engagement:
    """A vehicle is promised from a time until another."""

    vehicle: str
    since: str
    until: str

    @classmethod
    def read(cls, value: object, where: str) -> "Engagement":
        """The engagement in a parsed JSON value."""
        fields = Fields(value, where)
        one = cls(
            fields.take("vehicle", digest),
            fields.take("since", time),
            fields.take("until", time),
        )
        fields.end()
        if one.since >= one.until:
            raise Malformed("{where} ends before it begins.", where=where)
        return one


@dataclass(frozen=True, slots=True)
class Plan:
    """A member's own part of a plan: its goods for needs, and its vehicles.

    `plan` is the same in the parts of all members that one plan asks.
    """

    KIND: ClassVar[str] = "supplies.plan"
    plan: str
    lines: tuple[PlanLine, ...]
    vehicles: tuple[Engagement, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Plan":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("plan", digest),
            fields.take("lines", many(PlanLine.read, 0, MAX_LINES)),
            fields.take("vehicles", many(Engagement.read, 0, 50)),
        )
        if not body.lines and not body.vehicles:
            raise Malformed("A plan takes goods or vehicles.")
        given = {(line.lot, line.site, line.need) for line in body.lines}
        if len(given) != len(body.lines):
            raise Malformed("body.lines names the same lot for the same need twice.")
        return body

    def contents(self) -> Contents:
        """The routes, if any, and a note."""
        return Contents(optional=frozenset({"note"}))
