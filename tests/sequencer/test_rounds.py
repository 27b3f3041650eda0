"""Which checkpoint copies are asked to confirm: the newest, whoever appended it."""

import pytest

from accord.sequencer import witness_rounds
from accord.sequencer.witness_client import Client
from accord.sequencer.witness_list import Witness
from accord.sequencer.witness_rounds import Asked, Rounds
from tests.coalition import seed
from tests.hub import Hub
from tests.witness import TinyWitness


def test_what_another_process_appended_is_shown_too(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody wakes the leader; it looks by itself, and shows what is there then."""
    monkeypatch.setattr(witness_rounds, "LOOK_SECONDS", 0.0)
    rounds = Rounds([], woken=False)
    first = rounds.current()
    hub.does("charter.profile", "alfa/people", {})
    assert rounds._wait_for_news()
    rounds._choose()
    shown = rounds.current()
    assert first is not None
    assert shown is not None
    assert shown.size == hub.state.size > first.size


@pytest.mark.parametrize(
    ("status", "waits"), [(500, [1, 2, 4, 8, 16, 32, 60, 60]), (503, [2] * 8)]
)
@pytest.mark.usefixtures("hub")
def test_one_that_is_only_behind_is_asked_again_soon(
    status: int, waits: list[int]
) -> None:
    """After a host was killed all are behind until they know the next one."""
    tiny = TinyWitness("witness.example/w1", seed("w1"), {})
    tiny.misbehave = lambda _: (status, b"", "text/plain")
    with tiny.serving() as url:
        rounds = Rounds([])
        asked = Asked(Witness("alfa", None, url), Client(url, lambda *_: []))
        target = rounds.current()
        assert target is not None
        found = []
        for _ in waits:
            rounds._show(asked, target)
            found.append(asked.wait())
        asked.client.close()
    assert found == waits
