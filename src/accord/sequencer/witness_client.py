"""Asking one witness for its cosignature (C2SP tlog-witness, `add-checkpoint`).

    old 20852014
    <base64 hash of the consistency proof>
    ...

    <the checkpoint, a signed note>

The answer is lines of cosignature; 409 with the size that it has where ours is stale.
A witness may be slow or hostile: what it says is bounded in time and size, no answer
leads elsewhere, and nothing is believed but a true signature.
"""

import http.client
import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from accord.core.acts.canonical import Limits, read
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, text
from accord.core.tlog import note
from accord.core.tlog.note import NoteSignature

PATIENCE_SECONDS = 10
LATER_SECONDS = 2.0
MAX_ANSWER = 64 * 1024
MAX_SAID = 200
TRIES = 3
NEWEST = Limits(size=MAX_ANSWER, depth=3, strings=500)

_SIZE = re.compile(rb"(0|[1-9][0-9]{0,15})\n")

Consistency = Callable[[int, int], Sequence[bytes]]


class Failed(Exception):
    """No answer, or none that can be used: a sentence for the operator."""


class IsAhead(Failed):
    """The witness holds more than the checkpoint that it was shown."""

    def __init__(self, size: int) -> None:
        super().__init__(f"it holds {size} records already")
        self.size = size


class Later(Failed):
    """The witness asks to be asked again soon: it has to fetch the records first."""


@dataclass
class Client:
    """One witness's address, its connection, and the size that it has of our log."""

    url: str
    consistency: Consistency
    old: int = 0
    connection: http.client.HTTPConnection | None = None

    def ask(self, size: int, shown: str) -> str:
        """The lines with which it answers to the checkpoint `shown`, of `size`.

        Raises Failed, and IsAhead when it has more, Later when it has less yet.
        """
        for _ in range(TRIES):
            if self.old > size:
                raise self._ahead()
            proof = self.consistency(self.old, size) if 0 < self.old < size else []
            status, body = self._post(message(self.old, proof, shown))
            if status == http.client.OK:
                self.old = size
                return _text(body)
            if status == http.client.SERVICE_UNAVAILABLE:
                raise Later("it has to fetch these records first")
            if status != http.client.CONFLICT:
                raise Failed(_why(status, body))
            self._learn(body, size)
        raise Failed("it names another size each time")

    def newest(self) -> str:
        """The newest checkpoint that it shows of this log; raises Failed.

        Members' copies show one, other witnesses do not.
        """
        status, body = self._exchange("GET", "/api/v1/checkpoint?from=0", b"")
        if status != http.client.OK:
            raise Failed(f"it shows no checkpoint ({status})")
        try:
            return Fields(read(body, NEWEST), "checkpoint").take("checkpoint", text)
        except Malformed as error:
            raise Failed("it shows no checkpoint") from error

    def close(self) -> None:
        """Ends the connection that was kept."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _ahead(self) -> IsAhead:
        ahead, self.old = IsAhead(self.old), 0
        return ahead

    def _learn(self, body: bytes, size: int) -> None:
        """Takes the size out of a 409."""
        found = _SIZE.fullmatch(body)
        if not found:
            raise Failed("it did not say which size it has")
        have = int(found[1])
        if have == self.old:
            # It has that size, but another root.
            raise Failed(f"it holds another history at {min(have, size)} records")
        self.old = have

    def _post(self, body: bytes) -> tuple[int, bytes]:
        fresh = self.connection is None
        try:
            return self._exchange("POST", "/add-checkpoint", body)
        except Failed:
            # A connection that was kept may have been closed in the meantime.
            if fresh:
                raise
            return self._exchange("POST", "/add-checkpoint", body)

    def _exchange(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        path = f"{urlsplit(self.url).path}{path}"
        connection = self.connection or _connection(self.url)
        self.connection = None
        try:
            with _deadline(connection):
                connection.request(method, path, body, HEADERS)
                with connection.getresponse() as reply:
                    found = reply.read(MAX_ANSWER + 1)
                    keep = not reply.will_close
                    status = reply.status
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            said = str(error) or type(error).__name__
            raise Failed(f"no answer: {said}") from error
        if keep and len(found) <= MAX_ANSWER:
            self.connection = connection
        else:
            connection.close()
        if len(found) > MAX_ANSWER:
            raise Failed("its answer is too long")
        return status, found


HEADERS = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": "accord"}

_REASONS = {
    400: "it does not understand what was sent",
    403: "it does not trust the key of this host",
    404: "it does not know this log",
    422: "it says that the log does not extend what it has seen",
}


def _why(status: int, body: bytes) -> str:
    """Why it does not cosign: what the status says, and its own first line."""
    reason = _REASONS.get(status, f"it answered with {status}")
    line = body.partition(b"\n")[0].decode("ascii", "replace").strip()
    said = "".join(one for one in line if one.isprintable())[:MAX_SAID]
    return f'{reason}, and says "{said}"' if said else reason


def message(old: int, proof: Sequence[bytes], shown: str) -> bytes:
    """The body of a request that shows the checkpoint `shown`."""
    hashes = "".join(f"{to_base64(one)}\n" for one in proof)
    return f"old {old}\n{hashes}\n{shown}".encode()


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)


@contextmanager
def _deadline(connection: http.client.HTTPConnection) -> Iterator[None]:
    """Ends an exchange that goes on too long, however little comes at a time."""
    over = threading.Event()
    timer = threading.Timer(PATIENCE_SECONDS, _cut, [connection, over])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError("it took too long")


def _cut(connection: http.client.HTTPConnection, over: threading.Event) -> None:
    over.set()
    if connection.sock is not None:
        with suppress(OSError):
            # Below TLS, whose own state the other thread is using.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def lines(answer: str) -> list[NoteSignature]:
    """The lines of signature in an answer; raises Failed."""
    if not answer.endswith("\n"):
        raise Failed("its answer is not lines of signature")
    try:
        return [note.parse_signature(line) for line in answer[:-1].split("\n")]
    except Malformed as error:
        raise Failed("its answer is not lines of signature") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Failed("its answer is not text") from error
