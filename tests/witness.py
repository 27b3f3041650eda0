"""A small witness of its own (C2SP tlog-witness), sharing no code with Accord.

It reads notes, proves consistency (RFC 9162 section 2.1.4.2) and signs with hashlib and
`cryptography` alone. `misbehave` makes it hostile or slow.
"""

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

Answer = tuple[int, bytes, str]


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]
) -> bool:
    """RFC 9162 section 2.1.4.2."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(path) and walk(old, new, path) == (old_root, new_root, 0)


def walk(old: int, new: int, path: list[bytes]) -> tuple[bytes, bytes, int]:
    """Both roots that a proof leads to, and what is left of the way."""
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return fr, sr, 1
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr, sr, sn


@dataclass
class TinyWitness:
    """A witness's memory: what it has of each log that it knows by origin -> key."""

    name: str
    seed: bytes
    logs: dict[str, bytes]
    time: int = 1_793_000_000
    size: int = 0
    root: bytes = b""
    asked: list[tuple[int, int]] = field(default_factory=list)
    misbehave: Callable[[bytes], Answer | None] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def key(self) -> bytes:
        return (
            Ed25519PrivateKey.from_private_bytes(self.seed)
            .public_key()
            .public_bytes_raw()
        )

    @property
    def vkey(self) -> str:
        """The key as signed-note writes it."""
        material = base64.b64encode(b"\x04" + self.key).decode()
        return f"{self.name}+{self._hash().hex()}+{material}"

    def _hash(self) -> bytes:
        data = self.name.encode() + b"\n\x04" + self.key
        return hashlib.sha256(data).digest()[:4]

    def answer(self, body: bytes) -> Answer:
        """What it answers to `add-checkpoint`."""
        if self.misbehave is not None:
            given = self.misbehave(body)
            if given is not None:
                return given
        with self.lock:
            return self._answer(body)

    def _answer(self, body: bytes) -> Answer:
        head, _, note = body.partition(b"\n\n")
        first, *lines = head.split(b"\n")
        old = int(first.removeprefix(b"old "))
        text, _, signatures = note.partition(b"\n\n")
        text += b"\n"
        origin, size, root = text.split(b"\n")[:3]
        self.asked.append((old, int(size)))
        key = self.logs.get(origin.decode())
        if key is None:
            return 404, b"unknown log\n", "text/plain"
        if not signed(text, origin, key, signatures):
            return 403, b"unknown key\n", "text/plain"
        new, new_root = int(size), base64.b64decode(root)
        if old > new:
            return 400, b"old is larger\n", "text/plain"
        if old != self.size or (old == new and new_root != self.root):
            return 409, b"%d\n" % self.size, "text/x.tlog.size"
        proof = [base64.b64decode(one) for one in lines]
        if not consistent(old, self.root, new, new_root, proof):
            return 422, b"not consistent\n", "text/plain"
        self.size, self.root = new, new_root
        return 200, self.cosign(text), "text/plain"

    def cosign(self, text: bytes) -> bytes:
        """Its line under a note's text."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        sig = key.sign(b"cosignature/v1\ntime %d\n" % self.time + text)
        data = self._hash() + self.time.to_bytes(8) + sig
        return f"— {self.name} {base64.b64encode(data).decode()}\n".encode()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address while it answers."""
        witness = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                status, body, kind = witness.answer(self.rfile.read(length))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

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


def signed(text: bytes, origin: bytes, key: bytes, signatures: bytes) -> bool:
    """Whether one of the lines is the log's own signature."""
    key_hash = hashlib.sha256(origin + b"\n\x01" + key).digest()[:4]
    for line in signatures.decode().splitlines():
        _, name, data = line.split(" ")
        raw = base64.b64decode(data)
        if name.encode() == origin and raw[:4] == key_hash:
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(raw[4:], text)
            except InvalidSignature:
                continue
            return True
    return False
