"""`accord serve`, started as a user does: how it ends, and what answers there."""

import os
import select
import signal
from pathlib import Path

import pytest

from tests.cli.conftest import Demo, accord
from tests.cli.forked import from_nothing
from tests.cli.serving import Hub, copied


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
    hub = copied(demo, tmp_path)
    hub.start = from_nothing
    return hub


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


def test_a_lost_secret_is_made_anew(hub: Hub) -> None:
    (hub.directory / "secret.key").unlink()
    with hub.serving():
        connection = hub.connect()
        connection.request("GET", "/en/desk/sign-in/")
        with connection.getresponse() as reply:
            assert reply.status == 200
        connection.close()
    assert (hub.directory / "secret.key").stat().st_mode & 0o077 == 0


def test_an_address_that_is_taken(hub: Hub) -> None:
    with hub.serving():
        done = accord(
            "serve", "--data-dir", hub.directory, "--listen", f"127.0.0.1:{hub.port}"
        )
        assert done.code == 3
        assert "something else has it" in done.err


def test_check_of_a_hub_that_is_served(hub: Hub, another: Demo) -> None:
    with hub.serving():
        done = accord("check", "--data-dir", hub.directory, url=hub.url)
        assert done.code == 0, done.out
        assert f"ok   address: {hub.url} answers." in done.out
        done = accord("check", "--data-dir", another.directory, url=hub.url)
        assert done.code == 3
        assert "The hub of another coalition answers" in done.out
