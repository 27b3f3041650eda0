"""Every clash of the actions to come, as a reader may know them, with one look."""

from dataclasses import dataclass

from accord.actions import beside
from accord.actions.clashes import Clash, Slot, all_clashes
from accord.actions.models import Action
from accord.actions.taken import Thing, slots, things
from accord.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that clash. `other`: None where the reader may not know of it.

    `start`: when `one` begins.
    """

    what: str
    one: Thing
    other: Thing | None
    start: str


def clashing(reader: Reader, since: str, until: str, language: str) -> list[Pair]:
    """The clashes between two times of which the reader may know one side at least."""
    rows = Action.objects.filter(state="planned", end__gt=since, start__lt=until)
    planned = slots(list(rows))
    vehicles = sorted({one for slot in planned for one in slot.vehicles})
    every = {one.id: one for one in (*planned, *beside.engaged(vehicles))}
    found = all_clashes(list(every.values()))
    concerned = [every[act] for one in found for act in (one.first, one.second)]
    seen = things(concerned, reader, language)
    pairs = [_pair(one, every, seen) for one in found]
    known = [one for one in pairs if one is not None]
    return sorted(known, key=lambda one: (one.start, one.one.title))


def _pair(clash: Clash, every: dict[str, Slot], seen: dict[str, Thing]) -> Pair | None:
    known = [every[one] for one in (clash.first, clash.second) if one in seen]
    known.sort(key=lambda one: (one.start, seen[one.id].title))
    if not known:
        return None
    one, *more = known
    other = seen[more[0].id] if more else None
    return Pair(clash.what, seen[one.id], other, one.start)
