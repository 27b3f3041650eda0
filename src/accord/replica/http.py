"""Asking an address that may be slow, broken or hostile: limits on time and size.

Unanswered        nothing came, or nothing within the limits: try again later
 └── Excess       more came than was asked for
"""

import http.client
import io
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

SILENCE_SECONDS = 10
WHOLE_SECONDS = 120
PIECE = 64 * 1024
ERRORS = (OSError, http.client.HTTPException, ValueError)


class Unanswered(Exception):
    """The address does not answer as it should. The message is a sentence."""


class Excess(Unanswered):
    """The answer is larger than it can be."""


@dataclass(frozen=True)
class Answer:
    """A status, what came with it, and how long to wait if the server said so."""

    status: int
    body: bytes
    type: str
    location: str
    wait: int


class _Raw(io.RawIOBase):
    """A socket's bytes until a deadline, however slowly they trickle in."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.sock = sock
        # Keeps the socket open until the answer is read.
        self.file = sock.makefile("rb", buffering=0)
        self.deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int | None:
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(left, SILENCE_SECONDS))
        return self.file.readinto(buffer)  # type: ignore[arg-type]

    def close(self) -> None:
        self.file.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """An answer that has to be whole within WHOLE_SECONDS."""

    def __init__(self, sock: socket.socket, *args: object, **more: object) -> None:
        super().__init__(sock, *args, **more)  # type: ignore[arg-type]
        self.fp.close()
        raw = _Raw(sock, monotonic() + WHOLE_SECONDS)
        self.fp = io.BufferedReader(raw, PIECE)


class Address:
    """An origin such as https://hub.example, with a connection for each thread."""

    def __init__(self, origin: str, silence: float = SILENCE_SECONDS) -> None:
        self.origin = origin
        self.silence = silence
        self.secure = origin.startswith("https:")
        self.host, self.port = _place(origin)
        self.local = threading.local()
        self.all: list[http.client.HTTPConnection] = []

    def get(
        self, path: str, limit: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a GET, of at most `limit` bytes; raises Unanswered."""
        return self._ask("GET", path, None, limit, headers or {})

    def post(self, path: str, body: bytes, limit: int) -> Answer:
        """The answer to a POST; raises Unanswered. It may arrive twice."""
        return self._ask("POST", path, body, limit, {"Content-Type": "text/plain"})

    def close(self) -> None:
        """Ends every connection; the next request opens a new one."""
        for one in self.all:
            one.close()

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None,
        limit: int,
        headers: Mapping[str, str],
    ) -> Answer:
        connection = self._connection()
        reused = connection.sock is not None
        try:
            return self._once(connection, method, path, body, limit, headers)
        except Excess:
            connection.close()
            raise
        except ERRORS as error:
            connection.close()
            if not reused:
                raise self._unanswered(error) from error
        # A kept connection may have been closed at the other end meanwhile.
        try:
            return self._once(connection, method, path, body, limit, headers)
        except ERRORS as error:
            connection.close()
            raise self._unanswered(error) from error

    def _once(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: bytes | None,
        limit: int,
        headers: Mapping[str, str],
    ) -> Answer:
        connection.request(method, path, body, dict(headers))
        with connection.getresponse() as response:
            data = response.read(limit + 1)
            if len(data) > limit:
                raise Excess(f"{self.origin} sends more than there can be.")
            return Answer(
                response.status,
                data,
                response.headers.get_content_type(),
                response.headers.get("Location", ""),
                _seconds(response.headers.get("Retry-After", "")),
            )

    def _connection(self) -> http.client.HTTPConnection:
        held: http.client.HTTPConnection | None = getattr(self.local, "held", None)
        if held is None:
            try:
                held = self.local.held = self._connect()
            except (http.client.InvalidURL, UnicodeError) as error:
                raise self._unanswered(error) from error
            self.all.append(held)
        return held

    def _connect(self) -> http.client.HTTPConnection:
        made: http.client.HTTPConnection
        if not self.host:
            raise http.client.InvalidURL("that is no address")
        if self.secure:
            context = ssl.create_default_context()
            made = http.client.HTTPSConnection(
                self.host, self.port, timeout=self.silence, context=context
            )
        else:
            made = http.client.HTTPConnection(
                self.host, self.port, timeout=self.silence
            )
        made.response_class = _Response
        return made

    def _unanswered(self, error: Exception) -> Unanswered:
        if isinstance(error, TimeoutError):
            return Unanswered(f"{self.origin} does not answer in time.")
        return Unanswered(f"{self.origin} does not answer: {error}.")


def _place(origin: str) -> tuple[str, int | None]:
    """Host and port; no host where the origin is no address: others wrote it."""
    try:
        parts = urlsplit(origin)
        return parts.hostname or "", parts.port
    except ValueError:
        return "", None


def _seconds(written: str) -> int:
    """What Retry-After asks for, in seconds, at most a quarter of an hour."""
    plain = written.isascii() and written.isdigit() and len(written) < 6
    return min(int(written), 900) if plain else 0
