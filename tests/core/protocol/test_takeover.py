"""Taking over by members' copies: whom to follow, what each copy signs, what not."""

from dataclasses import replace

import pytest

from accord.core.acts.charter import Head
from accord.core.acts.envelope import Leaf, Signature
from accord.core.acts.errors import Malformed, Refused
from accord.core.protocol import takeover
from accord.core.protocol.cosigner import Cosign, Refusal, consider
from accord.core.protocol.memory import Memory
from accord.core.protocol.takeover import Polled, Vote
from tests import coalition as cast
from tests.coalition import FOUR, Coalition, confirming, copies, keyid, public, replicas
from tests.core.protocol.replicas import Replica, replica, signed, twin


@pytest.fixture
def c() -> Coalition:
    return confirming()


@pytest.fixture
def all_four(c: Coalition) -> list[Replica]:
    return [replica(one, c) for one in FOUR]


def draft(c: Coalition, final: int = 0, epoch: int = 2, nonce: str = "0" * 32) -> bytes:
    return takeover.draft(
        c.state,
        final,
        by="alfa",
        at=c.time,
        nonce=nonce,
        epoch=epoch,
        key=public(f"hub {epoch}"),
    )


def refused(outcome: Vote | Refusal, sentence: str) -> None:
    assert isinstance(outcome, Refusal)
    assert sentence in str(outcome.reason)


def test_the_whole_way(c: Coalition, all_four: list[Replica]) -> None:
    payload = draft(c)
    assert len(takeover.missing(c.state, payload, []).groups) == 1
    signatures: list[Signature] = [c.leaf(payload, "hub 2").signature]
    for one in all_four[:3]:
        assert takeover.missing(c.state, payload, [s.keyid for s in signatures])
        assert isinstance(one.vote(payload), Vote)
        signatures.append(c.leaf(payload, f"{one.handle} replica").signature)
    assert not takeover.missing(c.state, payload, [s.keyid for s in signatures])
    whole = takeover.envelope(payload, [*signatures, signatures[0]])
    assert len(whole.signatures) == 4
    for signature in whole.signatures:
        c.append(Leaf(payload, signature, c.time))
    assert c.state.in_force().terms.hub.epoch == 2
    late = all_four[3]
    late.fetch(c.leaves)
    assert isinstance(late.consider(signed(c.state, "hub 2"), c.time), Cosign)


def test_one_vote_for_an_epoch_and_none_for_an_older(
    c: Coalition, all_four: list[Replica]
) -> None:
    alfa = all_four[0]
    first, second = draft(c), draft(c, nonce="1" * 32)
    assert isinstance(alfa.vote(first), Vote)
    assert isinstance(alfa.vote(first), Vote)
    refused(alfa.vote(second), "has signed for this host's number, or a later one")
    assert isinstance(alfa.vote(draft(c, epoch=5)), Vote)
    refused(alfa.vote(draft(c, epoch=4)), "has signed for this host's number")
    refused(alfa.vote(first), "has signed for this host's number")
    assert alfa.memory.fence == 5


def test_after_its_vote_the_old_host_is_fenced_off(
    c: Coalition, all_four: list[Replica]
) -> None:
    alfa = all_four[0]
    alfa.vote(draft(c))
    outcome = alfa.consider(signed(c.state), c.time)
    assert isinstance(outcome, Refusal)
    assert "signed for a later host" in str(outcome.reason)


def test_nothing_that_it_confirmed_may_be_left_out(c: Coalition) -> None:
    short = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa = replica("alfa", c)
    alfa.consider(signed(c.state), c.time)
    # Even if it should look at the shorter log alone.
    alfa.become(short.leaves)
    refused(alfa.vote(draft(short)), "leaves out records that this copy has confirmed")
    alfa.become(c.leaves)
    assert isinstance(alfa.vote(draft(c)), Vote)


def test_it_holds_what_it_signs_for(c: Coalition) -> None:
    alfa = replica("alfa", c)
    c.statement("alfa/voice", "bravo/voice")
    refused(alfa.vote(draft(c)), "at the end of the log")


def test_what_counts_as_final_has_to_be_known(c: Coalition) -> None:
    """Else a list that nobody confirmed could choose alone."""
    members = (*FOUR, "echo")
    payload = c.roster(*members, **replicas(*members))
    names = ["alfa", "bravo", "charlie", "delta", "echo", "echo replica"]
    c.sign(payload, *names)
    echo = replica("echo", c)
    ahead = draft(c, final=c.state.size)
    refused(echo.vote(ahead), "does not know that the records up to there")
    assert isinstance(echo.vote(ahead, final=c.state.size), Vote)
    other = replica("alfa", c)
    older = draft(c)
    assert isinstance(other.vote(older), Vote)
    names = copies("alfa", "bravo", "charlie", hub="hub 2")
    lacks = takeover.missing(c.state, older, [keyid(one) for one in names])
    assert [group.need for group in lacks.groups] == [1]


