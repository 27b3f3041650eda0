"""How the public may send something: no third party, no script needed.

- A page gives out a token: its time, signed by this server. A form without one, with
  one of yesterday, or with one that was used, is shown again with all that was written.
- A field that people do not see; who fills it in is thanked too, and nothing is kept.
- Each sender has a bucket of points that fills by one in six minutes. A message costs
  two; one when the browser has done some work for it (which a page without script does
  not need); four when it came within seconds. All together have one such bucket too.

Senders are counted in memory under a keyed hash of their address (of IPv6 its first 64
bits), and nothing about them is kept.
"""

import hmac
import ipaddress
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest

from accord.ledger import clock

LOOPBACK = ("127.0.0.1", "::1")
FULL = 10.0
FILLS = 1 / 360  # points a second
ALL_FULL = 200.0
ALL_FILLS = 200 / 3600
SENDERS = 20_000

OLDEST = 24 * 60 * 60
QUICK = 3  # seconds
WORK_BITS = 16

COST, COST_WORKED, COST_QUICK = 2, 1, 4


@dataclass
class Buckets:
    """Points of each sender; the longest unseen are forgotten first."""

    full: float
    fills: float
    most: int
    levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, cost: float) -> bool:
        """Takes points, if there are so many."""
        now = clock.now().timestamp()
        with self.lock:
            level, since = self.levels.pop(name, (self.full, now))
            level = min(self.full, level + max(0.0, now - since) * self.fills)
            enough = level >= cost
            self.levels[name] = (level - cost if enough else level, now)
            while len(self.levels) > self.most:
                self.levels.popitem(last=False)
        return enough


@dataclass
class Used:
    """Tokens that a message came with."""

    most: int = 50_000
    seen: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def add(self, token: str) -> None:
        """From now on it does not count."""
        self.seen[token] = None
        while len(self.seen) > self.most:
            self.seen.popitem(last=False)


senders = Buckets(FULL, FILLS, SENDERS)
everybody = Buckets(ALL_FULL, ALL_FILLS, 1)
used = Used()


def clear() -> None:
    """Forgets everything, as a new start does."""
    senders.levels.clear()
    everybody.levels.clear()
    used.seen.clear()


def token() -> str:
    """A token made now, for a form."""
    made = f"{int(clock.now().timestamp())}-{secrets.token_hex(4)}"
    return f"{made}.{_signed(made)}"


def age(given: str) -> float | None:
    """How many seconds old a token of ours is; None for any other and a used one."""
    made, _, signature = given.partition(".")
    if not hmac.compare_digest(_signed(made).encode(), signature.encode()):
        return None
    old = clock.now().timestamp() - int(made.partition("-")[0])
    return None if given in used.seen or not 0 <= old <= OLDEST else old


def worked(given: str, work: str) -> bool:
    """Whether `work` was found for a token: the hash of both begins with zeros."""
    if not work or len(work) > 20:
        return False
    digest = sha256(f"{given}.{work}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - WORK_BITS) == 0


def allowed(request: HttpRequest, given: str, work: str) -> bool:
    """Takes the points of one message; whether there were enough."""
    old = age(given)
    cost = COST_QUICK if old is None or old < QUICK else COST
    if cost == COST and worked(given, work):
        cost = COST_WORKED
    if not senders.take(_sender(request), cost):
        return False
    return everybody.take("all", 1)


def _signed(made: str) -> str:
    key = f"outside {settings.SECRET_KEY}".encode()
    return hmac.new(key, made.encode(), sha256).hexdigest()[:32]


def _sender(request: HttpRequest) -> str:
    """The sender's address, as the proxy on this machine names it, not readable."""
    address = request.META.get("REMOTE_ADDR", "")
    if address in LOOPBACK:
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, _network(address).encode(), sha256).hexdigest()


def _network(address: str) -> str:
    """An IPv6 address stands for its network: one sender has many of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
