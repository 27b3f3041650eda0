"""`accord demo`: the hub and four members' copies, as real processes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.cli.ports import free
from tests.cli.conftest import ENVIRONMENT
from tests.replica.cast import Served, until

pytestmark = pytest.mark.slow


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Served]:
    """The demonstration as it is started without a word."""
    hub = Served(tmp_path / "demo", free("127.0.0.1"))
    hub.process = subprocess.Popen(
        [
            *(sys.executable, "-m", "accord.cli.main", "demo"),
            *("--dir", str(hub.directory), "--listen", f"127.0.0.1:{hub.port}"),
        ],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield hub
    hub.kill()


def test_four_copies_confirm(hub: Served) -> None:
    until(lambda: "4 of 4 copies hold all, 0 records wait" in ready(hub), 120)
    copies = all_copies(hub)
    assert len(copies) == 4
    for name, copy in copies.items():
        status, page = copy.get("/en/")
        assert status == 200
        assert f"A copy kept by {name}." in page.decode()
    assert hub.process is not None
    assert hub.process.poll() is None
    hub.process.terminate()
    assert hub.process.wait(30) == 0
    # The copies ended with the demonstration.
    until(lambda: not any(map(answers, copies.values())))


def test_nothing_outlives_it(hub: Served) -> None:
    """Also when it had no time to end anything."""
    until(lambda: ready(hub) != "", 120)
    copies = all_copies(hub)
    until(lambda: all(map(answers, copies.values())), 120)
    assert hub.process is not None
    hub.process.kill()
    hub.process.wait()
    until(lambda: not any(map(answers, (hub, *copies.values()))))


def all_copies(hub: Served) -> dict[str, Served]:
    """Each member's copy, where the hub says that it is."""
    members = hub.json("/.well-known/accord.json")["members"]
    assert isinstance(members, dict)
    return {
        name: Served(
            hub.directory / "copies" / name,
            int(one["address"].rpartition(":")[2]),
        )
        for name, one in members.items()
    }


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
