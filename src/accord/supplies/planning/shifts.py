"""When a vehicle drives: a day's hours, as far as its carrier has not promised others.

A promise in force is kept by a later plan, which needs no new signature for it; what it
only touches cannot be promised a second time. So a shift lies in a promise, or beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from accord.core.acts import times
from accord.supplies.planning.promises import Engaged, covers

Hours = tuple[int, int]  # since, until: seconds since 1970


def by_vehicle(engaged: Iterable[Engaged]) -> Mapping[str, list[Engaged]]:
    """What each vehicle is promised for."""
    found: dict[str, list[Engaged]] = {}
    for one in engaged:
        found.setdefault(one.vehicle, []).append(one)
    return found


def open_hours(since: int, until: int, promised: Sequence[Engaged]) -> Hours:
    """The longest part of a shift that is all promised, or not promised at all.

    Of two that are as long, the promised one; else the earlier one.
    """
    held = sorted(
        (max(since, _seconds(one.since)), min(until, _seconds(one.until)))
        for one in promised
    )
    held = [(begins, ends) for begins, ends in held if begins < ends]
    found, at = list(held), since
    for begins, ends in held:
        found.append((at, begins))
        at = max(at, ends)
    found.append((at, until))
    return max(found, key=lambda one: one[1] - one[0])


def can_promise(since: str, until: str, promised: Iterable[Engaged]) -> bool:
    """Whether a carrier may still promise a vehicle for this time, or has already."""
    return all(
        covers(one, since, until) or one.until <= since or until <= one.since
        for one in promised
    )


def _seconds(time: str) -> int:
    return round(datetime.timestamp(times.parse(time)))
