"""Acts of coordination: actions, who joins and brings what, changes, tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from accord.core.acts import times
from accord.core.acts.body import Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    handle,
    integer,
    one_of,
    table,
    time,
)
from accord.core.acts.supplies import MAX_QUANTITY

LONGEST = timedelta(days=366)
MOST = 10**6

_REASON = Contents(optional=frozenset({"reason"}))


@dataclass(frozen=True, slots=True)
class Span:
    """When an action is, and where if that is a known site."""

    start: str
    end: str
    site: str | None

    @classmethod
    def take(cls, fields: Fields) -> "Span":
        """The fields start, end and site; raises Malformed."""
        span = cls(
            fields.take("start", time),
            fields.take("end", time),
            fields.maybe("site", digest),
        )
        if span.start >= span.end:
            raise Malformed("An action ends after it starts.")
        if times.parse(span.end) - times.parse(span.start) > LONGEST:
            raise Malformed("An action lasts at most a year.")
        return span


@dataclass(frozen=True, slots=True)
class Resources:
    """What an action needs, or what a member brings: people, vehicles, items."""

    people: int
    vehicles: int
    items: Mapping[str, int]

    @classmethod
    def read(cls, value: object, where: str) -> "Resources":
        """The resources in a parsed JSON value."""
        fields = Fields(value, where)
        found = cls(
            fields.take("people", integer(0, MOST)),
            fields.take("vehicles", integer(0, MOST)),
            fields.take("items", table(digest, integer(1, MAX_QUANTITY), 0, 50)),
        )
        fields.end()
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """An action that a member plans. `audience`: who besides it may see a named one."""

    KIND: ClassVar[str] = "actions.plan"
    span: Span
    needs: Resources
    visibility: str
    audience: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Plan":
        """The body out of its fields; raises Malformed."""
        body = cls(
            Span.take(fields),
            fields.take("needs", Resources.read),
            fields.take("visibility", one_of("public", "members", "named")),
            fields.take("audience", ascending(handle, 0, 100)),
        )
        if (body.visibility == "named") != bool(body.audience):
            raise Malformed("Members are named exactly when only they may see it.")
        return body

    def contents(self) -> Contents:
        """Title, text and place; encrypted, if only some may read them."""
        return Contents(words=frozenset({"action"}))


@dataclass(frozen=True, slots=True)
class Join:
    """A member takes part, and brings something; a later one replaces it."""

    KIND: ClassVar[str] = "actions.join"
    action: str
    brings: Resources
    fleet: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Join":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("action", digest),
            fields.take("brings", Resources.read),
            fields.take("fleet", ascending(digest, 0, 50)),
        )

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Quit:
    """A member does not take part any more."""

    KIND: ClassVar[str] = "actions.quit"
    action: str

    @classmethod
    def read(cls, fields: Fields) -> "Quit":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("action", digest))

    def contents(self) -> Contents:
        """The reason, if any."""
        return _REASON


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """An action is at another time or place, and perhaps in other words."""

    KIND: ClassVar[str] = "actions.change"
    action: str
    span: Span
    needs: Resources

    @classmethod
    def read(cls, fields: Fields) -> "ChangePlan":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("action", digest),
            Span.take(fields),
            fields.take("needs", Resources.read),
        )

    def contents(self) -> Contents:
        """The words, where they change, and the reason, if any."""
        return Contents(optional=frozenset({"action", "reason"}))


@dataclass(frozen=True, slots=True)
class Cancel:
    """An action does not take place."""

    KIND: ClassVar[str] = "actions.cancel"
    action: str

    @classmethod
    def read(cls, fields: Fields) -> "Cancel":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("action", digest))

    def contents(self) -> Contents:
        """The reason, if any."""
        return _REASON


@dataclass(frozen=True, slots=True)
class Finish:
    """An action is over: what came of it."""

    KIND: ClassVar[str] = "actions.finish"
    action: str
    people: int

    @classmethod
    def read(cls, fields: Fields) -> "Finish":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("action", digest), fields.take("people", integer(0, 10**9))
        )

    def contents(self) -> Contents:
        """What came of it."""
        return Contents(frozenset({"outcome"}))


@dataclass(frozen=True, slots=True)
class Task:
    """A member asks another, or itself, to do something by a time."""

    KIND: ClassVar[str] = "actions.task"
    action: str | None
    assignee: str
    due: str

    @classmethod
    def read(cls, fields: Fields) -> "Task":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.maybe("action", digest),
            fields.take("assignee", handle),
            fields.take("due", time),
        )

    def contents(self) -> Contents:
        """What is to be done."""
        return Contents(frozenset({"task"}))


@dataclass(frozen=True, slots=True)
class Done:
    """A task is done, or will not be."""

    KIND: ClassVar[str] = "actions.done"
    task: str

    @classmethod
    def read(cls, fields: Fields) -> "Done":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("task", digest))

    def contents(self) -> Contents:
        """A note, if any."""
        return Contents(optional=frozenset({"note"}))
