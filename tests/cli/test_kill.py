"""The server killed at any moment: what was acknowledged stays, the rest can go again.

Real `accord serve` processes, several clients at once, SIGKILL to all of its processes.
"""

import http.client
import json
import os
import secrets
import select
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from accord.cli.ports import free
from accord.core.acts.act import build, parse_act
from accord.core.acts.envelope import Envelope, parse_leaf, sign
from accord.core.tlog import note
from accord.ledger import clock
from tests.cli.conftest import ENVIRONMENT, Demo, accord

CLIENTS = 4
ROUNDS = (3, 40, 90)  # how many acknowledgements to wait for before the kill


@dataclass
class Hub:
    """A served copy of the demo, and what its clients need for making acts."""

    directory: Path
    port: int
    seed: bytes
    header: dict[str, object] = field(default_factory=dict)
    body: dict[str, object] = field(default_factory=dict)

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
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """The server, killed at the end if it still runs."""
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "accord.cli.main",
                "serve",
                "--data-dir",
                str(self.directory),
                "--listen",
                f"127.0.0.1:{self.port}",
            ],
            env=ENVIRONMENT | {"ACCORD_LOG_LEVEL": "ERROR"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
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
                assert connection.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                select.select([], [], [], 0.02)
            else:
                return
            finally:
                connection.close()
        raise AssertionError("the server did not come up")


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the server and its worker at the same time."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
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


@dataclass
class Load:
    """What the clients have sent, and what was acknowledged."""

    acknowledged: list[Envelope] = field(default_factory=list)
    unanswered: list[Envelope] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def client(self, hub: Hub) -> None:
        """Posts one act after another until the server is gone."""
        connection = hub.connect()
        while True:
            one = hub.make()
            try:
                status = hub.post(connection, one)
            except (OSError, http.client.HTTPException):
                self.unanswered.append(one)
                break
            assert status == 201, status
            with self.changed:
                self.acknowledged.append(one)
                self.changed.notify()
        connection.close()

    def wait_for(self, count: int) -> None:
        """Until so many acts were acknowledged."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.acknowledged) >= count, 60)


def _round(hub: Hub, count: int) -> Load:
    """A server under load, killed after `count` acknowledgements."""
    load = Load()
    with hub.serving() as process:
        threads = [
            threading.Thread(target=load.client, args=(hub,)) for _ in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        load.wait_for(count)
        kill(process)
        for thread in threads:
            thread.join()
    return load


def test_killed_under_load(hub: Hub) -> None:
    loads = []
    for count in ROUNDS:
        loads.append(_round(hub, count))
        verified = accord("log", "verify", "--json", hub.directory)
        assert verified.code == 0, verified.out
        # With nobody serving, what was acknowledged is in the log on the disk.
        assert _in_log(hub) >= {_id(one) for load in loads for one in load.acknowledged}
    assert any(load.unanswered for load in loads)
    with hub.serving():
        connection = hub.connect()
        for load in loads:
            for one in load.acknowledged:
                assert hub.post(connection, one) == 200
            for one in load.unanswered:
                assert hub.post(connection, one) in (200, 201)
        connection.close()
    everything = {_id(one) for load in loads for one in load.acknowledged}
    everything |= {_id(one) for load in loads for one in load.unanswered}
    assert _in_log(hub) >= everything
    assert accord("log", "verify", hub.directory).code == 0


def _id(one: Envelope) -> str:
    return parse_act(one.payload).id


def _in_log(hub: Hub) -> set[str]:
    db = sqlite3.connect(hub.directory / "accord.sqlite3")
    rows = db.execute("SELECT act FROM ledger_entry").fetchall()
    db.close()
    return {str(row[0]) for row in rows}


def test_a_polite_end(hub: Hub) -> None:
    with hub.serving() as process:
        process.terminate()
        assert process.wait(20) == 0


def test_a_worker_ends_with_its_parent(hub: Hub) -> None:
    with hub.serving() as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for _ in range(500):
            connection = hub.connect()
            try:
                connection.connect()
            except OSError:
                break
            finally:
                connection.close()
            select.select([], [], [], 0.02)
        else:
            raise AssertionError("the worker still listens")


def test_an_address_that_is_taken(hub: Hub) -> None:
    with hub.serving():
        done = accord(
            "serve", "--data-dir", hub.directory, "--listen", f"127.0.0.1:{hub.port}"
        )
        assert done.code == 3
        assert "something else has it" in done.err
