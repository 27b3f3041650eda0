"""Clashes between actions: found as one plans, shown, and never in the way.

Pure: rows in, clashes out. Two of them clash when they overlap and share a place, a
vehicle or people. One sweep over the starts, so that ten thousand take a blink.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Taken = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """When an action is and what it takes: a place ("" for none), vehicles, people.

    `people`: the members whose people it needs at that time.
    """

    id: str
    start: str
    end: str
    place: str
    vehicles: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def takes(self) -> list[Taken]:
        """What only one action can have at a time."""
        found = [("vehicle", vehicle) for vehicle in self.vehicles]
        found += [("people", member) for member in self.people]
        if self.place:
            found.append(("place", self.place))
        return found


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """Two actions that overlap and share something; `first` is the smaller id.

    `what`: "place", "vehicle" or "people"; `which`: the id of it, or the handle.
    """

    first: str
    second: str
    what: str
    which: str


def with_one(slot: Slot, others: Iterable[Slot]) -> list[Clash]:
    """The clashes of one action with others."""
    mine = set(slot.takes())
    return sorted(
        _clash(slot, other, taken)
        for other in others
        if other.id != slot.id and slot.start < other.end and other.start < slot.end
        for taken in mine.intersection(other.takes())
    )


def all_clashes(slots: Sequence[Slot]) -> list[Clash]:
    """Every clash between two of `slots`."""
    found: list[Clash] = []
    open_now: dict[Taken, list[tuple[str, int]]] = defaultdict(list)
    by_start = sorted(slots, key=lambda one: (one.start, one.id))
    for number, slot in enumerate(by_start):
        for taken in slot.takes():
            queue = open_now[taken]
            while queue and queue[0][0] <= slot.start:
                heappop(queue)
            if queue:
                found += [_clash(by_start[other], slot, taken) for _, other in queue]
            heappush(queue, (slot.end, number))
    return sorted(found)


def _clash(one: Slot, other: Slot, taken: Taken) -> Clash:
    first, second = sorted((one.id, other.id))
    return Clash(first, second, *taken)
