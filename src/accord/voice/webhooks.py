"""Telling a member's program what became public: signed, and to the outside alone.

The form is Standard Webhooks (standardwebhooks.com): `webhook-id`, `webhook-timestamp`,
and `webhook-signature: v1,<base64 of HMAC-SHA256 over "id.timestamp.body">`.

Whoever names an address must not make this server ask its own network for something:
https alone, people/outside.py chooses the address, and no answer leads elsewhere.
"""

import base64
import hmac
import http.client
import secrets
import ssl
from hashlib import sha256

from accord.ledger import clock
from accord.people.outside import (
    Allowed,
    Forbidden,
    Place,
    Unreachable,
    connect,
    is_public,
    look_up,
    place,
)
from accord.voice.models_mail import Outgoing
from accord.voice.queue import Later, Never

PREFIX = "whsec_"
GONE = 410


def new_secret() -> str:
    """A fresh secret, as the standard writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, name: str, time: int, body: bytes) -> str:
    """The signature over one call."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b"%s.%d.%s" % (name.encode(), time, body)
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def check(url: str) -> Place:
    """Where an address leads; raises Never unless it may be called."""
    try:
        return place(url)
    except Forbidden as error:
        raise Never(str(error)) from error


def send(row: Outgoing) -> None:
    """Makes one call; raises Later or Never with the reason."""
    call(row, is_public, ssl.create_default_context())


def call(
    row: Outgoing, allowed: Allowed, context: ssl.SSLContext, port: int | None = None
) -> None:
    """One call to an address that `allowed` says may be called."""
    if row.webhook is None:
        raise TypeError("this row is no call")
    to = check(row.webhook.url)
    address = _address(to, allowed)
    name, now, body = _name(row), int(clock.now().timestamp()), row.body.encode()
    connection = connect(to, address, context, port)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "accord",
        "webhook-id": name,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(row.webhook.secret, name, now, body),
    }
    try:
        connection.request("POST", to.path, body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise Later(f"It cannot be reached: {type(error).__name__}.") from error
    finally:
        connection.close()
    if status == GONE:
        raise Never("It answered that it is gone (410).")
    if not 200 <= status < 300:
        raise Later(f"It answered with {status}.")


def _name(row: Outgoing) -> str:
    return f"msg_{sha256(row.id.encode()).hexdigest()[:32]}"


def _address(to: Place, allowed: Allowed) -> str:
    """One address of the host, all of which are allowed."""
    try:
        return look_up(to.host, to.port, allowed)
    except Unreachable as error:
        raise Later(str(error)) from error
    except Forbidden as error:
        raise Never(str(error)) from error
