"""A dishonest host on loopback: each trick is seen through, and nothing of it kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from accord.core.acts import keys, times
from accord.core.acts.envelope import Leaf, Signature, pae, parse_leaf
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.protocol.evidence import check_evidence
from accord.core.tlog import note
from accord.core.tlog.merkle import leaf_hash
from accord.core.tlog.tiles import pack_entries
from accord.ledger import queries
from accord.ledger.append import checkpoint
from accord.replica import evidence
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.judge import GoneBack
from tests.coalition import Coalition, keyid, public, seed
from tests.replica.conftest import copy_of
from tests.replica.host import Host


@contextmanager
def proven(host: Host, words: str) -> Iterator[None]:
    """The trick is seen through, and anybody can check the evidence of it."""
    with pytest.raises(Dishonest, match=words) as caught:
        yield
    coalition = host.log.state.coalition
    data, beside = evidence.build(caught.value)
    verdict = check_evidence(data, coalition)
    assert (verdict.kind, verdict.hub) == (caught.value.kind, public("hub"))
    assert beside == ()


def size() -> int:
    head = queries.head()
    return head.size if head else 0


def more(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)


def test_two_histories(follower: Follower, host: Host) -> None:
    """This member was shown one history; now comes what another member was shown."""
    other = copy_of(host.log)
    more(host.log, "bread")
    more(other, "salt")
    follower.round()
    held = size()
    for longer in (False, True):
        if longer:
            more(other, "oil")
        host.log = other
        with proven(host, "two different histories"):
            follower.round()
        assert size() == held


def test_an_old_database_put_back(follower: Follower, host: Host) -> None:
    old = copy_of(host.log)
    more(host.log, "bread")
    follower.round()
    held = size()
    host.log = old
    with pytest.raises(GoneBack, match="gone back"):
        follower.round()
    more(old, "salt")
    with proven(host, "two different histories"):
        follower.round()
    assert size() == held


def test_a_record_rewritten(follower: Follower, host: Host) -> None:
    """Its tree says what was signed; the record itself is another one."""
    leaves = list(host.log.leaves)
    other = leaves[9].replace(b'"time":"2026', b'"time":"2027')
    leaves[9] = other
    host.tricks["entries/000"] = lambda path: (200, pack_entries(leaves))
    with pytest.raises(Refused, match="Record 9 as the host serves it is not the one"):
        follower.round()
    assert size() == 0


def rewrite(host: Host, index: int) -> None:
    """Changes a record's time, and makes the tree and the checkpoint anew over it."""
    leaf = parse_leaf(host.log.leaves[index])
    before = times.shift(leaf.time, days=-1)
    changed = Leaf(leaf.payload, leaf.signature, before).encode()
    host.log.leaves[index] = changed
    host.log.state.tree.replace(index, leaf_hash(changed))


def test_a_record_rewritten_with_its_tree(follower: Follower, host: Host) -> None:
    follower.round()
    rewrite(host, 9)
    more(host.log, "bread")
    with proven(host, "two different histories"):
        follower.round()


def test_time_going_back(follower: Follower, host: Host) -> None:
    follower.round()
    held = size()
    host.log.wait(minutes=5)
    more(host.log, "bread")
    rewrite(host, len(host.log.leaves) - 1)
    with proven(host, "time of this record is before"):
        follower.round()
    assert size() == held


def forge(host: Host, payload: bytes, keyid: str, sig: bytes) -> None:
    """Puts a record under the tree and the checkpoint, past all rules."""
    data = Leaf(payload, Signature(keyid, sig), host.log.time).encode()
    host.log.leaves.append(data)
    host.log.state.tree.append(leaf_hash(data))


def test_a_false_signature(follower: Follower, host: Host) -> None:
    """A decision that its member never signed, under the host's checkpoint."""
    follower.round()
    held = size()
    payload = host.log.act("charter.profile", "bravo", {})
    forge(host, payload, keyid("bravo"), keys.sign(seed("hub"), pae(payload)))
    with proven(host, f"record {held}, .* does not fit these words"):
        follower.round()
    assert size() == held


def test_what_the_rules_refuse(follower: Follower, host: Host) -> None:
    follower.round()
    held = size()
    payload = host.log.act("charter.profile", "alfa", {})
    forge(host, payload, keyid("bravo"), keys.sign(seed("bravo"), pae(payload)))
    with proven(host, f"record {held}, .* is its proposer"):
        follower.round()
    assert size() == held


def signed(host: Host, **changes: object) -> None:
    """Lets the host sign another checkpoint than its records bear out."""
    said = replace(checkpoint(host.log.state), **changes)  # type: ignore[arg-type]
    text = note.sign(said, seed("hub"))

    def newest(path: str) -> tuple[int, bytes]:
        status, body = host._newest(int(path.rpartition("=")[2]))
        return status, json.dumps(json.loads(body) | {"checkpoint": text}).encode()

    host.tricks["/api/v1/checkpoint"] = newest


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"standing_root": bytes(32)}, "agreed, corrected and withdrawn"),
        ({"standing_size": 7}, "agreed, corrected and withdrawn"),
        ({"time": "2027-01-01T00:00:00Z"}, "another time"),
    ],
)
def test_a_checkpoint_that_is_not_borne_out(
    follower: Follower, host: Host, changes: dict[str, object], words: str
) -> None:
    follower.round()
    held = size()
    more(host.log, "bread")
    signed(host, **changes)
    with proven(host, words):
        follower.round()
    assert size() == held


def test_the_same_size_signed_twice(follower: Follower, host: Host) -> None:
    follower.round()
    signed(host, standing_root=bytes(32))
    with proven(host, "two different histories"):
        follower.round()


def test_another_key(follower: Follower, host: Host) -> None:
    """Somebody else answers at the address: with a log that he made up to a point."""
    host.key = "stranger"
    with pytest.raises(Refused, match="not signed by the host of this coalition"):
        follower.round()
    host.key = "hub"
    follower.round()
    host.key = "stranger"
    with pytest.raises(Refused, match="not signed by the host"):
        follower.round()


def test_another_coalition(follower: Follower, host: Host) -> None:
    follower.source.coalition = "0" * 64
    with pytest.raises(Refused, match="another coalition"):
        follower.round()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"checkpoint": 1, "hub": {}, "proof": []}',
        b'{"checkpoint": "accord/", "hub": {"epoch": 1, "key": "00"}, "proof": []}',
        b"\xff" * 100,
        b"[" * 5000,
    ],
)
def test_rubbish_for_a_checkpoint(follower: Follower, host: Host, body: bytes) -> None:
    host.tricks["/api/v1/checkpoint"] = lambda path: (200, body)
    with pytest.raises(Malformed):
        follower.round()


@pytest.mark.parametrize(
    "entries", [b"", b"\x00", b"\xff\xff", b"\x00\x00" * 300, b"\x00\x05hello"]
)
def test_rubbish_for_records(follower: Follower, host: Host, entries: bytes) -> None:
    host.tricks["entries/"] = lambda path: (200, entries)
    with pytest.raises(AccordError):
        follower.round()
    assert size() == 0


def test_a_tree_that_was_not_signed(
    follower: Follower, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.replica.follow.TILES", 1)
    for number in range(100):
        host.log.enrol(f"alfa/voice{number}", "voice", person="somebody")
    host.tricks["tile/1/"] = lambda path: (200, bytes(32))
    with pytest.raises(Refused, match="tree that the host serves"):
        follower.round()
    assert size() == 0
