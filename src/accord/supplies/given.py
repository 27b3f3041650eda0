"""What was given out at each site of each item, in all.

A need notes how much it was when the need was registered, so that what was given out
since then is a difference, and no page has to add up movements.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from accord.core.rules.changes import Moved
from accord.ledger import lookups
from accord.ledger.bulk import insert
from accord.supplies.lots import Lots
from accord.supplies.models import GivenOut

Given = Mapping[str, Sequence[tuple[int, int]]]  # key -> (index of a record, units)


def key_of(site: str, item: str) -> str:
    """The key of an item at a site, by their ids."""
    return f"{site} {item}"


def given_out(moves: Iterable[Moved], lots: Lots) -> Given:
    """What movements of `lots` give out; what comes back is below 0."""
    found = [
        (one.index, place.removeprefix("site:"), one.lot, units)
        for one in moves
        for place, other, units in (
            (one.source.place, one.target.place, one.quantity),
            (one.target.place, one.source.place, -one.quantity),
        )
        if place.startswith("site:") and other == "recipient"
    ]
    given: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, site, lot, units in found:
        given[key_of(site, lots[lot].item)].append((index, units))
    return given


def totals(keys: Iterable[str]) -> dict[str, int]:
    """Key -> units given out by all that is in the table; of these keys alone."""
    return dict(lookups.rows(GivenOut, set(keys), "key", "units"))


def until(index: int, key: str, before: Mapping[str, int], given: Given) -> int:
    """Units given out by records before one, `given` not yet in the table."""
    more = sum(units for at, units in given.get(key, ()) if at < index)
    return before.get(key, 0) + more


def add(given: Given) -> None:
    """Brings the table up."""
    rows = (
        (key, sum(units for _index, units in found)) for key, found in given.items()
    )
    insert(GivenOut, ("key", "units"), rows, add=("units",))
