"""Actions and tasks on pages, as this reader may see them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from django.db.models import Q, QuerySet

from accord.actions.models import Action, Part, Task
from accord.core.acts import times
from accord.ledger import queries
from accord.people.may import open_to
from accord.people.names import Who, who
from accord.people.reader import Reader


@dataclass(frozen=True, slots=True)
class PartView:
    """What a member brings."""

    who: Who
    people: int
    vehicles: int
    fleet: tuple[str, ...] = ()
    items: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action on a page. State: planned, cancelled, finished."""

    id: str
    by: Who
    title: str
    text: str
    place: str
    site: str
    start: datetime
    end: datetime
    people: int
    vehicles: int
    visibility: str
    audience: tuple[Who, ...]
    state: str
    outcome: str
    parts: tuple[PartView, ...]
    items: tuple[tuple[str, int], ...] = ()

    @property
    def lacks_people(self) -> int:
        """How many people nobody has offered yet."""
        return max(0, self.people - sum(one.people for one in self.parts))

    @property
    def lacks_items(self) -> list[tuple[str, int]]:
        """(item, how many) that nobody has offered yet."""
        brought: dict[str, int] = {}
        for one in self.parts:
            for item, count in one.items:
                brought[item] = brought.get(item, 0) + count
        left = ((item, count - brought.get(item, 0)) for item, count in self.items)
        return [(item, count) for item, count in left if count > 0]

    @property
    def lacks_vehicles(self) -> int:
        """How many vehicles nobody has offered yet."""
        return max(0, self.vehicles - sum(one.vehicles for one in self.parts))

    @property
    def lacking(self) -> bool:
        """Whether it is planned, and something is lacking."""
        lacks = self.lacks_people or self.lacks_vehicles or self.lacks_items
        return self.state == "planned" and bool(lacks)


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task on a page."""

    id: str
    by: Who
    assignee: Who
    title: str
    text: str
    due: datetime
    done: bool
    action: str


def visible(reader: Reader | None) -> QuerySet[Action]:
    """The actions that a reader, or anybody (None), may know of."""
    if reader is None:
        return Action.objects.filter(visibility="public")
    member = reader.member
    named = Q(audience__regex=rf"(^| ){member}( |$)") | Q(by=member)
    return Action.objects.filter(~Q(visibility="named") | named)


def views(rows: QuerySet[Action], language: str) -> list[ActionView]:
    """The actions in `rows`, by start."""
    found = list(rows.order_by("start", "index"))
    documents = queries.documents(
        digest for row in found for digest in (row.words, row.outcome)
    )
    parts: dict[str, list[Part]] = {}
    for part in Part.objects.filter(action__in=[row.act for row in found]):
        parts.setdefault(part.action, []).append(part)
    named = cache(partial(who, language=language))  # each member is read once
    return [_view(row, documents, parts.get(row.act, []), named) for row in found]


def _view(
    row: Action,
    documents: dict[str, dict[str, object]],
    parts: list[Part],
    named: Callable[[str], Who],
) -> ActionView:
    words = documents.get(row.words, {})
    return ActionView(
        id=row.act,
        by=named(row.by),
        title=str(words.get("title", "")),
        text=str(words.get("text", "")),
        place=str(words.get("place", "")),
        site=row.site,
        start=times.parse(row.start),
        end=times.parse(row.end),
        people=row.people,
        vehicles=row.vehicles,
        visibility=row.visibility,
        audience=tuple(named(one) for one in row.audience.split()),
        state=row.state,
        outcome=str(documents.get(row.outcome, {}).get("text", "")),
        parts=tuple(
            PartView(
                named(one.member),
                one.people,
                one.vehicles,
                tuple(json.loads(one.fleet)),
                _items(one.items),
            )
            for one in sorted(parts, key=lambda one: one.member)
        ),
        items=_items(row.items),
    )


def _items(written: str) -> tuple[tuple[str, int], ...]:
    return tuple((str(item), int(count)) for item, count in json.loads(written).items())


def action(act_id: str, reader: Reader | None, language: str) -> ActionView | None:
    """One action, or None when the reader may not know of it."""
    found = views(visible(reader).filter(act=act_id), language)
    return found[0] if found else None


def tasks(reader: Reader, language: str, action_id: str = "") -> list[TaskView]:
    """The tasks of an action, or all that the reader's member gave or got."""
    rows = Task.objects.order_by("done", "due")
    if action_id:
        rows = rows.filter(action=action_id)
    else:
        rows = rows.filter(Q(assignee=reader.member) | Q(by=reader.member))
    documents = queries.documents(row.words for row in rows)
    named = cache(partial(who, language=language))
    return [
        TaskView(
            id=row.act,
            by=named(row.by),
            assignee=named(row.assignee),
            title=str(documents.get(row.words, {}).get("title", "")),
            text=str(documents.get(row.words, {}).get("text", "")),
            due=times.parse(row.due),
            done=bool(row.done),
            action=row.action,
        )
        for row in rows
        if not row.action or open_to(reader.member, row.action)
    ]
