"""Which checkpoint copies are asked to confirm: the newest, whoever appended it."""

import pytest

from accord.sequencer import witness_rounds
from accord.sequencer.witness_rounds import Rounds
from tests.hub import Hub


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
