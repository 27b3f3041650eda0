"""Reading the fields of an act: each by a small reader, none left over.

A reader takes a JSON value and the place where it stands, and returns the typed value
or raises Malformed with a sentence that names the place.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TypeVar

from accord.core.acts import times
from accord.core.acts.canonical import MAX_INTEGER
from accord.core.acts.errors import Malformed

T = TypeVar("T")
Reader = Callable[[object, str], T]


class Fields:
    """The fields of one JSON object; `end()` refuses those that nobody took."""

    __slots__ = ("left", "where")

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Malformed("{where} has to be an object.", where=where)
        self.left = dict(value)
        self.where = where

    def take(self, name: str, read: Reader[T]) -> T:
        """The required field `name`."""
        left = self.left
        if name not in left:
            raise Malformed("{where}.{name} is missing.", where=self.where, name=name)
        return read(left.pop(name), f"{self.where}.{name}")

    def maybe(self, name: str, read: Reader[T]) -> T | None:
        """The field `name`, or None when it is absent."""
        if name not in self.left:
            return None
        return read(self.left.pop(name), f"{self.where}.{name}")

    def end(self) -> None:
        """Raises Malformed when a field is left that nobody knows."""
        for name in self.left:
            raise Malformed(
                "{where} has an unknown field: {name}.", where=self.where, name=name
            )


def text(value: object, where: str) -> str:
    """Any string."""
    if not isinstance(value, str):
        raise Malformed("{where} has to be text.", where=where)
    return value


def _pattern(form: str, name: str) -> Reader[str]:
    fits = re.compile(form).fullmatch

    def read(value: object, where: str) -> str:
        if not isinstance(value, str) or not fits(value):
            raise Malformed("{where} is not {name}.", where=where, name=name)
        return value

    return read


digest = _pattern("[0-9a-f]{64}", "a hash of 64 hexadecimal digits")
key = _pattern("[0-9a-f]{64}", "a key of 64 hexadecimal digits")
nonce = _pattern("[0-9a-f]{32}", "a nonce of 32 hexadecimal digits")
handle = _pattern(
    "(?!e[0-9]+$)[a-z][a-z0-9-]{1,31}",
    "a handle (2 to 32 lower-case letters, digits and hyphens, a letter first)",
)
slug = _pattern(
    "(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "a short name of lower-case letters, digits and single hyphens",
)
language = _pattern("[a-z]{2,3}", "a language code")
lot = _pattern("[0-9a-f]{64}[.](?:0|[1-9][0-9]{0,2})", "a lot")
picture_number = _pattern("[1-9][0-9]?", "the number of a picture")
blob_name = _pattern("[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*", "the name of a content")
_day = _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day like 2026-11-22")


def time(value: object, where: str) -> str:
    """A time like 2026-11-22T14:00:00Z."""
    written = text(value, where)
    try:
        times.parse(written)
    except Malformed as error:
        raise Malformed("{where}: {reason}", where=where, reason=str(error)) from error
    return written


def day(value: object, where: str) -> str:
    """A calendar day like 2026-11-22."""
    written = _day(value, where)
    time(f"{written}T00:00:00Z", where)
    return written


def flag(value: object, where: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Malformed("{where} has to be true or false.", where=where)
    return value


def integer(low: int, high: int = MAX_INTEGER) -> Reader[int]:
    """A reader of whole numbers from `low` to `high`."""

    def read(value: object, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Malformed("{where} has to be a whole number.", where=where)
        if not low <= value <= high:
            raise Malformed(
                "{where} has to be from {low} to {high}.",
                where=where,
                low=low,
                high=high,
            )
        return value

    return read


def one_of(*choices: str) -> Reader[str]:
    """A reader of one word out of `choices`."""

    def read(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Malformed(
                "{where} has to be one of: {choices}.",
                where=where,
                choices=", ".join(choices),
            )
        return value

    return read


def many(read: Reader[T], low: int, high: int) -> Reader[tuple[T, ...]]:
    """A reader of arrays of `low` to `high` values."""

    def read_all(value: object, where: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Malformed("{where} has to be a list.", where=where)
        if not low <= len(value) <= high:
            raise Malformed(
                "{where} has to have from {low} to {high} entries.",
                where=where,
                low=low,
                high=high,
            )
        return tuple(read(one, f"{where}[{i}]") for i, one in enumerate(value))

    return read_all


def ascending(read: Reader[str], low: int, high: int) -> Reader[tuple[str, ...]]:
    """A reader of arrays whose values rise, so that a set has one form."""
    read_all = many(read, low, high)

    def read_set(value: object, where: str) -> tuple[str, ...]:
        values = read_all(value, where)
        if any(a >= b for a, b in pairwise(values)):
            raise Malformed("{where} has to be sorted, each entry once.", where=where)
        return values

    return read_set


def table(
    read_key: Reader[str], read: Reader[T], low: int, high: int
) -> Reader[Mapping[str, T]]:
    """A reader of objects used as tables of `low` to `high` rows."""

    def read_table(value: object, where: str) -> Mapping[str, T]:
        if not isinstance(value, dict):
            raise Malformed("{where} has to be an object.", where=where)
        if not low <= len(value) <= high:
            raise Malformed(
                "{where} has to have from {low} to {high} entries.",
                where=where,
                low=low,
                high=high,
            )
        return {
            read_key(name, where): read(one, f"{where}.{name}")
            for name, one in value.items()
        }

    return read_table
