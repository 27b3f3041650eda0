"""A bad network before a hub: it loses, delays, doubles, swaps, cuts and garbles.

What it does is drawn from a seed. It never garbles two requests in a row, so that who
asks again is understood in the end; and it stops when it is told to.
"""

import http.client
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAULTS = (
    "none",
    "request lost",
    "answer lost",
    "answer cut",
    "doubled",
    "late",
    "request garbled",
    "answer garbled",
)
SWAP_SECONDS = 0.1

Reply = tuple[int, bytes, str]


@dataclass
class BadNetwork:
    """A proxy in front of a hub."""

    port: int
    seed: int
    calm: bool = False
    done: Counter[str] = field(default_factory=Counter)
    last: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)
    other: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def fault(self) -> str:
        """What happens to the next request."""
        with self.lock:
            self.other.set()  # whoever is late goes behind this one
            chosen = "none" if self.calm else self.random.choice(FAULTS)
            if chosen == self.last == "request garbled":
                chosen = "none"
            self.last = chosen
            self.done[chosen] += 1
            return chosen

    def carry(self, method: str, path: str, body: bytes) -> Reply | None:
        """What comes back to a request; None when nothing does."""
        fault = self.fault()
        if fault == "request lost":
            return None
        if fault == "late":
            self.other.clear()
            self.other.wait(SWAP_SECONDS)
        if fault == "request garbled" and body:
            body = self.garbled(body)
        if fault == "doubled":
            self._ask(method, path, body)
        status, data, kind = self._ask(method, path, body)
        if fault == "answer lost":
            return None
        if fault == "answer garbled" and data:
            data = self.garbled(data)
        if fault == "answer cut":
            data = data[: len(data) // 2]
        return status, data, kind

    def garbled(self, data: bytes) -> bytes:
        """One byte changed."""
        with self.lock:
            at, bit = self.random.randrange(len(data)), 1 << self.random.randrange(7)
        return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

    def _ask(self, method: str, path: str, body: bytes) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body)
            with connection.getresponse() as reply:
                kind = reply.headers.get("Content-Type", "")
                return reply.status, reply.read(), kind
        finally:
            connection.close()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address while it carries."""
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def _carry(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                found = network.carry(self.command, self.path, body)
                self.close_connection = True
                if found is None:
                    return
                status, data, kind = found
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = _carry  # noqa: N815 - names of http.server

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # the other side went away

        server = Server(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
