"""A host on loopback that serves a coalition held in memory, honestly or not.

    with serving(Host(coalition)) as host: ... host.url

What it serves is read at each request, so that a test can change it meanwhile.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import parse_leaf
from accord.core.tlog import merkle, note
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tiles import HEIGHT, WIDTH, pack_entries, parse_path
from accord.core.tlog.tree import Tree
from accord.ledger.append import checkpoint
from tests.coalition import Coalition, public, seed

Answer = tuple[int, bytes]


@dataclass
class Host:
    """What is served: the leaves and contents of a log, under a checkpoint."""

    log: Coalition
    key: str = "hub"
    requests: list[str] = field(default_factory=list)
    handed_in: list[str] = field(default_factory=list)
    # A test's own answers, by a part of the path, before the honest ones.
    tricks: dict[str, Callable[[str], Answer | None]] = field(default_factory=dict)
    url: str = ""

    def note(self) -> str:
        """The checkpoint that it signs."""
        return note.sign(checkpoint(self.log.state), seed(self.key))

    def answer(self, path: str) -> Answer:
        """The answer to a GET."""
        self.requests.append(path)
        for part, trick in self.tricks.items():
            if part in path and (found := trick(path)) is not None:
                return found
        if path.startswith("/api/v1/checkpoint"):
            return self._newest(int(path.rpartition("=")[2]))
        if "/tile/" in path:
            return self._tile(path.partition("/tile/")[2])
        if path.endswith("/checkpoint"):
            return 200, self.note().encode()
        if path == "/.well-known/accord.json":
            return self._about()
        if path.startswith("/log/blobs/"):
            return self._content(*path.split("/")[3:])
        return 404, b""

    def _newest(self, old: int) -> Answer:
        head, _ = note.parse(self.note())
        proof = []
        if 0 < old < head.size:
            proof = merkle.consistency(self.log.state.tree.get, old, head.size)
        document = {
            "checkpoint": self.note(),
            "proof": [to_base64(one) for one in proof],
            "hub": {"epoch": head.epoch, "key": public(self.key)},
        }
        return 200, json.dumps(document).encode()

    def _about(self) -> Answer:
        hub = self.log.state.in_force().terms.hub
        document = {
            "address": self.url,
            "coalition": self.log.state.coalition,
            "hub": {"epoch": hub.epoch, "key": hub.key},
            "members": {},
        }
        return 200, json.dumps(document).encode()

    def _tile(self, path: str) -> Answer:
        tile = parse_path(path)
        start = tile.number * WIDTH
        if tile.level is None:
            return 200, pack_entries(self.log.leaves[start : start + tile.width])
        hashes = tree(self.log).levels[tile.level * HEIGHT]
        return 200, bytes(hashes[start * HASH : (start + tile.width) * HASH])

    def _content(self, act: str, name: str) -> Answer:
        for data in self.log.leaves:
            found = parse_act(parse_leaf(data).payload)
            if found.id == act:
                content = self.log.blobs.get(found.blobs[name].sha256)
                return (410, b"") if content is None else (200, content)
        return 404, b""


def tree(log: Coalition) -> Tree:
    """The tree that is served: over the state's, also when leaves were changed."""
    return log.state.tree


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Serves it at an address of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(*host.answer(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            host.handed_in.append(body.decode())
            self._send(200, b"")

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            pass  # a client that has had enough

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
