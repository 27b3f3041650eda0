"""Which checkpoint copies are asked to confirm: the newest, whoever appended it."""

import dataclasses

import pytest
from django.test import Client as HttpClient

from accord.core.tlog import note
from accord.ledger import queries
from accord.ledger.acknowledged import SetBack
from accord.sequencer import witness_rounds
from accord.sequencer.witness_client import Client, IsAhead
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


def test_a_hub_that_was_set_back_takes_no_records(hub: Hub, client: HttpClient) -> None:
    """A copy's word is none; the checkpoint that this host signed for it before is."""
    head = queries.head()
    assert head is not None
    facts = dataclasses.asdict(note.parse(head.note)[0])
    more = note.Checkpoint(**facts | {"size": head.size + 5})
    for key, status in (("alfa", 200), ("hub", 503)):
        rounds = Rounds([])
        asked = Asked(Witness("alfa", None, ""), Shows(note.sign(more, seed(key))))
        target = rounds.current()
        assert target is not None
        rounds._show(asked, target)
        assert asked.trouble == f"it holds {head.size + 5} records, more than this hub"
        assert client.get("/readyz").status_code == status
    with pytest.raises(SetBack):
        hub.does("charter.profile", "alfa/people", {})


class Shows(Client):
    """A copy that confirmed more, and shows this."""

    def __init__(self, shown: str) -> None:
        super().__init__("", lambda *_: [])
        self.shown = shown

    def ask(self, size: int, shown: str) -> str:
        raise IsAhead(note.parse(self.shown)[0].size)

    def newest(self) -> str:
        return self.shown


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
