"""`accord demo --copies`: the hub and four members' copies, as real processes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from accord.cli.ports import free
from tests.cli.conftest import ENVIRONMENT
from tests.replica.cast import Served, until


def test_four_copies_confirm(tmp_path: Path) -> None:
    hub = Served(tmp_path / "demo", free("127.0.0.1"))
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "accord.cli.main", "demo", "--copies"),
            *("--dir", str(hub.directory), "--listen", f"127.0.0.1:{hub.port}"),
        ],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: "4 of 4 copies hold all, 0 records wait" in ready(hub), 120)
        members = hub.json("/.well-known/accord.json")["members"]
        assert isinstance(members, dict)
        assert len(members) == 4
        for name, one in members.items():
            port = int(one["address"].rpartition(":")[2])
            copy = Served(hub.directory / "copies" / name, port)
            status, page = copy.get("/en/")
            assert status == 200
            assert f"A copy kept by {name}." in page.decode()
        assert process.poll() is None
        process.terminate()
        assert process.wait(30) == 0
        # The copies ended with the demonstration.
        until(lambda: not answers(copy))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def ready(hub: Served) -> str:
    """What the hub says of its copies; nothing while it does not answer."""
    try:
        _, body = hub.get("/readyz")
    except OSError:
        return ""
    return str(json.loads(body)["checks"].get("confirmation", ""))


def answers(served: Served) -> bool:
    try:
        served.get("/healthz")
    except OSError:
        return False
    return True
