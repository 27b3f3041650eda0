"""Asking machines outside that a person named, and never those of our own network.

Whoever names an address must not make this server ask its own network for something:
the name is looked up once, every address it has must be one of the whole internet's,
and the connection goes to that very address, whatever the name says later.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE_SECONDS = 10
PORTS = {"http": 80, "https": 443}
OTHER_PORTS = frozenset({8443})
# IPv6 addresses that stand for one of IPv4: translators put it at the end (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The only addresses that IANA has given to machines of the IPv6 internet (RFC 3513).
UNICAST = ipaddress.ip_network("2000::/3")

Allowed = Callable[[str], bool]


class Unreachable(Exception):
    """It does not answer now; later it may: a sentence that says why."""


class Forbidden(Exception):
    """It is never asked: a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: scheme, name of the host, port, path with its query."""

    scheme: str
    host: str
    port: int
    path: str


def is_public(address: str) -> bool:
    """Whether an IP address is one of the whole internet's, and of one machine."""
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is None and found in NAT64:
        inner = ipaddress.ip_address(found.packed[-4:])
    if inner is not None:
        found = inner
    if found.version == 6 and found not in UNICAST:
        return False
    return found.is_global and not found.is_multicast


def place(url: str, schemes: tuple[str, ...] = ("https",)) -> Place:
    """Where an address leads; raises Forbidden for one that is never asked."""
    if any(ord(sign) <= ord(" ") or ord(sign) > ord("~") for sign in url):
        raise Forbidden("The address has signs that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Forbidden("This is not an address.") from error
    if parts.scheme not in schemes or not parts.hostname:
        raise Forbidden(f"Only an {' or '.join(schemes)} address is asked.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Forbidden("An address with a name, a password or a # is not asked.")
    if port not in OTHER_PORTS and port != PORTS[parts.scheme]:
        raise Forbidden("Only the usual ports are asked.")
    query = f"?{parts.query}" if parts.query else ""
    return Place(parts.scheme, parts.hostname, port, f"{parts.path or '/'}{query}")


def look_up(host: str, port: int, allowed: Allowed = is_public) -> str:
    """One IP address of a host, all of which are allowed.

    Raises Unreachable when it has none, Forbidden when one of them is not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unreachable("Its name is not known.") from error
    except UnicodeError as error:  # a label of more than 63 signs
        raise Forbidden("Its name is none.") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(allowed(one) for one in addresses):
        raise Forbidden("Its name leads to an address that is not a public one.")
    return addresses[0]


def connect(
    to: Place, address: str, context: ssl.SSLContext, port: int | None = None
) -> "Pinned":
    """A connection that goes to `address`; `context` checks who answers there."""
    tls = context if to.scheme == "https" else None
    return Pinned(to.host, port or to.port, address, tls)


class Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name says later."""

    def __init__(
        self, host: str, port: int, address: str, tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port, timeout=PATIENCE_SECONDS)
        self.address = address
        self.tls = tls
        self.wire: socket.socket | None = None
        # The name goes into `Host`, with the port where it is not the usual one.
        self.default_port = PORTS["https" if tls else "http"]

    def connect(self) -> None:
        """Connects, and checks the certificate for the name."""
        plain = socket.create_connection((self.address, self.port), PATIENCE_SECONDS)
        self.sock = self.wire = plain
        if self.tls is None:
            return
        try:
            self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)
            self.wire = self.sock
        except BaseException:
            plain.close()
            raise

    def cut(self) -> None:
        """Ends it at once, from another thread, also while an answer is read."""
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)
