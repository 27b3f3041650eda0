"""Signing in: a challenge that a device signs, bound to this hub's address.

    challenge = time (4 bytes) || random (12 bytes) || MAC of both (16 bytes), in hex

The hub needs no row for a challenge that it gives out, only for one that was answered;
so asking for thousands of them fills nothing. The device signs, as DSSE with a type of
its own, the challenge together with the coalition, its key and the address in its own
address bar: what was signed for one address is worth nothing at another.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from accord.core.acts import keys
from accord.core.acts.canonical import encode
from accord.core.acts.errors import Refused
from accord.ledger import clock
from accord.people.models import UsedChallenge
from accord.people.origins import origins

PAYLOAD_TYPE = "application/vnd.accord.sign-in.v1+json"
MINUTES = 5
_STAMP, _RANDOM, _MAC = 8, 24, 32  # hex digits

TOO_OLD = gettext_noop(
    "Signing in took too long, or was tried twice. Please try again."
)
NOT_FOR_US = gettext_noop(
    "The signature does not fit. Signing in works at the hub's own address only."
)


def make() -> str:
    """A new challenge, 64 hex digits, good for five minutes."""
    stamp = int(clock.now().timestamp()).to_bytes(4, "big").hex()
    start = stamp + secrets.token_hex(_RANDOM // 2)
    return start + _mac(start)


def check(challenge: str, key: str, coalition: str, signature: bytes) -> None:
    """Raises Refused unless the key answered this challenge here, in time."""
    _check_time(challenge)
    if not any(
        keys.verify(key, signed_bytes(challenge, key, coalition, origin), signature)
        for origin in origins()
    ):
        raise Refused(NOT_FOR_US)
    _use(challenge)


def signed_bytes(challenge: str, key: str, coalition: str, origin: str) -> bytes:
    """What the device signs."""
    payload = encode(
        {"challenge": challenge, "coalition": coalition, "key": key, "origin": origin}
    )
    return b"DSSEv1 %d %s %d %s" % (
        len(PAYLOAD_TYPE),
        PAYLOAD_TYPE.encode(),
        len(payload),
        payload,
    )


def _check_time(challenge: str) -> None:
    start, mac = challenge[: _STAMP + _RANDOM], challenge[_STAMP + _RANDOM :]
    if len(challenge) != _STAMP + _RANDOM + _MAC or not _same(mac, _mac(start)):
        raise Refused(TOO_OLD)
    age = clock.now() - _made(challenge)
    if not timedelta() <= age <= timedelta(minutes=MINUTES):
        raise Refused(TOO_OLD)


def _use(challenge: str) -> None:
    """Each challenge once; those that are too old anyway are forgotten."""
    UsedChallenge.objects.filter(until__lt=clock.now()).delete()
    until = _made(challenge) + timedelta(minutes=MINUTES)
    try:
        with transaction.atomic():
            UsedChallenge(challenge=challenge, until=until).save(force_insert=True)
    except IntegrityError as error:
        raise Refused(TOO_OLD) from error


def _made(challenge: str) -> datetime:
    return datetime.fromtimestamp(int(challenge[:_STAMP], 16), UTC)


def _mac(start: str) -> str:
    key = f"accord sign-in {settings.SECRET_KEY}".encode()
    return hmac.new(key, start.encode(), sha256).hexdigest()[:_MAC]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
