"""When a copy asks again: later and later, and soon when it hears of a later host."""

import threading

import pytest
from django.test import Client

from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Signature
from accord.replica import background, record, voting
from accord.replica.follow import Follower
from accord.replica.once import Pass
from accord.replica.rest import Rest, pause
from tests.coalition import keyid
from tests.replica.conftest import replica


class Scripted(Rest):
    """Takes no time; remembers how long each rest would be at most."""

    def __init__(self, woken_at: int, ends_at: int) -> None:
        super().__init__()
        self.woken_at, self.ends_at = woken_at, ends_at
        self.rests: list[float] = []

    def take(self, seconds: float) -> bool:
        self.rests.append(seconds)
        self.stopped = len(self.rests) == self.ends_at
        return len(self.rests) == self.woken_at


@pytest.fixture
def _unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "once", lambda *_: Pass("unreachable", 0, "Gone."))
    monkeypatch.setattr(background, "pause", lambda every, failures: every * failures)
    monkeypatch.setattr(background, "close_old_connections", lambda: None)


@pytest.mark.usefixtures("_unreachable")
def test_it_begins_anew_when_it_is_woken(follower: Follower) -> None:
    rest = Scripted(woken_at=4, ends_at=7)
    background.keep_following(follower, 1.0, rest, patience=0.0)
    # After the fourth the shortest one, however often it is woken; then as at first.
    assert rest.rests == [1, 2, 3, 4, 0, 1, 2]


@pytest.mark.usefixtures("_unreachable")
def test_once_it_is_the_hub_it_does_a_hubs_work(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process promotes it meanwhile: `accord replica promote`."""
    rest = Scripted(woken_at=0, ends_at=0)
    monkeypatch.setattr(background, "_rest", rest)
    monkeypatch.setattr(
        background, "once", lambda *_: (record.moved(""), Pass("good", 9))[1]
    )
    done: list[str] = []
    background._run(1, lambda: done.append("work"))
    assert (done, rest.rests) == (["work"], [0])
    background.start(1, lambda: done.append("at once"))
    assert done == ["work", "at once"]


@pytest.mark.usefixtures("_unreachable")
def test_one_that_is_stopped_does_not(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_rest", Scripted(woken_at=0, ends_at=2))
    done: list[str] = []
    background._run(1, lambda: done.append("work"))
    assert done == []


def test_the_longest_rest_is_a_minute_and_a_quarter() -> None:
    assert [pause(2.0, n) <= 2.5 * 2**n for n in range(5)] == [True] * 5
    assert 45 <= pause(2.0, 10) <= 75


def test_woken_before_and_meanwhile() -> None:
    rest = Rest()
    rest.wake()
    assert rest.take(60)
    assert not rest.take(0)
    thread = threading.Thread(target=rest.wake)
    thread.start()
    assert rest.take(60)
    thread.join()
    rest.stop()
    assert [rest.take(60), rest.take(60)] == [True, True]


def test_who_signed_for_another_host_looks_for_it(
    client: Client, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Signature(keyid(replica("alfa")), bytes(64))
    background.once(follower)
    monkeypatch.setattr(background, "_rest", rest := Rest())
    refused = client.post("/api/v1/copy/vote", b"{}", content_type="application/json")
    assert (refused.status_code, rest.woken) == (400, False)
    monkeypatch.setattr(voting, "parse", bytes)
    monkeypatch.setattr(voting, "answer", lambda *_: given)
    signed = client.post("/api/v1/copy/vote", b"{}", content_type="application/json")
    assert signed.json() == {"keyid": given.keyid, "sig": to_base64(given.sig)}
    assert rest.woken
