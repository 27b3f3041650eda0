"""The pages of a member's copy: the same to read, nothing to change, what is wrong."""

import json
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from accord.core.acts.errors import Refused
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from accord.ledger.append import checkpoint
from accord.ledger.models import Head
from accord.replica import entering, evidence, key, once, record
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.http import Address
from accord.replica.models import Following
from tests.coalition import Coalition, seed
from tests.replica.conftest import copy_of, replica
from tests.replica.host import Host


@pytest.fixture
def copy(follower: Follower) -> Follower:
    """A copy that is up to date."""
    key.put(seed(replica("alfa")))
    assert once.once(follower).outcome == "good"
    return follower


def page(client: Client, address: str = "/en/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_same_pages_with_a_banner(
    client: Client, copy: Follower, host: Host
) -> None:
    host.log.wait(minutes=11)  # the statement is out
    shown = page(client)
    assert "A copy kept by alfa." in shown
    assert "All records of the host are here" in shown
    assert "Test coalition" in shown
    assert "/statements/2026/water" in shown
    assert "копія" in page(client, "/uk/")


def test_one_that_became_the_hub_is_no_copy_any_more(
    client: Client, copy: Follower
) -> None:
    record.moved("")
    assert "A copy kept by alfa." not in page(client)
    assert client.post("/en/x").status_code == 404
    assert record.past() is not None


def test_how_far_behind(client: Client, copy: Follower) -> None:
    Following.objects.update(host_size=copy.newest + 3)
    assert "3 records behind the host." in page(client)


@pytest.mark.parametrize("address", ["/api/v1/acts", "/en/desk/statements/", "/en/x"])
def test_nothing_is_taken(client: Client, copy: Follower, address: str) -> None:
    answer = client.post(address, {}, content_type="application/json")
    assert answer.status_code == 403
    said = answer.content.decode()
    assert copy.source.url in said
    if address.startswith("/api/"):
        assert json.loads(said)["host"] == copy.source.url
    else:
        assert "Nothing can be saved here" in said


def test_reading_and_asking_go_on(client: Client, copy: Follower, host: Host) -> None:
    assert client.post("/api/v1/session/challenge").status_code == 200
    asked = client.post("/en/check", {"words": "Water is free."})
    assert asked.status_code == 200
    assert client.get("/log/checkpoint", follow=True).content.decode() == host.note()


def test_while_it_is_being_made(client: Client, copy: Follower) -> None:
    Head.objects.update(note="")
    answer = client.get("/en/")
    assert answer.status_code == 503
    assert "still being made" in answer.content.decode()
    assert client.get("/api/v1/checkpoint").json()["host"] == copy.source.url
    assert client.get("/healthz").status_code == 200


def test_a_host_that_does_not_answer(client: Client, copy: Follower) -> None:
    copy.source.address.close()
    copy.source.address = Address("http://127.0.0.1:1")
    once.once(copy)
    assert "does not answer" in page(client)


def test_the_operator_lets_a_colleague_in(client: Client, copy: Follower) -> None:
    """To read what is for members; nothing can be changed here, as nobody can."""
    assert client.get("/en/desk/").status_code == 302
    link = entering.link("alfa", "voice")
    address = link.removeprefix(settings.ORIGIN)
    assert client.get(address).status_code == 302
    assert "A copy kept by alfa." in page(client, "/en/desk/")
    assert Client(SERVER_NAME="127.0.0.1").get(address).status_code == 404  # used
    assert client.post("/en/desk/me", {}).status_code == 403


def test_a_link_is_for_a_colleague_and_ten_minutes(
    client: Client, copy: Follower, host: Host
) -> None:
    with pytest.raises(Refused, match="There are: voice"):
        entering.link("alfa", "nobody")
    address = entering.link("alfa", "voice").removeprefix(settings.ORIGIN)
    host.log.wait(minutes=11)
    assert client.get(address).status_code == 404
    assert client.get("/copy/enter/other").status_code == 404


def test_ready(client: Client, copy: Follower) -> None:
    told = client.get("/readyz")
    assert told.status_code == 200
    assert told.json()["checks"]["host"] == f"ok, {copy.source.url}"
    Following.objects.update(trouble="The host does not answer.")
    assert client.get("/readyz").status_code == 503


def test_evidence_in_red(client: Client, copy: Follower, host: Host) -> None:
    other = copy_of(host.log)
    grow(host.log, "bread")
    once.once(copy)
    grow(other, "salt")
    host.log = other
    once.once(copy)
    shown = page(client)
    assert 'class="notice copy-of gone"' in shown
    assert "has signed two different histories" in shown
    (name,) = evidence.names()
    answer = client.get(f"/log/evidence/{name}")
    assert answer.status_code == 200
    assert (
        b"".join(answer.streaming_content)
        == (  # type: ignore[attr-defined]
            evidence.directory() / name
        ).read_bytes()
    )
    assert client.get("/log/evidence/other.evidence.json").status_code == 404
    assert client.get("/log/evidence/..%2Fsecret.key").status_code == 404


@pytest.fixture(autouse=True)
def _no_evidence_of_others() -> None:
    for name in evidence.names():
        (evidence.directory() / name).unlink()


def test_not_more_files_than_enough(copy: Follower, host: Host) -> None:
    now = checkpoint(host.log.state)
    kept = {
        evidence.keep(Dishonest.of("fork", (host.note(), sign(now, size=number + 1))))
        for number in range(evidence.MOST + 5)
    }
    assert len(kept) == len(evidence.names()) == evidence.MOST


def sign(now: Checkpoint, **changes: int) -> str:
    return note.sign(replace(now, **changes), seed("hub"))  # type: ignore[arg-type]


def grow(log: Coalition, slug: str) -> None:
    log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug=slug)
