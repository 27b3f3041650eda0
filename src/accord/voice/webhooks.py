"""Telling a member's program what became public: signed, and to the outside alone.

The form is Standard Webhooks (standardwebhooks.com): `webhook-id`, `webhook-timestamp`,
and `webhook-signature: v1,<base64 of HMAC-SHA256 over "id.timestamp.body">`.

Whoever names an address must not make this server ask its own network for something:
https alone, the name is looked up once and every address it has must be a public one,
the connection goes to that very address, and no answer leads elsewhere.
"""

import base64
import hmac
import http.client
import ipaddress
import secrets
import socket
import ssl
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

from accord.ledger import clock
from accord.voice.models_mail import Outgoing
from accord.voice.queue import Later, Never

PATIENCE_SECONDS = 10
PREFIX = "whsec_"
PORTS = (443, 8443)
GONE = 410

Allowed = Callable[[str], bool]


def new_secret() -> str:
    """A fresh secret, as the standard writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, name: str, time: int, body: bytes) -> str:
    """The signature over one call."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b"%s.%d.%s" % (name.encode(), time, body)
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the whole internet's, and of one machine."""
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None:
        found = inner
    return found.is_global and not found.is_multicast


def check(url: str) -> tuple[str, int, str]:
    """Host, port and path of an address that may be called; raises Never."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError as error:
        raise Never("This is not an address.") from error
    plain = not parts.username and not parts.password and not parts.fragment
    if parts.scheme != "https" or not parts.hostname or not plain:
        raise Never("Only an https address without a name and a password is called.")
    if port not in PORTS:
        raise Never("Only the ports 443 and 8443 are called.")
    if any(ord(sign) <= ord(" ") or ord(sign) > ord("~") for sign in url):
        raise Never("The address has signs that no address has.")
    query = f"?{parts.query}" if parts.query else ""
    return parts.hostname, port, f"{parts.path or '/'}{query}"


def send(row: Outgoing) -> None:
    """Makes one call; raises Later or Never with the reason."""
    call(row, is_public, ssl.create_default_context())


def call(
    row: Outgoing, allowed: Allowed, context: ssl.SSLContext, port: int | None = None
) -> None:
    """One call to an address that `allowed` says may be called."""
    if row.webhook is None:
        raise TypeError("this row is no call")
    host, named, path = check(row.webhook.url)
    address = _look_up(host, port or named, allowed)
    name, now, body = _name(row), int(clock.now().timestamp()), row.body.encode()
    connection = _Pinned(host, port or named, address, context)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "accord",
        "webhook-id": name,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(row.webhook.secret, name, now, body),
    }
    try:
        connection.request("POST", path, body, headers)
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


def _look_up(host: str, port: int, allowed: Allowed) -> str:
    """One address of a host, all of which are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Later("Its name is not known.") from error
    except UnicodeError as error:  # a label of more than 63 signs
        raise Never("Its name is none.") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(allowed(one) for one in addresses):
        raise Never("Its name leads to an address that is not a public one.")
    return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection to the address that was checked, whatever the name says later."""

    def __init__(
        self, host: str, port: int, address: str, context: ssl.SSLContext
    ) -> None:
        super().__init__(host, port, timeout=PATIENCE_SECONDS, context=context)
        self.address = address
        self.tls = context

    def connect(self) -> None:
        """Connects, and checks the certificate for the name."""
        plain = socket.create_connection((self.address, self.port), PATIENCE_SECONDS)
        try:
            self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
