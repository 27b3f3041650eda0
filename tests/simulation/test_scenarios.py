"""Told one by one: what each rule is there for, and that work goes on."""

from accord.core.acts.charter import Head, TakeOver
from accord.core.protocol import cosigner, quorum, takeover
from accord.core.protocol.cosigner import Cosign
from accord.core.protocol.memory import Memory
from accord.core.protocol.takeover import Polled, Vote
from tests.simulation.world import COALITION, TIME, Copy, Node, founding, name


class Member:
    """An honest member's replica."""

    def __init__(self, handle: str) -> None:
        self.copy = Copy(handle, name(f"replica {handle}"), True)
        self.memory = Memory(COALITION)

    def cosigns(self, node: Node) -> bool:
        held = node.held()
        old = self.memory.expects(node.hub.epoch)
        proof = held.proof(old, node.size) if 0 < old <= node.size else []
        outcome = cosigner.decide(
            self.memory, held, node.checkpoint(), node.note(), old, proof, TIME
        )
        if not isinstance(outcome, Cosign):
            return False
        self.memory = outcome.memory
        return True

    def votes(self, base: Node, body: TakeOver, after: Node, final: int = 1) -> bool:
        head = Head(after.size, after.root.hex())
        act = name(f"act {body.epoch} {body.base.root}")
        outcome = takeover.decide(
            self.memory, base.held(), act, body, head, max(final, 1)
        )
        if not isinstance(outcome, Vote):
            return False
        self.memory = outcome.memory
        return True


LIAR = Copy("liar", name("replica liar"), False)


def members(*handles: str) -> dict[str, Member]:
    return {one: Member(one) for one in handles}


def choice(base: Node, after: Node, epoch: int = 2) -> TakeOver:
    since = quorum.rosters_since(base.rosters, after.size)[0].id
    return TakeOver(
        epoch, name(f"hub {epoch}"), Head(base.size, base.root.hex()), since
    )


def is_final(node: Node, confirmed: set[Copy], since: Node) -> bool:
    keys = {(one.handle, one.key) for one in confirmed}
    return quorum.reached(
        node.lists_since(since.size),
        lambda terms: [
            handle
            for handle, key in quorum.replica_keys(terms).items()
            if (handle, key) in keys
        ],
    )


def test_a_list_that_nobody_confirmed_does_not_choose_a_host_alone() -> None:
    """The reason for `since`: else what the old list confirmed would be left out."""
    old = members("alfa", "bravo", "charlie")
    new = members("echo", "foxtrot", "golf")
    first = founding((*(one.copy for one in old.values()), LIAR))

    told = first.record("what the old list saw")
    confirmed = {one.copy for one in old.values() if one.cosigns(told)} | {LIAR}
    assert is_final(told, confirmed, first)

    listed = first.with_roster(
        name("list"), (*(one.copy for one in new.values()), LIAR)
    )
    assert all(one.cosigns(listed) for one in new.values())
    body = choice(listed, first)
    after = Head(first.size, first.root.hex())
    assert listed.allows(body, after)
    voters = {one.copy for one in new.values() if one.votes(listed, body, first)}
    assert len(voters) == 3
    refused = [one for one in old.values() if not one.votes(listed, body, first)]
    assert len(refused) == 3
    assert not listed.completes(body, after, voters | {LIAR})

    # With the new list's quorum alone it would be complete, and the old members'
    # copies would follow it away from what they had confirmed.
    alone = choice(listed, listed)
    ahead = Head(listed.size, listed.root.hex())
    assert listed.completes(alone, ahead, voters | {LIAR})
    assert not any(one.votes(listed, alone, listed) for one in new.values())
    there = listed.taken_over(name("act"), alone).record("what the new host says")
    followed = {
        one.copy for one in (*old.values(), *new.values()) if one.cosigns(there)
    }
    assert is_final(there, followed | {LIAR}, first)
    assert not there.extends(told)


def test_work_goes_on_when_a_host_dies() -> None:
    """What was final is kept, what one copy alone had is not, and nobody is lost."""
    cast = members("alfa", "bravo", "charlie")
    everybody = list(cast.values())
    tip = last = founding((*(one.copy for one in everybody), LIAR))
    for number in range(5):
        tip = tip.record(f"record {number}")
        confirmed = {one.copy for one in everybody if one.cosigns(tip)}
        assert is_final(tip, confirmed, last)
        last = tip
    ahead = tip.record("seen by alfa alone")
    assert cast["alfa"].cosigns(ahead)

    # The host is gone, and alfa cannot be reached; the fourth copy helps.
    heads = [
        Polled(one.copy.handle, one.memory.epoch, one.memory.size, one.memory.root, "")
        for one in everybody[1:]
    ]
    best, named = takeover.ranked(heads)[0]
    assert (best.root, named) == (last.root, ("bravo", "charlie"))
    body = choice(last, last)
    after = Head(last.size, last.root.hex())
    voters = {
        one.copy for one in everybody[1:] if one.votes(last, body, last, last.size)
    }
    assert last.completes(body, after, voters | {LIAR})
    tip = last.taken_over(name("act"), body)

    # alfa is back: it follows, though it had confirmed more of the old host's log.
    assert not tip.extends(ahead)
    for number in range(5):
        tip = tip.record(f"later {number}")
        confirmed = {one.copy for one in everybody if one.cosigns(tip)}
        assert len(confirmed) == 3
        assert is_final(tip, confirmed, last)
        last = tip
    assert not any(one.cosigns(ahead.record("the old host again")) for one in everybody)


def test_reached_again_by_another_attempt() -> None:
    """Votes that were split between two candidates are not the end."""
    cast = members("alfa", "bravo", "charlie", "delta")
    tip = founding(tuple(one.copy for one in cast.values())).record("one")
    for one in cast.values():
        assert one.cosigns(tip)
    first = choice(tip, tip)
    second = TakeOver(2, name("another hub"), first.base, first.since)
    assert cast["alfa"].votes(tip, first, tip, tip.size)
    assert cast["bravo"].votes(tip, first, tip, tip.size)
    after = Head(tip.size, tip.root.hex())
    split = {cast["alfa"].copy, cast["bravo"].copy}
    assert not tip.completes(first, after, split)
    assert not tip.completes(second, after, split)
    third = choice(tip, tip, 3)
    voters = {one.copy for one in cast.values() if one.votes(tip, third, tip, tip.size)}
    assert tip.completes(third, after, voters)
    assert not any(one.votes(tip, first, tip, tip.size) for one in cast.values())


def test_a_lost_copy_is_replaced_by_a_new_key() -> None:
    """The old list's quorum is met by the others, the new one's with the new key."""
    cast = members("alfa", "bravo", "charlie", "delta")
    first = founding(tuple(one.copy for one in cast.values()))
    renewed = Member("alfa")
    renewed.copy = Copy("alfa", name("replica alfa again"), True)
    copies = (renewed.copy, *(one.copy for one in list(cast.values())[1:]))
    listed = first.with_roster(name("list"), copies)
    working = [renewed, cast["bravo"], cast["charlie"], cast["delta"]]
    confirmed = {one.copy for one in working if one.cosigns(listed)}
    assert is_final(listed, confirmed, first)
    assert not is_final(listed, confirmed - {cast["delta"].copy}, first)
    later = listed.record("later")
    confirmed = {one.copy for one in working[:3] if one.cosigns(later)}
    assert is_final(later, confirmed, listed)
