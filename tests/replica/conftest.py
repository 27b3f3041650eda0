"""A host in memory, and this process's database as a member's copy of its log."""

from collections.abc import Iterator

import pytest

from accord.core.acts import times
from accord.core.acts.envelope import parse_leaf
from accord.core.rules import fold
from accord.ledger import cache, clock
from accord.replica import beside, record
from accord.replica.follow import Follower
from accord.replica.signatures import Signatures
from accord.replica.source import Source
from tests.coalition import Coalition, blob, keyid, public, seed
from tests.replica.host import Host, serving

REPLICAS = ("alfa", "bravo", "charlie", "delta")


def copy_of(log: Coalition) -> Coalition:
    """The same history once more, to go on with differently."""
    other = Coalition(blobs=dict(log.blobs), time=log.time, nonces=log.nonces + 1000)
    for data in log.leaves:
        step = fold.check(other.state, parse_leaf(data), verify=False, data=data)
        fold.apply(other.state, step)
        other.leaves.append(data)
    return other


def replica(name: str) -> str:
    """The name of a member's replica key."""
    return f"{name} replica"


def with_replicas(*members: str, finality: str = "cosigned") -> Coalition:
    """A founded coalition in which each member has a copy, and a person for voice."""
    log = Coalition()
    names = members or REPLICAS
    terms = {
        name: {"seals": [public(name)], "replica": public(replica(name))}
        for name in names
    }
    body = log.terms(*names, members=terms, finality=finality)
    contents = {
        "names": blob({"en": "Test coalition"}),
        "declaration.en": blob({"title": "Declaration", "text": "We help."}),
    }
    payload = log.act("charter.found", names[0], body, contents)
    signers = [*names, *(replica(one) for one in names), "hub"]
    log.sign(payload, *sorted(signers, key=keyid))
    for name in names:
        log.enrol(f"{name}/voice")
    return log


@pytest.fixture
def log() -> Coalition:
    """A coalition of four members with copies, some acts old."""
    found = with_replicas()
    found.statement("alfa/voice", "bravo/voice", "charlie/voice")
    return found


@pytest.fixture
def host(log: Coalition) -> Iterator[Host]:
    """The coalition's host, honest until a test says otherwise."""
    with serving(Host(log)) as served:
        yield served


@pytest.fixture
def follower(db: None, host: Host) -> Iterator[Follower]:
    """Alfa's copy, empty so far; its clock is the host's."""
    cache.drop()
    clock.set_clock(lambda: times.parse(host.log.time))
    beside.path(public(replica("alfa"))).unlink(missing_ok=True)
    record.begin(host.url, "alfa", public(replica("alfa")))
    source = Source(host.url, seed(replica("alfa")))
    with Signatures(1) as signatures, Follower(source, signatures) as made:
        yield made
    clock.set_clock(None)
    cache.drop()
