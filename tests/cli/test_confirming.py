"""A real hub asks copies and witnesses: who answers counts, who does not is named."""

import select
from collections.abc import Callable

import pytest

from accord.cli.ports import free
from accord.core.tlog import note
from tests.cli.confirming import Confirming, started
from tests.coalition import FOUR, seed
from tests.witness import TinyWitness

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Confirming:
    return started(tmp_path_factory.mktemp("hub") / "four")


def until(true: Callable[[], bool]) -> None:
    """The sockets need a moment."""
    for _ in range(200):
        if true():
            return
        select.select([], [], [], 0.05)
    raise AssertionError("it did not come to that")


def text(hub: Confirming, path: str) -> str:
    connection = hub.connect()
    try:
        connection.request("GET", path)
        with connection.getresponse() as reply:
            return reply.read().decode()
    finally:
        connection.close()


def test_copies_and_a_witness_are_asked_and_a_dead_one_is_named(
    hub: Confirming,
) -> None:
    origin = f"accord/{hub.coalition}/e1"
    key = hub.witnesses["alfa"].logs[origin]
    stranger = TinyWitness("witness.example/w1", seed("w1"), {origin: key})
    with stranger.serving() as url:
        dead = f"delta=http://127.0.0.1:{free('127.0.0.1')}"
        more = f"{stranger.vkey}={url} {dead}"
        with hub.confirmed(("alfa", "bravo", "charlie"), more):
            connection = hub.connect()
            for _ in range(3):
                assert hub.post(connection, hub.profile()) == 201
            connection.close()
            until(lambda: _all_hold(hub, stranger))
            final = text(hub, "/log/e1/checkpoint")
            found = note.parse(final)[0]
            assert found.size == stranger.size
            said = str(hub.get("/readyz")["checks"])
            assert "3 of 4 copies hold all, 0 records wait" in said
            assert "delta: no answer" in said
            # Nobody is asked while nothing changes.
            asked = [len(one.asked) for one in hub.witnesses.values()]
            assert hub.get("/api/v1/checkpoint?next=1")["checkpoint"] == final
            assert [len(one.asked) for one in hub.witnesses.values()] == asked


def _all_hold(hub: Confirming, stranger: TinyWitness) -> bool:
    size = note.parse(str(hub.get("/api/v1/checkpoint")["checkpoint"]))[0].size
    held = [hub.witnesses[name].size for name in ("alfa", "bravo", "charlie")]
    done = "0 records wait" in str(hub.get("/readyz"))
    done = done and "— witness.example/w1 " in text(hub, "/log/e1/checkpoint")
    return done and [*held, stranger.size] == [size] * 4


def test_a_hub_that_was_set_back_hears_it_from_its_copies(hub: Confirming) -> None:
    """Copies that hold more than the hub refuse to go on, and the hub says so."""
    for name in FOUR:
        hub.witnesses[name].size += 100
    try:
        with hub.confirmed():
            until(lambda: "more than this hub" in str(hub.get("/readyz")))
            said = hub.get("/readyz")["checks"]
            assert "records, more than this hub" in str(said)
    finally:
        for name in FOUR:
            hub.witnesses[name].size -= 100
