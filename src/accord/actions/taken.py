"""What is taken at a time, by actions and by plans in force, and what clashes with it.

Of what a reader may not know, only that somebody or something is busy, and when.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accord.actions import beside
from accord.actions.clashes import Clash, Slot, with_one
from accord.actions.models import Action, Part, Task
from accord.actions.queries import views, visible
from accord.core.acts import times
from accord.people import kinds
from accord.people.may import known
from accord.people.names import Who, who
from accord.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Thing:
    """One side of a clash that a reader may know of."""

    title: str
    url: str
    by: Who | None


@dataclass(frozen=True, slots=True)
class ClashView:
    """A clash on a page. `people`: whose are asked twice; no `thing`: "busy" alone.

    `sure`: false for words that go out only if enough sign them by then.
    """

    what: str
    people: Who | None
    thing: Thing | None
    start: datetime
    end: datetime
    sure: bool = True


def slot_of(row: Action) -> Slot:
    """When an action is, and what it takes."""
    return slots([row])[0]


def slots(rows: list[Action]) -> list[Slot]:
    """When actions are and what they take, with one look for all of them."""
    acts = [row.act for row in rows]
    fleets: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    parts = Part.objects.filter(action__in=acts)
    for action, fleet, member, count in parts.values_list(
        "action", "fleet", "member", "people"
    ):
        fleets.setdefault(action, set()).update(json.loads(fleet))
        if count:
            people.setdefault(action, set()).add(member)
    tasks = Task.objects.filter(action__in=acts, done="")
    for action, assignee in tasks.values_list("action", "assignee"):
        people.setdefault(action, set()).add(assignee)
    return [
        Slot(
            row.act,
            row.start,
            row.end,
            row.site,
            frozenset(fleets.get(row.act, ())),
            frozenset(people.get(row.act, ())),
        )
        for row in rows
    ]


def clashes(slot: Slot, reader: Reader, language: str) -> list[ClashView]:
    """What an action would clash with, as this reader may know it."""
    rows = Action.objects.filter(
        state="planned", start__lt=slot.end, end__gt=slot.start
    )
    others = [*slots(list(rows)), *beside.engaged(slot.vehicles)]
    found = with_one(slot, others)
    by_id = {one.id: one for one in others}
    hit = [by_id[other_of(one, slot.id)] for one in found]
    seen = things(hit, reader, language)
    shown = [
        ClashView(
            what=one.what,
            people=who(one.which, language) if one.what == "people" else None,
            thing=seen.get(other.id),
            start=times.parse(other.start),
            end=times.parse(other.end),
        )
        for one, other in zip(found, hit, strict=True)
    ]
    return shown + _releases(slot, reader, language)


def other_of(clash: Clash, mine: str) -> str:
    """The id of the other side."""
    return clash.second if clash.first == mine else clash.first


def things(found: Iterable[Slot], reader: Reader, language: str) -> dict[str, Thing]:
    """What a reader may know of some slots, by their ids."""
    ids = {one.id for one in found}
    plans = {one for one in ids if beside.is_engaged(one)}
    seen = {
        one.id: Thing(one.title, reverse("actions:action", args=[one.id]), one.by)
        for one in views(visible(reader).filter(act__in=ids - plans), language)
    }
    for one in plans:
        row = known(reader, beside.plan_of(one))
        if row is not None:
            url = reverse("desk:decision", args=[row.id])
            seen[one] = Thing(kinds.name(row.kind), url, who(row.by, language))
    return seen


def _releases(slot: Slot, reader: Reader, language: str) -> list[ClashView]:
    """Words that go out in the hour in which an action begins."""
    hour = times.parse(slot.start).replace(minute=0, second=0)
    return [
        ClashView(
            what="release",
            people=None,
            thing=_words(one),
            start=one.time,
            end=one.time,
            sure=one.agreed,
        )
        for one in beside.releases(hour, hour + beside.HOUR, reader, language)
    ]


def _words(one: beside.Release) -> Thing | None:
    if not one.act:
        return None
    return Thing(one.title, reverse("desk:decision", args=[one.act]), None)
