"""What vectors of every kind have in common: refused cases with their reasons."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from accord.core.acts.errors import AccordError

Vectors = dict[str, Any]
T = TypeVar("T")


def reason(read: Callable[[T], object], value: T) -> str:
    """The sentence with which `read` refuses `value`; AssertionError if it does not."""
    try:
        read(value)
    except AccordError as error:
        return str(error)
    raise AssertionError("this was to be refused")


def refusals(
    field: str,
    cases: Mapping[str, T],
    read: Callable[[T], object],
    write: Callable[[T], object] = lambda value: value,
) -> list[Vectors]:
    """A vector of each case, with the value in `field` and the reason of `read`."""
    return [
        {
            "name": name,
            field: write(value),
            "reason": reason(read, value),
        }
        for name, value in cases.items()
    ]
