"""Only what is held, replayed and right is confirmed; and nothing twice differently."""

from pathlib import Path

import pytest
from django.conf import settings

from accord.cli.replica_words import lines
from accord.core.protocol.evidence import check_evidence
from accord.core.tlog import cosignature, note
from accord.ledger import cache
from accord.replica import cosigning, evidence, key, once, record, rewind
from accord.replica.follow import Follower
from accord.replica.models import Following
from accord.replica.status import look
from tests.coalition import Coalition, public, seed
from tests.replica.conftest import copy_of, replica
from tests.replica.host import Host


@pytest.fixture(autouse=True)
def _own_key() -> None:
    key.put(seed(replica("alfa")))


def row() -> Following:
    found = record.following()
    assert found is not None
    return found


def more(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)


def test_confirmed_and_brought_to_the_host(follower: Follower, host: Host) -> None:
    done = once.once(follower)
    assert (done.outcome, done.size) == ("good", len(host.log.leaves))
    (handed,) = host.handed_in
    checkpoint, (line,) = cosignature.open_cosigned(handed, public("hub"))
    assert checkpoint == note.parse(host.note())[0]
    named = cosignature.name(host.log.state.coalition, "alfa")
    assert cosignature.check(line, checkpoint.text(), named, public(replica("alfa")))
    once.once(follower)
    assert len(host.handed_in) == 1  # nothing new: nothing to say
    more(host.log, "bread")
    once.once(follower)
    assert len(host.handed_in) == 2


def test_remembered_before_it_leaves(
    follower: Follower, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is signed is in the database when the line comes into being."""
    durable = []
    release = cosigning.cosigner.release

    def looked(*given: object) -> str:
        durable.append(cosigning.remembered(row()).size)
        return release(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(cosigning.cosigner, "release", looked)
    once.once(follower)
    assert durable == [len(host.log.leaves)]


def test_a_key_that_is_not_listed_confirms_nothing(
    follower: Follower, host: Host
) -> None:
    record.begin(host.url, "bravo", public(replica("alfa")))
    assert once.once(follower).outcome == "good"
    assert host.handed_in == []
    status = look(row(), ask=False)
    assert (status.listed, status.listed_as) == (False, "alfa")
    assert "its key is that of alfa's copy" in "\n".join(lines(status))


def test_the_host_could_not_be_told(follower: Follower, host: Host) -> None:
    answer = follower.source.hand_in
    follower.source.hand_in = _fails  # type: ignore[method-assign]
    assert once.once(follower).outcome == "unreachable"
    follower.source.hand_in = answer  # type: ignore[method-assign]
    assert once.once(follower).outcome == "good"
    assert len(host.handed_in) == 1


def _fails(text: str) -> None:
    raise once.Unanswered("gone")


def test_evidence_is_kept_and_ends_confirming(follower: Follower, host: Host) -> None:
    other = copy_of(host.log)
    more(host.log, "bread")
    once.once(follower)
    more(other, "salt")
    mine, host.log = host.log, other
    done = once.once(follower)
    assert done.outcome == "wrong"
    found = row()
    assert "two different histories" in found.trouble
    kept = Path(settings.DATA_DIR) / "evidence" / found.evidence
    verdict = check_evidence(kept.read_bytes(), mine.state.coalition)
    assert (verdict.kind, verdict.hub) == ("fork", public("hub"))
    once.once(follower)
    assert len(list(kept.parent.iterdir())) == 1
    # The host shows the first history again, and goes on with it: too late.
    host.log = mine
    more(mine, "oil")
    done = once.once(follower)
    assert done.outcome == "wrong"
    assert "proven dishonest" in done.sentence
    assert len(host.handed_in) == 1
    for file in kept.parent.iterdir():
        file.unlink()


def test_a_record_from_the_future(follower: Follower, host: Host) -> None:
    """Kept, because its members signed it; not confirmed before its time has come."""
    once.once(follower)
    now = host.log.time
    host.log.wait(minutes=11)
    host.log.state.time = host.log.time
    host.log.does("charter.profile", "alfa", {})
    host.log.time = now
    done = once.once(follower)
    assert done.outcome == "wrong"
    assert "clock is far ahead" in done.sentence
    with cache.reading() as state:
        assert state.size == len(host.log.leaves)
    assert len(host.handed_in) == 1
    host.log.wait(minutes=2)
    assert once.once(follower).outcome == "good"
    assert len(host.handed_in) == 2


def test_a_database_that_was_set_back(follower: Follower, host: Host) -> None:
    """What was signed is also known beside the database: nothing else is signed."""
    other = copy_of(host.log)
    once.once(follower)
    before = row().cosigner
    more(host.log, "bread")
    once.once(follower)
    signed = cosigning.remembered(row()).size
    # Yesterday's database, and a host that goes on from yesterday otherwise.
    record.remember(before)
    rewind.cut_to(len(other.leaves))
    record.saw("", 0)
    more(other, "salt")
    host.log = other
    done = once.once(follower)
    assert done.outcome == "wrong"
    assert "two different histories" in done.sentence
    assert cosigning.remembered(row()).size == signed
    assert len(host.handed_in) == 2
    for name in evidence.names():
        (evidence.directory() / name).unlink()
