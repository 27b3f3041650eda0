"""A member's cosigner: what it confirms, what it refuses, what it never forgets."""

from dataclasses import replace

import pytest

from accord.core.acts import times
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Malformed
from accord.core.protocol import cosigner
from accord.core.protocol.cosigner import (
    BadProof,
    Behind,
    Cosign,
    Dishonest,
    Outcome,
    Refusal,
    Stale,
)
from accord.core.protocol.memory import Memory, decode
from accord.core.tlog import cosignature, note
from tests.coalition import (
    Coalition,
    confirming,
    copies,
    keyid,
    public,
    seed,
    takeover,
)
from tests.core.protocol.replicas import Replica, checkpoint, replica, signed, twin


@pytest.fixture
def c() -> Coalition:
    return confirming()


@pytest.fixture
def alfa(c: Coalition) -> Replica:
    return replica("alfa", c)


def refused(outcome: Outcome, sentence: str, status: int) -> None:
    assert isinstance(outcome, Refusal)
    assert sentence in str(outcome.reason)
    assert outcome.status == status


def test_it_cosigns_what_it_holds(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state)
    outcome = alfa.consider(text, c.time)
    assert isinstance(outcome, Cosign)
    assert (alfa.memory.epoch, alfa.memory.size) == (1, c.state.size)
    assert alfa.memory.note == text
    line = cosigner.release(outcome, "alfa", seed("alfa replica"), 1_795_356_000)
    named = cosignature.name(c.state.coalition, "alfa")
    body = checkpoint(c.state).text()
    assert cosignature.verify(line, body, named, public("alfa replica"))


def test_it_goes_on_from_what_it_cosigned(c: Coalition, alfa: Replica) -> None:
    alfa.consider(signed(c.state), c.time)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    assert isinstance(alfa.consider(signed(c.state), c.time), Cosign)
    again = alfa.memory
    assert isinstance(alfa.consider(signed(c.state), c.time), Cosign)
    assert alfa.memory == again


def test_other_cosignatures_do_no_harm(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state)
    line = cosignature.cosign(checkpoint(c.state).text(), "witness", seed("w"), 1)
    alfa.consider(cosignature.attach(text, [line]), c.time)
    assert alfa.memory.note == text


def test_stale_and_false_proofs(c: Coalition, alfa: Replica) -> None:
    alfa.consider(signed(c.state), c.time)
    before = c.state.size
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    text = signed(c.state)
    for old in (0, before - 1, before + 1):
        proof = alfa.held.proof(old, c.state.size)
        outcome = cosigner.consider(alfa.memory, alfa.held, text, old, proof, c.time)
        assert outcome == Stale(before)
    for proof in ([], [b"x" * 32], [*alfa.held.proof(before, c.state.size), b"x" * 32]):
        outcome = cosigner.consider(alfa.memory, alfa.held, text, before, proof, c.time)
        assert outcome == BadProof()
    outcome = cosigner.consider(alfa.memory, alfa.held, text, 99, [], c.time)
    refused(outcome, "old size is larger", 400)


def test_the_first_is_proven_from_nothing(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state)
    outcome = cosigner.consider(alfa.memory, alfa.held, text, 0, [b"x" * 32], c.time)
    assert outcome == BadProof()


def test_it_does_not_vouch_for_what_it_does_not_hold(
    c: Coalition, alfa: Replica
) -> None:
    held = c.state.size
    c.statement("alfa/voice", "bravo/voice")
    outcome = cosigner.consider(alfa.memory, alfa.held, signed(c.state), 0, [], c.time)
    assert outcome == Behind(held)


def test_what_it_holds_beyond_is_not_confirmed_backwards(
    c: Coalition, alfa: Replica
) -> None:
    text = signed(c.state)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    outcome = cosigner.consider(alfa.memory, alfa.held, text, 0, [], c.time)
    refused(outcome, "holds more records", 400)


def test_other_records_than_it_holds(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state, root=bytes(32))
    outcome = cosigner.consider(alfa.memory, alfa.held, text, 0, [], c.time)
    refused(outcome, "not the records that this copy holds", 422)


def test_not_signed_by_the_host(c: Coalition, alfa: Replica) -> None:
    refused(alfa.consider(signed(c.state, "stolen"), c.time), "not signed by", 403)
    refused(alfa.consider("what?", c.time), "not a checkpoint", 400)
    other = signed(c.state, coalition="ab" * 32)
    refused(alfa.consider(other, c.time), "another coalition", 404)


def test_a_clock_far_ahead(c: Coalition, alfa: Replica) -> None:
    early = times.shift(c.state.time, minutes=-11)
    refused(alfa.consider(signed(c.state), early), "clock is far ahead", 403)
    early = times.shift(c.state.time, minutes=-10)
    assert isinstance(alfa.consider(signed(c.state), early), Cosign)


# Dishonest hosts


def dishonest(outcome: Outcome, kind: str, *notes: str) -> None:
    assert isinstance(outcome, Dishonest)
    assert (outcome.kind, outcome.notes) == (kind, notes)


def test_two_roots_of_one_size(c: Coalition, alfa: Replica) -> None:
    first = signed(c.state)
    alfa.consider(first, c.time)
    second = signed(c.state, root=b"x" * 32)
    dishonest(alfa.consider(second, c.time), "fork", first, second)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    refused(alfa.consider(signed(c.state), c.time), "proven dishonest", 403)