def test_what_the_rules_forbid_is_not_signed(
    c: Coalition, all_four: list[Replica]
) -> None:
    alfa = all_four[0]
    profile = c.act("charter.profile", "alfa", {})
    refused(alfa.vote(profile), "does not choose another host")
    other = confirming("alfa", "bravo", "echo", "foxtrot")
    refused(alfa.vote(draft(other)), "signed for another coalition")
    refused(alfa.vote(cast.takeover(c, "hub")), "was used before")
    wrong = cast.takeover(c, after={"size": c.state.size, "root": "ab" * 32})
    with pytest.raises(Malformed):
        takeover.read(profile)
    refused(alfa.vote(wrong), "another history")
    assert alfa.memory == Memory(c.state.coalition)


def test_nobody_uses_up_the_numbers(c: Coalition, all_four: list[Replica]) -> None:
    refused(all_four[0].vote(draft(c, epoch=1002)), "far higher than it has to be")
    assert isinstance(all_four[0].vote(draft(c, epoch=1001)), Vote)


def test_no_host_upon_half_a_change_of_host(c: Coalition) -> None:
    c.sign(cast.takeover(c, "hub 3", epoch=3), "hub 3")
    alfa = replica("alfa", c)
    refused(alfa.vote(draft(c)), "not complete at this point")


def test_the_longest_log_of_the_latest_host() -> None:
    heads = [
        Polled("alfa", 1, 120, b"a", ""),
        Polled("bravo", 2, 100, b"b", ""),
        Polled("charlie", 2, 104, b"c", ""),
        Polled("delta", 2, 104, b"d", ""),
        Polled("echo", 2, 104, b"d", ""),
    ]
    assert [(one.root, who) for one, who in takeover.ranked(heads)] == [
        (b"d", ("delta", "echo")),
        (b"c", ("charlie",)),
        (b"b", ("bravo",)),
        (b"a", ("alfa",)),
    ]
    assert takeover.ranked([]) == []


def test_the_next_number(c: Coalition) -> None:
    memory = Memory(c.state.coalition)
    assert takeover.next_epoch(c.state) == 2
    assert takeover.next_epoch(c.state, [memory, replace(memory, fence=6)]) == 7
    assert takeover.next_epoch(c.state, [replace(memory, epoch=3)]) == 4


# Stamps


def by_stamps(c: Coalition, base: Head) -> None:
    hub = {
        "epoch": 2,
        "key": public("hub two"),
        "base": {"size": base.size, "root": base.root},
    }
    payload = c.roster(*FOUR, **replicas(*FOUR), hub=hub)
    c.sign(payload, *sorted(["alfa", "bravo", "charlie", "hub two"], key=keyid))


def test_a_copy_says_whether_stamps_would_leave_something_out(c: Coalition) -> None:
    short = twin(c)
    alfa = replica("alfa", c)
    base = alfa.end
    assert takeover.upholds(alfa.memory, alfa.held, base)
    c.statement("alfa/voice", "bravo/voice")
    alfa.fetch(c.leaves)
    alfa.consider(signed(c.state), c.time)
    behind = replica("alfa", short)
    assert not takeover.upholds(alfa.memory, behind.held, base)
    assert not takeover.upholds(alfa.memory, alfa.held, base)
    assert takeover.upholds(alfa.memory, alfa.held, alfa.end)


def test_people_may_give_up_what_was_not_final(c: Coalition) -> None:
    other = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    alfa = replica("alfa", c)
    alfa.consider(signed(c.state), c.time)
    with pytest.raises(Refused, match="have not chosen another host"):
        takeover.accept(alfa.memory, alfa.held, 0, b"")
    final, root = other.state.size, other.state.tree.root()
    lost, lost_root = c.state.size, c.state.tree.root()
    by_stamps(other, replica("alfa", other).end)
    alfa.become(other.leaves)
    assert isinstance(alfa.consider(signed(other.state, "hub two"), c.time), Refusal)
    with pytest.raises(Refused, match="leaves out records that were final"):
        takeover.accept(alfa.memory, alfa.held, lost, lost_root)
    voted = replace(alfa.memory, fence=3)
    with pytest.raises(Refused, match="signed for a later host"):
        takeover.accept(voted, alfa.held, final, root)
    alfa.memory = takeover.accept(alfa.memory, alfa.held, final, root)
    # A host of the number between, which there may be in another history.
    between = replace(alfa.memory, epoch=2)
    held, text = alfa.held, signed(other.state, "hub two")
    proof = held.proof(between.size, other.state.size)
    outcome = consider(between, held, text, between.size, proof, c.time)
    assert isinstance(outcome, Cosign)
    assert isinstance(alfa.consider(signed(other.state, "hub two"), c.time), Cosign)
