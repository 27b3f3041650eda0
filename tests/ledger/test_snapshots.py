"""The cached state starts from the snapshot, and never trusts it more than the log."""

import gc
import logging
from collections.abc import Iterator

import pytest

from accord.cli import log
from accord.core.acts.envelope import sign
from accord.core.acts.errors import Refused
from accord.ledger import cache, queries, snapshot, snapshots, snapshotting
from accord.ledger.cache import Damaged
from accord.sequencer.posts import make_post
from accord.sequencer.rebuild import rebuild
from tests.coalition import Coalition, founded, seed, text_blobs
from tests.hub import Hub, Inline


@pytest.fixture(autouse=True)
def _due_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(snapshots, "FIRST", 1)
    monkeypatch.setattr(snapshots, "PART", 10**9)
    snapshots.path().unlink(missing_ok=True)
    yield
    snapshots.path().unlink(missing_ok=True)


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From which sizes on the log was replayed."""
    found: list[int] = []
    real = cache.replay

    def counted(state: snapshot.State, size: int) -> None:
        found.append(state.size)
        real(state, size)

    monkeypatch.setattr(cache, "replay", counted)
    return found


def test_a_start_replays_the_tail_alone(hub: Hub, replayed: list[int]) -> None:
    cache.keep()
    kept = hub.state.size
    hub.statement("alfa/voice", "bravo/voice")
    size, root = hub.state.size, hub.state.tree.root()
    cache.drop()
    replayed.clear()
    hub.refresh()
    assert replayed == [kept]
    assert (hub.state.size, hub.state.tree.root()) == (size, root)


def test_a_refused_post_costs_no_whole_replay(hub: Hub, replayed: list[int]) -> None:
    """The second act is refused after the first was applied: a rewind."""
    cache.keep()
    kept = hub.state.size
    twice = [
        hub.act("voice.own", "alfa", hub.words("same"), text_blobs("en", "uk"))
        for _ in range(2)
    ]
    envelopes = [sign(payload, seed("alfa/voice")) for payload in twice]
    replayed.clear()
    with pytest.raises(Refused, match="is taken"):
        Inline().post(make_post(envelopes, list(text_blobs("en", "uk").values())))
    hub.refresh()
    assert replayed == [kept]
    hub.statement("alfa/voice", "bravo/voice")
    assert hub.state.size == kept + 2


def test_one_is_written_only_when_it_is_due(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep()
    before = snapshots.path().stat().st_mtime_ns
    cache.keep()
    assert snapshots.path().stat().st_mtime_ns == before
    monkeypatch.setattr(snapshots, "FIRST", 10**9)
    snapshots.path().unlink()
    cache.keep()
    assert not snapshots.path().exists()


def test_another_logs_snapshot_is_ignored(hub: Hub, replayed: list[int]) -> None:
    """One of the same rules, with a shorter log, but of another coalition."""
    other = Coalition()
    other.found("alfa", "bravo")
    snapshot.write(snapshots.path(), other.state)
    size = hub.state.size
    cache.drop()
    replayed.clear()
    hub.refresh()
    assert replayed[-1] == 0
    assert hub.state.size == size


def test_a_longer_logs_snapshot_is_ignored(hub: Hub, replayed: list[int]) -> None:
    other = founded("alfa", "bravo", "charlie", "delta", "echo")
    assert other.state.size > hub.state.size
    snapshot.write(snapshots.path(), other.state)
    cache.drop()
    replayed.clear()
    hub.refresh()
    assert replayed == [0]


def test_an_altered_one_is_ignored(hub: Hub, replayed: list[int]) -> None:
    cache.keep()
    data = bytearray(snapshots.path().read_bytes())
    data[len(data) // 2] ^= 1
    snapshots.path().write_bytes(data)
    cache.drop()
    replayed.clear()
    hub.refresh()
    assert replayed == [0]


def test_it_does_not_hide_a_damaged_log(hub: Hub) -> None:
    """The database was set to another head than its log's."""
    cache.keep()
    head = queries.head()
    assert head is not None
    head.root = "0" * 64
    head.save()
    cache.drop()
    with pytest.raises(Damaged), cache.reading():
        pass


def test_those_who_check_never_look_at_it(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep()

    def looked(*_: object) -> None:
        raise AssertionError("somebody looked at the snapshot")

    monkeypatch.setattr(snapshots, "load", looked)
    monkeypatch.setattr(snapshot, "read", looked)
    head = queries.head()
    assert head is not None
    state, _, _ = log.check_all(head.size, head.note, 1)
    assert state.size == head.size == rebuild()


def test_no_process_is_started_for_nothing(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep()

    def started(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(snapshotting.subprocess, "run", started)
    assert not snapshotting.once()
    hub.statement("alfa/voice", "bravo/voice")
    monkeypatch.setattr(snapshots, "PART", 1)
    assert not snapshotting.once()


def test_a_process_that_fails_is_told_of(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(snapshotting, "PROCESS", "accord.nowhere")
    assert not snapshotting.once()
    assert "No module named accord.nowhere" in caplog.text


def test_what_a_killed_writer_left_goes_away(hub: Hub) -> None:
    left = snapshots.path().with_name(f"{snapshots.NAME}.1")
    left.write_bytes(b"half of it")
    cache.keep()
    assert snapshots.path().exists()
    assert not left.exists()


def test_a_state_that_was_replayed_is_no_work_for_the_collector(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.drop()
    hub.refresh()
    assert gc.get_freeze_count() == 0
    monkeypatch.setattr(cache, "MANY", 5)
    cache.drop()
    try:
        hub.refresh()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
