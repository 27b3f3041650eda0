"""Acts of information: reports under a marking, comments, and what replaces them.

The marking is TLP 2.0 (FIRST, Traffic Light Protocol): clear and green are for all
members and beyond, amber for members or some of them, amber-strict and red for those
that are named.
"""

from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    handle,
    one_of,
    slug,
    time,
)

MARKINGS = ("clear", "green", "amber", "amber-strict", "red")
OPEN = frozenset({"clear", "green"})
NAMED = frozenset({"amber-strict", "red"})
FILES = frozenset(f"file.{number}" for number in range(1, 11))
RELIABLE = ("always", "usually", "sometimes", "rarely", "unknown")
CERTAIN = ("confirmed", "likely", "possible", "doubtful", "unknown")


@dataclass(frozen=True, slots=True)
class Report:
    """What a member saw or heard, for whom, and how sure it is."""

    KIND: ClassVar[str] = "reports.report"
    marking: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    observed: str
    site: str | None
    reliable: str | None
    certain: str | None
    about: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Report":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("marking", one_of(*MARKINGS)),
            fields.take("audience", ascending(handle, 0, 100)),
            fields.take("topics", ascending(slug, 0, 10)),
            fields.take("observed", time),
            fields.maybe("site", digest),
            fields.maybe("reliable", one_of(*RELIABLE)),
            fields.maybe("certain", one_of(*CERTAIN)),
            fields.maybe("about", ascending(digest, 1, 10)) or (),
        )
        if body.marking in OPEN and body.audience:
            raise Malformed("What everybody may see is not for some members only.")
        if body.marking in NAMED and not body.audience:
            raise Malformed("What only some may see needs the members who may.")
        return body

    def contents(self) -> Contents:
        """Its words, and files; each may be encrypted to those who may read it."""
        return Contents(optional=FILES, words=frozenset({"report"}))


@dataclass(frozen=True, slots=True)
class Comment:
    """What a member adds to a report."""

    KIND: ClassVar[str] = "reports.comment"
    report: str

    @classmethod
    def read(cls, fields: Fields) -> "Comment":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("report", digest))

    def contents(self) -> Contents:
        """Its words; they may be encrypted to those who may read the report."""
        return Contents(words=frozenset({"comment"}))


@dataclass(frozen=True, slots=True)
class Supersede:
    """A newer report of the same member takes the place of an older one."""

    KIND: ClassVar[str] = "reports.supersede"
    old: str
    new: str

    @classmethod
    def read(cls, fields: Fields) -> "Supersede":
        """The body out of its fields; raises Malformed."""
        body = cls(fields.take("old", digest), fields.take("new", digest))
        if body.old == body.new:
            raise Malformed("A report does not take its own place.")
        return body

    def contents(self) -> Contents:
        """The reason, if any."""
        return Contents(optional=frozenset({"reason"}))
