"""The clock: read here and nowhere else. Demo and tests set one of their own."""

from collections.abc import Callable
from datetime import UTC, datetime

from accord.core.acts import times

Clock = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_current: list[Clock] = [_system]


def now() -> datetime:
    """The time, aware, in UTC, to the second."""
    return _current[0]().replace(microsecond=0)


def text() -> str:
    """The time as acts write it: 2026-11-22T14:00:00Z."""
    return times.write(now())


def set_clock(clock: Clock | None) -> None:
    """Takes the time from `clock` from now on; None is the machine's clock again."""
    _current[0] = clock or _system
