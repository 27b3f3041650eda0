"""A new host that builds upon fewer records than a copy holds: rightly, and not."""

import pytest

from accord.core.acts.errors import Refused
from accord.core.tlog.tiles import unpack_entries
from accord.ledger import audit, cache, queries
from accord.ledger.models import ActRecord
from accord.replica import cosigning, key, once, record, rewind
from accord.replica.follow import Follower
from accord.sequencer.jobs import JOBS
from accord.sequencer.rebuild import rebuild
from tests.coalition import Coalition, copies, keyid, public, seed, takeover
from tests.replica.conftest import copy_of, replica
from tests.replica.host import Host


@pytest.fixture(autouse=True)
def _own_key() -> None:
    key.put(seed(replica("alfa")))


def more(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)


def size() -> int:
    head = queries.head()
    return head.size if head else 0


def remembered() -> int:
    row = record.following()
    assert row is not None
    return cosigning.remembered(row).size


def taken_over(host: Host) -> Coalition:
    """Bravo, charlie and delta choose another host upon what is here now."""
    other = copy_of(host.log)
    other.sign(takeover(other, by="bravo"), *copies("bravo", "charlie", "delta"))
    return other


def test_what_was_not_final_is_left_out(follower: Follower, host: Host) -> None:
    once.once(follower)
    other = taken_over(host)
    base = len(host.log.leaves)
    more(host.log, "bread")
    once.once(follower)
    assert remembered() == size() == base + 3
    lost = host.log.leaves[base:]
    more(other, "salt")
    host.log, host.key = other, "hub two"
    done = once.once(follower)
    assert (done.outcome, done.size) == ("good", len(other.leaves)), done.sentence
    assert remembered() == len(other.leaves)
    with cache.reading() as state:
        assert state.tree.root() == other.state.tree.root()
        audit.check_tiles(state)
    live = [list(one._default_manager.order_by("pk").values()) for one in tables()]
    rebuild()
    assert live == [
        list(one._default_manager.order_by("pk").values()) for one in tables()
    ]
    kept = rewind_file(base)
    assert unpack_entries(kept) == lost


def tables() -> list[type[ActRecord]]:
    return [table for job in JOBS for table in job.tables]  # type: ignore[misc]


def rewind_file(base: int) -> bytes:
    (file,) = rewind.folder().glob(f"e1-{base}-*.entries")
    data = file.read_bytes()
    file.unlink()
    return data


def test_an_impostor_makes_nobody_cut(follower: Follower, host: Host) -> None:
    """A higher number and a key of its own: no member chose this host."""
    once.once(follower)
    other = copy_of(host.log)
    more(host.log, "bread")
    once.once(follower)
    held = size()
    more(other, "salt")
    hub = other.state.in_force().terms.hub
    assert hub.epoch == 1
    object.__setattr__(hub, "epoch", 2)
    try:
        host.log, host.key = other, "stranger"
        with pytest.raises(Refused, match="no change of host"):
            follower.round()
    finally:
        object.__setattr__(hub, "epoch", 1)
    assert size() == held


def test_too_few_copies_make_nobody_cut(follower: Follower, host: Host) -> None:
    once.once(follower)
    other = copy_of(host.log)
    more(host.log, "bread")
    once.once(follower)
    held = size()
    payload = takeover(other, by="bravo")
    other.sign(payload, *copies("bravo", "charlie")[:2])
    hub = other.state.in_force().terms.hub
    object.__setattr__(hub, "epoch", 2)
    try:
        host.log, host.key = other, "hub two"
        with pytest.raises(Refused, match="no change of host"):
            follower.round()
    finally:
        object.__setattr__(hub, "epoch", 1)
    assert size() == held


def by_stamps(log: Coalition) -> None:
    """The members' stamps choose another host upon what is here now."""
    hub = {"epoch": 2, "key": public("hub two"), "base": log.head()}
    members = log.state.in_force().terms.members
    terms = {
        name: {"seals": list(one.seals), "replica": one.replica}
        for name, one in members.items()
    }
    payload = log.roster(*members, members=terms, hub=hub, finality="cosigned")
    log.sign(payload, *sorted([*members, "hub two"], key=keyid))


def test_the_stamps_decision_is_for_a_person(follower: Follower, host: Host) -> None:
    once.once(follower)
    other = copy_of(host.log)
    more(host.log, "bread")
    once.once(follower)
    held = size()
    by_stamps(other)
    host.log, host.key = other, "hub two"
    done = once.once(follower)
    assert "A person has to accept" in done.sentence
    assert size() == held
    follower.accept_loss = True
    done = once.once(follower)
    assert (done.outcome, done.size) == ("good", len(other.leaves)), done.sentence
    assert remembered() == len(other.leaves)
