"""The server killed at any moment: what was acknowledged stays, the rest can go again.

Real `accord serve` processes, several clients at once, SIGKILL to all of its processes.
"""

import http.client
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from accord.core.acts.act import parse_act
from accord.core.acts.envelope import Envelope
from tests.cli.conftest import Demo, accord
from tests.cli.serving import Hub, copied, kill

CLIENTS = 4
ROUNDS = (3, 40, 90)  # how many acknowledgements to wait for before the kill


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
    return copied(demo, tmp_path)


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
