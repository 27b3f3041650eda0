"""Canonical JSON: the subset of RFC 8785 that Accord signs, stores and sends.

Objects, arrays, booleans, integers 0 to 2^53-1 and strings. A parser here accepts one
form only: it parses, encodes again and compares the bytes, which also refuses
duplicate keys. Limits come before the parser's work.
"""

import re
from dataclasses import dataclass

import orjson

from accord.core.acts.errors import Malformed

MAX_INTEGER = 2**53 - 1

# What may be, outside of strings, a negative number, null, a fraction, an exponent or
# more than 15 digits. A document without any has no value that is not ours.
_SUSPECT = re.compile(rb"[:,\[](?:-|n|[0-9]+[.eE]|[0-9]{16})")
_PRINTABLE = bytes(i for i in range(0x20, 0x7F) if i != 0x5C)


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest document accepted: bytes, levels of nesting, strings and values.

    `strings` also counts escapes, and it counts generously: commas and brackets inside
    of strings too.
    """

    size: int
    depth: int
    strings: int
    ascii_only: bool = False


PAYLOAD = Limits(size=32 * 1024, depth=8, strings=16_384, ascii_only=True)


def encode(value: object) -> bytes:
    """The canonical bytes of `value` (RFC 8785 within our subset)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def parse(data: bytes, limits: Limits) -> dict[str, object]:
    """The object whose canonical bytes are `data`.

    Raises Malformed, with the first reason found, for anything else.
    """
    value = read(data, limits)
    if not data.isascii() or b"\\" in data or _SUSPECT.search(data):
        _check_values(value)
    if encode(value) != data:
        raise Malformed(
            "These bytes are not in canonical form: keys sorted and given once, "
            "no spaces, one way to write each value."
        )
    return value


def read(data: bytes, limits: Limits) -> dict[str, object]:
    """The object in any JSON within `limits`: for what only carries signed bytes.

    Raises Malformed.
    """
    _check_limits(data, limits)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Malformed("This is not JSON: {reason}.", reason=error.msg) from error
    brackets = data.count(b"[") + data.count(b"{")
    if brackets > limits.depth and _deeper_than(value, limits.depth):
        raise Malformed(
            "This is nested deeper than {depth} levels.", depth=limits.depth
        )
    if not isinstance(value, dict):
        raise Malformed("A JSON object is expected here.")
    return value


def _check_limits(data: bytes, limits: Limits) -> None:
    if len(data) > limits.size:
        raise Malformed(
            "This is {size} bytes long; at most {limit} are accepted.",
            size=len(data),
            limit=limits.size,
        )
    if limits.ascii_only and data.translate(None, _PRINTABLE):
        raise Malformed(
            "Only printable ASCII characters without a backslash may stand here."
        )
    # A string takes two quotes, a value outside of strings a comma or a bracket; each
    # escape counts too, because it costs the parser as much.
    marks = len(data) - len(data.translate(None, b",[{\\"))
    if marks + data.count(b'"') // 2 > limits.strings:
        raise Malformed("This has too many parts.")


def _deeper_than(value: object, depth: int) -> bool:
    """Whether objects and arrays nest deeper; the parser alone stops at 1024 levels."""
    layer = [value]
    for _ in range(depth):
        layer = [
            inner
            for one in layer
            for inner in (one.values() if type(one) is dict else one)  # type: ignore[attr-defined]
            if type(inner) is dict or type(inner) is list
        ]
        if not layer:
            return False
    return True


def _check_values(value: object) -> None:
    stack: list[object] = [value]
    while stack:
        one = stack.pop()
        kind = type(one)
        if kind is str or kind is bool:
            continue
        if isinstance(one, dict):
            # Where not all are ASCII, RFC 8785 sorts otherwise than we do.
            if not all(map(str.isascii, one)):
                raise Malformed("The names of fields are in ASCII.")
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
        elif not isinstance(one, int) or not 0 <= one <= MAX_INTEGER:
            raise Malformed("Numbers are whole, from 0 to 2^53-1; null is not used.")
