"""The process that writes snapshots beside a server that goes on working."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from accord.ledger import snapshot
from accord.ledger.snapshotting import PROCESS
from tests.cli.conftest import ENVIRONMENT, Demo
from tests.cli.serving import copied


def _write(directory: Path) -> "subprocess.CompletedProcess[str]":
    environment = ENVIRONMENT | {
        "ACCORD_DATA_DIR": str(directory),
        "DJANGO_SETTINGS_MODULE": "accord.web.settings",
    }
    return subprocess.run(
        [sys.executable, "-P", "-m", PROCESS],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_writes_while_the_hub_serves(demo: Demo, tmp_path: Path) -> None:
    hub = copied(demo, tmp_path)
    path = hub.directory / "state.snapshot"
    path.unlink(missing_ok=True)
    with hub.serving():
        done = _write(hub.directory)
    assert done.returncode == 0, done.stderr
    kept = snapshot.read(path)
    with sqlite3.connect(hub.directory / "accord.sqlite3") as database:
        (size,) = database.execute("SELECT size FROM ledger_head").fetchone()
    assert kept.size == size
    assert kept.state().tree.size == kept.size


def test_it_says_why_it_wrote_none(demo: Demo, tmp_path: Path) -> None:
    hub = copied(demo, tmp_path)
    (hub.directory / "accord.sqlite3").write_bytes(b"no database")
    done = _write(hub.directory)
    assert done.returncode != 0
    assert "file is not a database" in done.stderr
