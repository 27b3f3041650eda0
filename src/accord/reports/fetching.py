"""Fetching a watched source: politely, within bounds, and never from our own network.

Every step of a redirection is looked up and checked like the first. How much is read,
and how long all of it may take, is bounded whatever the other side says.
"""

import http.client
import re
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from accord.ledger import clock
from accord.people.outside import (
    Allowed,
    Forbidden,
    Pinned,
    Unreachable,
    connect,
    is_public,
    look_up,
    place,
)

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 60.0
STEPS = 5
PIECE = 64 * 1024
SCHEMES = ("https", "http")
AWAY = (301, 302, 303, 307, 308)
UNCHANGED, GONE = 304, 410
# What pages say of a source: words in accord.reports.troubles.
SLOW = "It takes too long."
BREAKS_OFF = "It breaks off, or its certificate is not in order."
_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a source said of its newest state, to be asked only for newer ones."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source answered; `data` is None where nothing is new."""

    data: bytes | None
    known: Known


class Wait(Unreachable):
    """The other side asks to be left alone for so many seconds."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


def fetch(
    url: str,
    known: Known,
    allowed: Allowed = is_public,
    context: ssl.SSLContext | None = None,
    port: int | None = None,
) -> Fetched:
    """What an address has now; raises Unreachable (also Wait) or Forbidden.

    `allowed`, `context` and `port` are for a machine of a test.
    """
    tls = context or ssl.create_default_context()
    for _step in range(STEPS):
        to = place(url, SCHEMES)
        address = look_up(to.host, to.port, allowed)
        found = _step_to(connect(to, address, tls, port), url, to.path, known)
        if isinstance(found, Fetched):
            return found
        url = found
    raise Forbidden("It leads from one address to the next without an end.")


def _step_to(connection: Pinned, url: str, path: str, known: Known) -> Fetched | str:
    """What one address answers: its content, or the address to which it leads."""
    late = threading.Event()
    timer = threading.Timer(SECONDS, _cut, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        connection.request("GET", path, headers=_headers(known))
        with connection.getresponse() as answer:
            if answer.status in AWAY:
                return _next(url, answer)
            found = _answered(answer, known)
        if late.is_set():  # what was cut off looks like an end
            raise Unreachable(SLOW)
    except (OSError, http.client.HTTPException, ValueError) as error:
        slow = late.is_set() or isinstance(error, TimeoutError)
        raise Unreachable(SLOW if slow else BREAKS_OFF) from error
    else:
        return found
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: Pinned, late: threading.Event) -> None:
    """Ends a connection that takes too long, whatever it is doing."""
    late.set()
    connection.cut()


def _headers(known: Known) -> dict[str, str]:
    headers = {
        "User-Agent": "accord",
        "Accept": "application/atom+xml, application/rss+xml, application/feed+json, "
        "application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _next(url: str, answer: http.client.HTTPResponse) -> str:
    """Where an answer leads; from https never to http."""
    led = urljoin(url, answer.headers.get("Location", "").partition("#")[0])
    if url.startswith("https:") and not led.startswith("https:"):
        raise Forbidden("It leads from a safe address to one that is not.")
    return led


def _answered(answer: http.client.HTTPResponse, known: Known) -> Fetched:
    if answer.status == UNCHANGED:
        return Fetched(None, known)
    if answer.status == GONE:
        raise Forbidden("It says that it is gone.")
    if answer.status in (429, 503):
        raise Wait("It asks to be left alone for a while.", _seconds(answer))
    if answer.status != 200:
        raise Unreachable("It does not give what was asked for.")
    newest = Known(
        _word(answer.headers.get("ETag", ""), 300),
        _word(answer.headers.get("Last-Modified", ""), 100),
    )
    return Fetched(_body(answer), newest)


def _word(text: str, most: int) -> str:
    """A header that can be sent back, or ""."""
    return text if len(text) <= most and text.isascii() and text.isprintable() else ""


def _seconds(answer: http.client.HTTPResponse) -> int:
    given = answer.headers.get("Retry-After", "").strip()
    if _NUMBER.fullmatch(given):
        return int(given)
    with suppress(ValueError):
        then = parsedate_to_datetime(given)
        if then.tzinfo is not None:
            return max(0, int((then - clock.now()).total_seconds()))
    return 0


def _body(answer: http.client.HTTPResponse) -> bytes:
    """The body, unpacked; raises Forbidden beyond the bound."""
    packed = answer.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip"):
        raise Unreachable("It is packed in a way that was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if packed == "gzip" else None
    parts, size = [], 0
    while piece := answer.read1(PIECE):
        try:
            part = unpack.decompress(piece, MOST_BYTES) if unpack else piece
        except zlib.error as error:
            raise Unreachable("It is packed, and broken.") from error
        size += len(part)
        if size > MOST_BYTES or (unpack and unpack.unconsumed_tail):
            raise Forbidden("It is too large: 5 MB at most are read.")
        parts.append(part)
    if unpack and not unpack.eof:
        raise Unreachable("It is packed, and broken.")
    return b"".join(parts)
