"""How often the public may send something: a few times an hour from one address.

Counted in memory, under a keyed hash of the address; nothing about senders is kept.
"""

import hmac
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60
PER_SENDER = 5
IN_ALL = 100
LOOPBACK = ("127.0.0.1", "::1")


def too_many(request: HttpRequest) -> bool:
    """Counts one message; whether it is one too many."""
    mine = _count(f"join-{_sender(request)}")
    return mine > PER_SENDER or _count("join-all") > IN_ALL


def _count(name: str) -> int:
    cache.add(name, 0, HOUR)
    try:
        return cache.incr(name)
    except ValueError:  # it expired between the two
        return 1


def _sender(request: HttpRequest) -> str:
    """The sender's address, as the proxy on this machine names it, not readable."""
    address = request.META.get("REMOTE_ADDR", "")
    if address in LOOPBACK:
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, address.encode(), sha256).hexdigest()
