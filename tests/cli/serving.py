"""A copy of the demo, served by a real `accord serve`, and acts to post to it."""

import http.client
import json
import os
import secrets
import select
import signal
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accord.cli.ports import free
from accord.core.acts.act import build, parse_act
from accord.core.acts.envelope import Envelope, parse_leaf, sign
from accord.core.tlog import note
from accord.ledger import clock
from tests.cli import forked
from tests.cli.conftest import ENVIRONMENT, Demo
from tests.cli.forked import Process


@dataclass
class Hub:
    """A served copy of the demo, and what its clients need for making acts."""

    directory: Path
    port: int
    seed: bytes
    header: dict[str, object] = field(default_factory=dict)
    body: dict[str, object] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    start: Callable[[Sequence[str], Mapping[str, str]], Process] = forked.start

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def make(self) -> Envelope:
        """A new act: something is needed somewhere."""
        payload = build(
            "supplies.need",
            "reed-bank",
            clock.text(),
            secrets.token_hex(16),
            self.body,
            **self.header,
        )
        return sign(payload, self.seed)

    def post(self, connection: http.client.HTTPConnection, one: Envelope) -> int:
        """Posts an act; returns the status. Raises OSError, HTTPException."""
        body = json.dumps({"blobs": [], "envelopes": [one.document()]})
        connection.request("POST", "/api/v1/acts", body)
        reply = connection.getresponse()
        reply.read()
        return reply.status

    def connect(self) -> http.client.HTTPConnection:
        """A connection for one client."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    @contextmanager
    def serving(self) -> Iterator[Process]:
        """The server, killed at the end if it still runs."""
        command = ("serve", "--data-dir", str(self.directory))
        command += ("--listen", f"127.0.0.1:{self.port}")
        settings = ENVIRONMENT | {"ACCORD_LOG_LEVEL": "ERROR"} | self.settings
        process = self.start(command, settings)
        try:
            self._wait()
            yield process
        finally:
            kill(process)

    def _wait(self) -> None:
        """Until it answers; a refused connection is tried again, a bounded time."""
        for _ in range(1500):
            connection = self.connect()
            try:
                connection.request("GET", "/readyz")
                with connection.getresponse() as reply:
                    assert reply.status == 200
            except (OSError, http.client.HTTPException):
                select.select([], [], [], 0.02)
            else:
                return
            finally:
                connection.close()
        raise AssertionError("the server did not come up")


def kill(process: Process) -> None:
    """SIGKILL to the server and its worker at the same time."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def copied(demo: Demo, tmp_path: Path) -> Hub:
    """A copy of the demo that can be served."""
    directory = demo.copy(tmp_path)
    (petru,) = (one for one in demo.people if one["id"] == "petru")
    found = Hub(directory, free("127.0.0.1"), bytes.fromhex(petru["seed"]))
    db = sqlite3.connect(directory / "accord.sqlite3")
    (text,) = db.execute("SELECT note FROM ledger_head").fetchone()
    rows = db.execute('SELECT leaf FROM ledger_entry ORDER BY "index"').fetchall()
    db.close()
    acts = [parse_act(parse_leaf(bytes(row[0])).payload) for row in rows]
    head, _ = note.parse(text)
    found.header = {
        "coalition": head.coalition,
        "after": {"size": head.size, "root": head.root.hex()},
    }
    found.body = {
        "site": next(one.id for one in acts if one.kind == "supplies.site"),
        "item": next(one.id for one in acts if one.kind == "supplies.item"),
        "quantity": 1,
        "priority": 3,
        "people": 1,
        "due": "2030-01-01T00:00:00Z",
    }
    return found
