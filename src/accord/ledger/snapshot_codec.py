"""Values of the state as JSON and back, following the types that the rules declare.

    str, int, bool           themselves
    a dataclass, a NamedTuple    the list of its fields, in order
    an act                   its payload, which is read again strictly
    dict[str, X]             an object, in the dict's own order
    dict[K, X]               a list of pairs, in that order
    set, frozenset           a sorted list
    list, tuple              a list

A field that the rules gain is stored without a change here; a type that nobody
thought of is an error when the codec is made, not a wrong state later.
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, Union

from accord.core.acts.act import Act, parse_act

Way = Callable[[Any], Any]


class Codec(NamedTuple):
    """Both ways of one type; `plain` values are JSON as they are."""

    write: Way
    read: Way
    plain: bool = False


def _itself(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value


PLAIN = Codec(_itself, _itself, plain=True)
ACT = Codec(lambda act: act.payload.decode(), lambda text: parse_act(text.encode()))

KNOWN = {str: PLAIN, int: PLAIN, bool: PLAIN, Act: ACT}


@cache
def codec(kind: Any) -> Codec:  # noqa: ANN401, C901 - any type, a row each
    """The codec of a type; raises TypeError for one that is not in the list above."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in KNOWN:
        return KNOWN[kind]
    if origin in (types.UnionType, Union):
        return _optional(kind, inner)
    if origin in (dict, Mapping):
        return _table(*inner)
    if origin in (set, frozenset):
        return _set(origin, inner[0])
    if origin is list or inner[1:] == (...,):
        return _row(origin, inner[0])
    if origin is tuple:
        return _fixed(inner)
    if is_dataclass(kind):
        return _fields(kind, [one.name for one in fields(kind)])
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _fields(kind, list(kind._fields))
    raise TypeError(f"A snapshot cannot hold a {kind}.")


def _optional(kind: Any, inner: tuple[Any, ...]) -> Codec:  # noqa: ANN401 - any type
    rest = [one for one in inner if one is not types.NoneType]
    if len(rest) != 1 or len(rest) == len(inner):
        raise TypeError(f"A snapshot cannot hold a {kind}.")
    one = codec(rest[0])
    if one.plain:
        return one
    return Codec(
        lambda value: None if value is None else one.write(value),
        lambda value: None if value is None else one.read(value),
    )


def _table(key: Any, kind: Any) -> Codec:  # noqa: ANN401 - any type
    one = codec(kind)
    if key is str and one.plain:
        return Codec(dict, dict)
    if key is str:
        return Codec(
            lambda table: {name: one.write(value) for name, value in table.items()},
            lambda table: {name: one.read(value) for name, value in table.items()},
        )
    left = codec(key)
    return Codec(
        lambda table: [[left.write(k), one.write(v)] for k, v in table.items()],
        lambda pairs: {left.read(k): one.read(v) for k, v in pairs},
    )


def _set(made: Any, kind: Any) -> Codec:  # noqa: ANN401 - any type
    one = codec(kind)
    if one.plain:
        return Codec(sorted, made)
    return Codec(
        lambda values: sorted(one.write(value) for value in values),
        lambda values: made(one.read(value) for value in values),
    )


def _row(made: Any, kind: Any) -> Codec:  # noqa: ANN401 - any type
    one = codec(kind)
    if one.plain:
        return Codec(list, made)
    return Codec(
        lambda values: [one.write(value) for value in values],
        lambda values: made(one.read(value) for value in values),
    )


def _fixed(kinds: tuple[Any, ...]) -> Codec:
    each = [codec(kind) for kind in kinds]
    return Codec(
        lambda row: [one.write(value) for one, value in zip(each, row, strict=True)],
        lambda row: tuple(
            one.read(value) for one, value in zip(each, row, strict=True)
        ),
    )


def _fields(kind: Any, names: list[str]) -> Codec:  # noqa: ANN401 - any type
    hints = _hints(kind, names)
    ways = [(name, hints[name].write) for name in names]
    readers = [hints[name].read for name in names]

    def read(values: list[Any]) -> Any:  # noqa: ANN401 - the type that was asked for
        found = [way(value) for way, value in zip(readers, values, strict=True)]
        return kind(*found)

    return Codec(
        lambda one: [way(getattr(one, name)) for name, way in ways],
        read,
    )


def _hints(kind: Any, names: list[str]) -> dict[str, Codec]:  # noqa: ANN401 - any type
    found = typing.get_type_hints(kind)
    if kind in under_way:
        raise TypeError(f"A snapshot cannot hold {kind}, which holds itself.")
    under_way.add(kind)
    try:
        return {name: codec(found[name]) for name in names}
    finally:
        under_way.discard(kind)


under_way: set[Any] = set()
