"""JSON in its one form, base64, times, Ed25519 keys and signatures."""

import base64
import json
import re
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Bad(Exception):
    """What was read is not in its form, or the rules say no."""


def need(condition: object, reason: str) -> None:
    """Raises Bad with the reason unless the condition holds."""
    if not condition:
        raise Bad(reason)


# JSON: RFC 8785, without floats and null


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len({name for name, _ in pairs}) == len(pairs), "a key twice")
    return dict(pairs)


def _no(text: str) -> Any:  # noqa: ANN401
    raise Bad(f"{text} is no value of ours")


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def _check(value: object) -> None:
    if isinstance(value, dict):
        need(all(name.isascii() for name in value), "a key outside of ASCII")
        for one in value.values():
            _check(one)
    elif isinstance(value, list):
        for one in value:
            _check(one)
    elif isinstance(value, int):
        need(0 <= value < 2**53, "a number out of range")
    else:
        need(isinstance(value, str), "null")


def encode(value: object) -> bytes:
    """The canonical bytes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def parse(data: bytes, size: int) -> dict[str, Any]:
    """The object in canonical bytes of at most `size`, nested at most 8 deep."""
    need(len(data) <= size, "too long")
    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=_pairs,
            parse_float=_no,
            parse_constant=_no,
        )
    except (ValueError, RecursionError) as error:
        raise Bad("not JSON") from error
    need(isinstance(value, dict), "not an object")
    need(_depth(value) <= 8, "too deep")
    _check(value)
    try:
        need(encode(value) == data, "not canonical")
    except UnicodeEncodeError as error:
        raise Bad("not Unicode") from error
    return value


# Strings


def unbase64(text: object) -> bytes:
    """The bytes of canonical, padded base64."""
    need(isinstance(text, str), "base64 has to be text")
    try:
        data = base64.b64decode(str(text), validate=True)
    except ValueError as error:
        raise Bad("not base64") from error
    need(base64.b64encode(data).decode() == text, "base64 not canonical")
    return data


def matches(pattern: str, value: object) -> str:
    """The value, if it is text that fits the whole pattern."""
    need(isinstance(value, str), "text expected")
    need(re.fullmatch(pattern, str(value)), f"not like {pattern}")
    return str(value)


def time(value: object) -> str:
    """A time like 2026-11-22T14:00:00Z, in the years 2000 to 2999."""
    text = matches(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", value)
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError as error:
        raise Bad("no such time") from error
    need(moment.strftime("%Y-%m-%dT%H:%M:%SZ") == text, "no such time")
    return text


def shift(text: str, **delta: int) -> str:
    """A time, moved."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z") + timedelta(**delta)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# Keys (RFC 8032). A key is accepted if it is a canonical point of prime order.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
IDENTITY = bytes([1]) + bytes(31)
Point = tuple[int, int]


def _add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + k, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - k, -1, P)
    return x % P, y % P


def _point(key: bytes) -> Point | None:
    """The point that canonical bytes encode (RFC 8032 section 5.1.3)."""
    number = int.from_bytes(key, "little")
    y, sign = number % 2**255, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    return (x if x % 2 == sign else P - x), y


@cache
def sound(key: str) -> bool:
    """Whether a key (64 hex digits) is a canonical point of prime order."""
    point = _point(bytes.fromhex(key))
    if point is None or point == (0, 1):
        return False
    total, factor = (0, 1), L
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total == (0, 1)


def keyid(key: str) -> str:
    """The hash of the key's SubjectPublicKeyInfo."""
    return sha256(bytes.fromhex("302a300506032b6570032100" + key)).hexdigest()


def verify(key: str, message: bytes, signature: bytes) -> bool:
    """Whether the signature is right: no cofactor, S < L, R not the identity."""
    if len(signature) != 64 or signature[:32] == IDENTITY:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            signature, message
        )
    except InvalidSignature:
        return False
    return True
