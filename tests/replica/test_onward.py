"""Beyond the one host: what other members' copies tell, and the way to a new host."""

import json
from collections.abc import Iterator

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.protocol.evidence import check_evidence
from accord.core.tlog import note
from accord.core.tlog.proof import Proof
from accord.ledger.append import checkpoint
from accord.replica import evidence, key, once, onward, record
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.http import Address
from tests.coalition import Coalition, copies, public, seed, takeover
from tests.replica.conftest import copy_of, replica
from tests.replica.host import Host, serving


@pytest.fixture(autouse=True)
def _own_key() -> Iterator[None]:
    key.put(seed(replica("alfa")))
    yield
    for name in evidence.names():
        (evidence.directory() / name).unlink()


def more(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)


@pytest.fixture
def peer(log: Coalition) -> Iterator[Host]:
    """Bravo's copy, which was shown a history of its own from here on."""
    with serving(Host(copy_of(log))) as served:

        def told(path: str) -> tuple[int, bytes]:
            head, _ = note.parse(served.note())
            cosigned = {
                "epoch": head.epoch,
                "size": head.size,
                "root": head.root.hex(),
                "note": served.note(),
            }
            document = {
                "member": "bravo",
                "key": public(replica("bravo")),
                "coalition": head.coalition,
                "cosigned": cosigned,
                "fence": 0,
                "final": "",
                "host": "http://127.0.0.1:9",
            }
            return 200, json.dumps(document).encode()

        served.tricks["/api/v1/copy"] = told
        yield served


@pytest.mark.parametrize("ours", [1, 2])
def test_two_members_were_shown_two_histories(
    follower: Follower, host: Host, peer: Host, ours: int
) -> None:
    record.set_peers({peer.url: "bravo"})
    more(peer.log, "salt")
    for number in range(ours):
        more(host.log, f"bread-{number}")
    done = once.once(follower, again=True)
    assert done.outcome == "wrong"
    assert "two different histories" in done.sentence
    (name,) = evidence.names()
    data = (evidence.directory() / name).read_bytes()
    assert check_evidence(data, host.log.state.coalition).kind == "fork"


def test_the_same_history_and_no_answer(
    follower: Follower, host: Host, peer: Host
) -> None:
    record.set_peers({peer.url: "bravo", "http://127.0.0.1:1": "charlie"})
    more(host.log, "bread")
    assert once.once(follower, again=True).outcome == "good"
    peer.tricks["/api/v1/copy"] = lambda path: (200, b"{")
    assert once.once(follower, again=True).outcome == "good"


def test_what_a_stranger_signed_proves_nothing(
    follower: Follower, host: Host, peer: Host
) -> None:
    """A copy that lies about the host: it has no signature of the host on that."""
    record.set_peers({peer.url: "bravo"})
    more(peer.log, "salt")
    more(host.log, "bread")
    peer.key = "stranger"
    assert once.once(follower, again=True).outcome == "good"
    assert evidence.names() == []


def test_the_members_chose_another_host(
    follower: Follower, host: Host, peer: Host
) -> None:
    """The old one does not answer; bravo's copy knows where the new one is."""
    once.once(follower)
    record.set_peers({peer.url: "bravo"})
    log = peer.log
    log.sign(takeover(log, by="bravo"), *copies("bravo", "charlie", "delta"))
    peer.key = "hub two"
    follower.source.address.close()
    follower.source.address = Address("http://127.0.0.1:1")
    done = once.once(follower)
    assert (done.outcome, done.size) == ("good", len(log.leaves)), done.sentence
    row = record.following()
    assert row is not None
    assert (row.url, row.trouble) == (peer.url, "")
    assert len(peer.handed_in) == 1


def test_an_impostor_is_not_followed(
    follower: Follower, host: Host, peer: Host
) -> None:
    """It says that it is the new host, and nobody chose it."""
    once.once(follower)
    record.set_peers({peer.url: "bravo"})
    peer.tricks["/.well-known/accord.json"] = lambda path: (
        200,
        json.dumps(
            {
                "address": peer.url,
                "coalition": host.log.state.coalition,
                "hub": {"epoch": 7, "key": public("stranger")},
            }
        ).encode(),
    )
    more(peer.log, "salt")
    follower.source.address.close()
    follower.source.address = Address("http://127.0.0.1:1")
    assert once.once(follower).outcome == "unreachable"
    row = record.following()
    assert row is not None
    assert row.url == host.url


def receipt(log: Coalition) -> str:
    """What the host answered to who sent the newest record: a proof under its word."""
    tree = log.state.tree
    index = tree.size - 1
    shown = note.sign(checkpoint(log.state), seed("hub"))
    return Proof(index, tuple(tree.inclusion(index)), shown).text()


def test_a_record_that_was_confirmed_and_dropped(
    follower: Follower, host: Host
) -> None:
    """Its sender holds the receipt; the copy was shown a log without it."""
    other = copy_of(host.log)
    more(other, "salt")
    given = receipt(other)
    more(host.log, "bread")
    more(host.log, "oil")
    once.once(follower)
    assert onward.compare_receipt(receipt(host.log)) == len(host.log.leaves)
    with pytest.raises(Dishonest) as caught:
        onward.compare_receipt(given)
    data, _ = evidence.build(caught.value)
    assert check_evidence(data, host.log.state.coalition).kind == "fork"


def test_a_receipt_of_which_nothing_can_be_said(follower: Follower, host: Host) -> None:
    once.once(follower)
    more(host.log, "bread")
    with pytest.raises(Refused, match="more than this copy has"):
        onward.compare_receipt(receipt(host.log))
    stranger = note.sign(checkpoint(copy_of(host.log).state), seed("stranger"))
    with pytest.raises(Refused, match="did not sign"):
        onward.compare_receipt(stranger)
    with pytest.raises(Malformed):
        onward.compare_receipt("accord")
