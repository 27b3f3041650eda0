"""What actions learn of other jobs, through the ledger: items, vehicles, what plans
promise of them, releases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.actions.clashes import Slot
from accord.core.acts import supplies, times
from accord.core.acts.planning import Vehicle
from accord.core.acts.voice import Words
from accord.core.rules.voice import outgoing
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.people.may import may
from accord.people.reader import Reader

HOUR = timedelta(hours=1)


def item_names(language: str) -> dict[str, str]:
    """Every item by act id, in the order of the names."""
    return _named(supplies.Item.KIND, "", language)


def vehicle_names(member: str, language: str) -> dict[str, str]:
    """A member's vehicles by act id, in the order of the names; "": everybody's."""
    return _named(Vehicle.KIND, member, language)


def _named(kind: str, by: str, language: str) -> dict[str, str]:
    with reading() as state:
        acts = [
            one.act
            for one in state.acts.values()
            if one.act.kind == kind
            and one.effect is not None
            and (not by or one.act.by == by)
        ]
    names = queries.documents(act.content("names") for act in acts)
    found = {}
    for act in acts:
        named = names.get(act.content("names"), {})
        first = next(iter(named.values()), "")
        code = getattr(act.body, "code", "")
        found[act.id] = str(named.get(language) or named.get("en") or first or code)
    return dict(sorted(found.items(), key=lambda pair: pair[1].lower()))


def engaged(vehicles: Iterable[str]) -> list[Slot]:
    """When plans in force need these vehicles: each promise with an id of its own."""
    with reading() as state:
        return [
            Slot(f"{plan} {vehicle} {since}", since, until, "", frozenset({vehicle}))
            for vehicle in vehicles
            for since, until, plan in state.stock.engaged.get(vehicle, ())
        ]


def is_engaged(slot_id: str) -> bool:
    """Whether a slot is what a plan needs, not an action."""
    return " " in slot_id


def plan_of(slot_id: str) -> str:
    """The plan's record of a slot."""
    return slot_id.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Release:
    """Words that go out at a moment; without a title where the reader may not know.

    `agreed`: whether enough have signed; until then they go out only if that happens.
    """

    act: str
    title: str
    time: datetime
    agreed: bool


def releases(
    start: datetime, end: datetime, reader: Reader | None, language: str
) -> list[Release]:
    """The words of voice that go out in a span: agreed, or still being signed with a
    time of their own.
    """
    found = []
    for act_id, time in _times(times.write(start), times.write(end)):
        row = queries.act(act_id)
        if row is None:
            continue
        at, agreed = times.parse(time), row.effect is not None
        if not may(reader, row):
            if reader is not None:
                found.append(Release("", "", at, agreed))
            continue
        found.append(Release(act_id, _title(row, language), at, agreed))
    return sorted(found, key=lambda one: (one.time, one.act))


def _times(start: str, end: str) -> list[tuple[str, str]]:
    with reading() as state:
        return [
            (act_id, time)
            for act_id, time in outgoing(state, clock.text())
            if start <= time < end
        ]


def _title(row: queries.ActRow, language: str) -> str:
    body = row.parsed.body
    spoken = body.languages if isinstance(body, Words) else ()
    for one in (language, *spoken):
        words = queries.content(row, f"text.{one}")
        if words:
            return str(words.get("title", ""))
    return ""
