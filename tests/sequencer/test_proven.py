"""Records with their proofs in the log that the reader has seen; reading keys."""

from typing import Any

import pytest
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import parse_leaf
from accord.core.tlog.merkle import leaf_hash, verify_inclusion
from accord.ledger import queries
from tests.coalition import blob, keyid, public, text_blobs
from tests.hub import Hub

KEYS = [f"age1{letter * 58}" for letter in "qpz"]
SIZES = ["", "size=", "size=0", "size=-1", "size=1e3", "size=9999999999", "size=a"]


def head() -> tuple[int, bytes]:
    """The size and the root of the log."""
    row = queries.head()
    assert row is not None
    return row.size, bytes.fromhex(row.root)


def publish(hub: Hub, member: str, key: str) -> None:
    hub.does("charter.reader", member, {"recipient": key})


def needs_proof(one: dict[str, Any]) -> str:
    """The leaf of a record that has to be in the log of now."""
    size, root = head()
    leaf, index, proof = one["leaf"], one["index"], one["proof"]
    assert isinstance(leaf, str)
    assert isinstance(index, int)
    assert isinstance(proof, list)
    nodes = [from_base64(node) for node in proof]
    assert verify_inclusion(leaf_hash(leaf.encode()), index, size, nodes, root)
    return leaf


def given(client: Client) -> dict[str, str]:
    """The keys that the hub gives out by member, each proven to be in its log."""
    answer = client.get(f"/api/v1/readers?size={head()[0]}")
    assert answer.status_code == 200
    leaves = [needs_proof(one) for one in answer.json()["readers"]]
    acts = [parse_act(parse_leaf(leaf.encode()).payload) for leaf in leaves]
    return {act.by: act.body.recipient for act in acts}  # type: ignore[attr-defined]


def test_the_newest_reading_key_of_each_member_of_now(client: Client, hub: Hub) -> None:
    publish(hub, "alfa", KEYS[0])
    publish(hub, "bravo", KEYS[1])
    before = head()[0]
    publish(hub, "alfa", KEYS[2])
    assert given(client) == {"alfa": KEYS[2], "bravo": KEYS[1]}
    # In the log as it was, the key that was the newest then.
    (alfa, _bravo) = client.get(f"/api/v1/readers?size={before}").json()["readers"]
    assert KEYS[0].encode() in parse_leaf(alfa["leaf"].encode()).payload

    hub.does(
        "charter.roster",
        "bravo",
        hub.terms("alfa", "charlie"),
        roster=hub.state.in_force().id,
    )
    assert given(client) == {"alfa": KEYS[2]}


@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_the_log_never_had(client: Client, hub: Hub, size: str) -> None:
    act = next(iter(hub.state.acts))
    for path in ("/api/v1/readers", f"/api/v1/acts/{act}/leaf"):
        assert client.get(f"{path}?{size}").status_code == 400


def test_the_record_that_completed_an_act(client: Client, hub: Hub) -> None:
    body = {"slug": "water", "languages": ["en"], "release": hub.time}
    body |= {"urgent": False, "topics": []}
    act = hub.does("voice.own", "alfa/voice", body, text_blobs("en"))
    hub.sign_in(client, "alfa/voice")
    answer = client.get(f"/api/v1/acts/{act}/leaf?size={head()[0]}")
    leaf = parse_leaf(needs_proof(answer.json()).encode())
    assert parse_act(leaf.payload).id == act
    index = answer.json()["index"]
    assert client.get(f"/api/v1/acts/{act}/leaf?size={index}").status_code == 400


def test_who_may_not_read_an_act_gets_no_record_of_it(client: Client, hub: Hub) -> None:
    hub.enrol("alfa/reports", "reports")
    hub.enrol("bravo/reports", "reports")
    hub.enrol("charlie/reports", "reports")
    body = {"marking": "red", "audience": ["bravo"], "topics": [], "observed": hub.time}
    contents = {"report.sealed": b"age-encryption.org/v1\n" + bytes(40)}
    act = hub.does("reports.report", "alfa/reports", body, contents)
    path = f"/api/v1/acts/{act}/leaf?size={head()[0]}"
    assert client.get(path).status_code == 404
    assert hub.sign_in(Client(), "charlie/reports").get(path).status_code == 404
    assert hub.sign_in(Client(), "bravo/reports").get(path).status_code == 200


def signers(devices: list[dict[str, Any]]) -> list[list[str]]:
    """Who signed each invitation and each enrolment, all in the log of now."""
    found = []
    for one in devices:
        given = [one["invitation"], *one["enrolment"]]
        leaves = [parse_leaf(needs_proof(each).encode()) for each in given]
        found.append([leaf.signature.keyid for leaf in leaves])
    return found


def way(name: str, inviter: str) -> list[str]:
    """Whose signatures let in the device `name`, in the order of the log."""
    return [keyid(inviter), keyid(f"{name} invite"), keyid(name)]


def test_a_record_comes_with_its_signers_devices(client: Client, hub: Hub) -> None:
    hub.enrol("alfa/dora", "people", "reports")
    hub.enrol("alfa/eva", "reports", inviter="alfa/dora")
    body = {"marking": "clear", "audience": [], "topics": [], "observed": hub.time}
    blobs = {"report": blob({"title": "a", "text": "b", "place": ""})}
    act = hub.does("reports.report", "alfa/eva", body, blobs)
    hub.sign_in(client, "bravo/voice")
    before = head()[0]
    given = client.get(f"/api/v1/acts/{act}/leaf?size={before}").json()
    ways = [way("alfa/dora", "alfa"), way("alfa/eva", "alfa/dora")]
    assert signers(given["devices"]) == ways
    assert given["revoked"] == []

    off = {"keys": [public("alfa/eva")], "invites": []}
    revoked = hub.does("charter.revoke", "alfa/dora", off)
    given = client.get(f"/api/v1/acts/{act}/leaf?size={head()[0]}").json()
    assert signers(given["devices"]) == ways
    (told,) = given["revoked"]
    assert parse_act(parse_leaf(needs_proof(told).encode()).payload).id == revoked
    assert signers(told["devices"]) == ways[:1]
    # In the log as it was, nobody had switched it off.
    given = client.get(f"/api/v1/acts/{act}/leaf?size={before}").json()
    assert given["revoked"] == []


def test_what_a_stamp_signed_comes_without_devices(client: Client, hub: Hub) -> None:
    publish(hub, "alfa", KEYS[0])
    act = list(hub.state.acts)[-1]
    hub.sign_in(client, "bravo/voice")
    given = client.get(f"/api/v1/acts/{act}/leaf?size={head()[0]}").json()
    needs_proof(given)
    assert (given["devices"], given["revoked"]) == ([], [])
