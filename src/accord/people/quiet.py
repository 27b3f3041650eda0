"""Hours in which a person wants no mail, in that person's own time. Pure.

Hours are from 0 to 23; from 22 to 7 spans midnight, and the same hour twice is none.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)


def is_quiet(hour: int, since: int, until: int) -> bool:
    """Whether an hour of the day is a quiet one."""
    if since <= until:
        return since <= hour < until
    return hour >= since or hour < until


def not_before(now: datetime, zone: str, since: int, until: int) -> datetime:
    """`now`, or the end of the quiet hours that it falls into.

    It looks ahead by quarters of an hour, so that a change of the clocks is nothing.
    """
    local = ZoneInfo(zone)
    at = now
    while is_quiet(at.astimezone(local).hour, since, until):
        at += QUARTER
    if at == now:
        return now
    begun = at.astimezone(local)
    return at - timedelta(minutes=begun.minute % 15, seconds=begun.second)
