"""POST /add-checkpoint: as C2SP tlog-witness says, and only for what is held."""

import pytest
from django.test import Client

from accord.core.tlog import cosignature, merkle, note
from accord.core.tlog.proof import read_hash
from accord.ledger import cache
from accord.replica import background, cosigning, key, once, record, witness
from accord.replica.follow import Follower
from accord.replica.rest import Rest
from accord.sequencer.witness_client import message
from tests.coalition import Coalition, public, seed
from tests.replica.conftest import copy_of, replica
from tests.replica.host import Host


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, follower: Follower) -> None:
    """The requests' own follower is the test's; nothing is remembered of others."""
    key.put(seed(replica("alfa")))
    catching = witness._Catching()
    catching.follower = follower
    monkeypatch.setattr(witness, "_catching", catching)


def more(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)


def ask(client: Client, host: Host, old: int, **given: object) -> tuple[int, str, str]:
    """(status, body, type) of the answer about the host's newest checkpoint."""
    text = str(given.get("note", host.note()))
    size = note.parse(text)[0].size
    tree = host.log.state.tree
    proof = merkle.consistency(tree.get, old, size) if 0 < old < size else []
    body = message(old, given.get("proof", proof), text)  # type: ignore[arg-type]
    answer = client.post("/add-checkpoint", body, content_type="text/plain")
    return answer.status_code, answer.content.decode(), answer["Content-Type"]


def remembered() -> int:
    row = record.following()
    assert row is not None
    return cosigning.remembered(row).size


def test_cosigned_after_fetching(client: Client, host: Host) -> None:
    status, body, _ = ask(client, host, 0)
    assert status == 200
    line = body.removesuffix("\n")
    named = cosignature.name(host.log.state.coalition, "alfa")
    text = note.parse(host.note())[0].text()
    assert cosignature.verify(line, text, named, public(replica("alfa")))
    with cache.reading() as state:
        assert state.size == len(host.log.leaves) == remembered()
    old = remembered()
    more(host.log, "bread")
    assert ask(client, host, old)[0] == 200
    assert remembered() == len(host.log.leaves)
    assert ask(client, host, remembered())[0] == 200  # the same again


def test_a_stale_size(client: Client, host: Host) -> None:
    ask(client, host, 0)
    old = remembered()
    more(host.log, "bread")
    assert ask(client, host, 0) == (409, f"{old}\n", "text/x.tlog.size")


def test_a_bad_proof(client: Client, host: Host) -> None:
    ask(client, host, 0)
    old = remembered()
    more(host.log, "bread")
    bad = [read_hash("A" * 43 + "=")] * 3
    assert ask(client, host, old, proof=bad)[0] == 422
    assert remembered() == old


def test_another_key_and_another_log(client: Client, host: Host) -> None:
    ask(client, host, 0)
    host.key = "stranger"
    assert ask(client, host, remembered())[0] == 403
    host.key = "hub"
    other = host.note().replace(host.log.state.coalition, "0" * 64)
    assert ask(client, host, remembered(), note=other)[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 1",
        b"old 01\n\nnote",
        b"old -1\n\nnote",
        b"old 1\nAAAA\n\nnote",
        b"old 0\n\nnote",
        b"\xff\n\n",
        b"old 0\n" + b"A" * 43 + b"=\n" * 64 + b"\nnote",
        b"x" * 200_000,
    ],
)
def test_rubbish(client: Client, body: bytes) -> None:
    answer = client.post("/add-checkpoint", body, content_type="text/plain")
    assert answer.status_code == 400


def test_two_histories(client: Client, host: Host) -> None:
    other = copy_of(host.log)
    more(host.log, "bread")
    assert ask(client, host, 0)[0] == 200
    held = remembered()
    more(other, "salt")
    mine, host.log = host.log, other
    status, said, _ = ask(client, host, held)
    assert (status, "two different histories" in said) == (409, True)
    row = record.following()
    assert row is not None
    assert row.evidence
    # Nothing of this host is confirmed any more, whatever it shows.
    host.log = mine
    more(mine, "oil")
    assert ask(client, host, held)[0] == 403
    assert remembered() == held


def test_the_host_is_not_reachable(
    client: Client, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks soon whether there is another one, which would have to be confirmed."""
    monkeypatch.setattr(background, "_rest", rest := Rest())
    witness._catching.follower.source.address.port = 1  # type: ignore[union-attr]
    status, said, _ = ask(client, host, 0)
    assert status == 503
    assert "fetched first" in said
    assert rest.woken


def test_a_hub_is_no_witness(client: Client, host: Host) -> None:
    row = record.following()
    assert row is not None
    row.delete()
    assert ask(client, host, 0)[0] == 404


def test_what_others_poll(client: Client, follower: Follower, host: Host) -> None:
    assert client.get("/api/v1/copy").status_code == 404
    once.once(follower)
    told = client.get("/api/v1/copy").json()
    assert (told["member"], told["cosigned"]["size"]) == ("alfa", remembered())
    assert told["cosigned"]["note"] == host.note()
