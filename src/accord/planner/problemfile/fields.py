"""One JSON object's fields, taken one by one; every refusal names where it stands."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from accord.planner.errors import BadProblem

T = TypeVar("T")
Read = Callable[[object, str], T]

LARGEST = 10**12
_TIME = re.compile(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_CLOCK = re.compile(r"(\d\d):([0-5]\d)", re.ASCII)


class Fields:
    """An object's fields; `end` refuses those that nobody took."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise BadProblem(f"{where} is to be an object.")
        self._fields = dict(value)
        self.where = where

    def take(self, name: str, read: Read[T]) -> T:
        """A field that must be there."""
        if name not in self._fields:
            raise BadProblem(f"{self.where} has no field {name}.")
        return read(self._fields.pop(name), f"{self.where}, {name}")

    def maybe(self, name: str, read: Read[T], default: T) -> T:
        """A field that may be left out."""
        return self.take(name, read) if name in self._fields else default

    def end(self) -> None:
        """Raises BadProblem when something is left."""
        if self._fields:
            name = min(self._fields)[:40]
            raise BadProblem(f"{self.where} has a field {name}, which nothing knows.")


def text(value: object, where: str) -> str:
    """One line of 1 to 200 characters."""
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        raise BadProblem(f"{where} is to be a text of 1 to 200 characters.")
    if not value.isprintable():
        raise BadProblem(f"{where} has characters that cannot be printed.")
    return value


def whole(least: int = 0, most: int = LARGEST) -> Read[int]:
    """A whole number in these bounds."""

    def read(value: object, where: str) -> int:
        if type(value) is not int or not least <= value <= most:
            raise BadProblem(f"{where} is to be a whole number, {least:,} to {most:,}.")
        return value

    return read


def number(least: float, most: float) -> Read[float]:
    """A number in these bounds."""

    def read(value: object, where: str) -> float:
        if type(value) not in (int, float) or not least <= value <= most:  # type: ignore[operator]
            raise BadProblem(f"{where} is to be a number from {least:g} to {most:g}.")
        return float(value)  # type: ignore[arg-type]

    return read


def flag(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise BadProblem(f"{where} is to be true or false.")
    return value


def moment(value: object, where: str) -> int:
    """A time like 2026-11-22T14:00:00Z, as seconds since 1970."""
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return int(datetime.fromisoformat(value).timestamp())
        except ValueError:
            pass
    raise BadProblem(f"{where} is to be a time like 2026-11-22T14:00:00Z.")


def written(time: int) -> str:
    """A time as it is written."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hours(value: object, where: str) -> tuple[int, int]:
    """Two times of day like ["06:00", "20:00"], as seconds."""
    if isinstance(value, list) and len(value) == 2:
        found = [_clock(one) for one in value]
        if None not in found and found[0] < found[1]:  # type: ignore[operator]
            return found[0], found[1]  # type: ignore[return-value]
    raise BadProblem(f'{where} is to be hours like ["06:00", "20:00"].')


def _clock(value: object) -> int | None:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    seconds = 3600 * int(found[1]) + 60 * int(found[2])
    return seconds if seconds <= 86_400 else None


def several(read: Read[T], most: int) -> Read[tuple[T, ...]]:
    """A list of at most so many."""

    def read_all(value: object, where: str) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise BadProblem(f"{where} is to be a list of at most {most:,}.")
        return tuple(read(one, f"{where} {at}") for at, one in enumerate(value, 1))

    return read_all


def or_none(read: Read[T]) -> Read[T | None]:
    """The same, or null."""

    def read_it(value: object, where: str) -> T | None:
        return None if value is None else read(value, where)

    return read_it