def test_two_histories_of_two_sizes(c: Coalition, alfa: Replica) -> None:
    other = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    first = signed(c.state)
    alfa.consider(first, c.time)
    other.statement("alfa/voice", "bravo/voice", "charlie/voice", slug="bread")
    alfa.become(other.leaves)
    second = signed(other.state)
    dishonest(alfa.consider(second, c.time), "fork", first, second)


def test_an_old_database_restored(c: Coalition, alfa: Replica) -> None:
    old = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    first = signed(c.state)
    alfa.consider(first, c.time)
    old.wait(hours=1)
    old.statement("alfa/voice", slug="bread")
    alfa.become(old.leaves)
    second = signed(old.state)
    dishonest(alfa.consider(second, old.time), "rewind", first, second)


def test_an_older_checkpoint_shown_again_is_no_crime(
    c: Coalition, alfa: Replica
) -> None:
    old = signed(c.state)
    c.wait(minutes=1)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    alfa.consider(signed(c.state), c.time)
    refused(alfa.consider(old, c.time), "confirmed a longer log", 400)
    # A host that was set back, and does not know it, asks from nothing.
    size = alfa.memory.size
    asked = cosigner.consider(alfa.memory, alfa.held, old, 0, [], c.time)
    assert asked == Stale(size)
    assert alfa.memory.distrust == 0


def test_a_wrong_standing(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state, standing_root=bytes(32))
    dishonest(alfa.consider(text, c.time), "standing", text)


def test_a_wrong_time(c: Coalition, alfa: Replica) -> None:
    text = signed(c.state, time=times.shift(c.state.time, seconds=1))
    dishonest(alfa.consider(text, c.time), "time", text)


def test_the_same_log_said_otherwise(c: Coalition, alfa: Replica) -> None:
    first = signed(c.state)
    alfa.consider(first, c.time)
    second = signed(c.state, standing_root=bytes(32))
    dishonest(alfa.consider(second, c.time), "fork", first, second)


# Another host


def test_it_follows_a_host_that_keeps_everything(c: Coalition, alfa: Replica) -> None:
    alfa.consider(signed(c.state), c.time)
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    alfa.fetch(c.leaves)
    assert isinstance(alfa.consider(signed(c.state, "hub two"), c.time), Cosign)
    assert alfa.memory.epoch == 2


def test_the_old_host_is_over(c: Coalition, alfa: Replica) -> None:
    old = signed(c.state)
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    alfa.fetch(c.leaves)
    refused(alfa.consider(old, c.time), "Another host has taken over", 403)
    alfa.consider(signed(c.state, "hub two"), c.time)
    refused(alfa.consider(old, c.time), "signed for a later host", 403)


def test_a_quorum_may_leave_out_what_was_never_final(
    c: Coalition, alfa: Replica
) -> None:
    other = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    alfa.consider(signed(c.state), c.time)
    other.sign(takeover(other), *copies("bravo", "charlie", "delta"))
    alfa.become(other.leaves)
    assert isinstance(alfa.consider(signed(other.state, "hub two"), c.time), Cosign)
    assert alfa.memory.size == other.state.size


def test_the_stamps_may_not_leave_out_what_it_confirmed(
    c: Coalition, alfa: Replica
) -> None:
    other = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    alfa.consider(signed(c.state), c.time)
    hub = {"epoch": 2, "key": public("hub two"), "base": other.head()}
    terms = other.state.in_force().terms
    members = {
        one: {"seals": list(keys.seals), "replica": keys.replica}
        for one, keys in terms.members.items()
    }
    body = {"finality": "cosigned", "members": members, "hub": hub}
    names = ["alfa", "bravo", "charlie", "hub two"]
    payload = other.roster(*members, **body)
    other.sign(payload, *sorted(names, key=keyid))
    alfa.become(other.leaves)
    outcome = alfa.consider(signed(other.state, "hub two"), c.time)
    refused(outcome, "leaves out records that this copy has confirmed", 403)


def test_nothing_is_confirmed_amid_a_change_of_host(
    c: Coalition, alfa: Replica
) -> None:
    """Else a host could begin one, alone, and end the log for everybody."""
    alfa.consider(signed(c.state), c.time)
    c.sign(takeover(c), "hub two")
    alfa.fetch(c.leaves)
    refused(alfa.consider(signed(c.state), c.time), "not complete at this point", 403)


# Memory


def test_memory_round_trip(c: Coalition, alfa: Replica) -> None:
    alfa.consider(signed(c.state), c.time)
    memory = replace(alfa.memory, fence=3, vote="ab" * 32, distrust=1)
    assert decode(memory.encode()) == memory
    assert decode(Memory("ab" * 32).encode()) == Memory("ab" * 32)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"fence":0', b'"fence":-1'),
        (b'"fence":0', b'"fences":0'),
        (b"accord/cosigner@1", b"accord/cosigner@2"),
        (b'"root":""', b'"root":"zz"'),
        (b'"note":""', b'"note":"/w=="'),
        (b"}", b"} "),
    ],
)
def test_memory_has_one_form(old: bytes, new: bytes) -> None:
    data = Memory("ab" * 32).encode()
    assert old in data
    with pytest.raises(Malformed):
        decode(data.replace(old, new))


def test_no_checkpoint_can_name_the_host_of_another_epoch(c: Coalition) -> None:
    body = checkpoint(c.state, epoch=2).text()
    line = to_base64(b"x" * 68)
    text = f"{body}\n— accord/{c.state.coalition}/e2 {line}\n"
    assert note.parse(text)[0].epoch == 2
    alfa = replica("alfa", c)
    outcome = cosigner.consider(alfa.memory, alfa.held, text, 0, [], c.time)
    assert outcome == Behind(c.state.size)
