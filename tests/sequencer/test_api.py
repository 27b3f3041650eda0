"""What the API answers to bad input: a status and a sentence, and nothing is stored."""

import json

import pytest
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import PAYLOAD_TYPE
from accord.ledger.models import Entry
from accord.sequencer import appender, views
from accord.sequencer.append import append
from accord.sequencer.posts import Receipts, make_post
from tests.coalition import text_blobs
from tests.hub import Hub, furnished
from tests.sequencer.test_append import statement

SIG = {"keyid": "0" * 64, "sig": to_base64(bytes(64))}


def envelope(payload: bytes, *signatures: object, kind: str = PAYLOAD_TYPE) -> object:
    return {
        "payload": to_base64(payload),
        "payloadType": kind,
        "signatures": list(signatures),
    }


def post(*envelopes: object, **more: object) -> bytes:
    return encode({"envelopes": list(envelopes), "blobs": []} | more)


BAD = {
    "not JSON": (b"hello", "This is not JSON"),
    "an array": (b"[]", "A JSON object is expected here."),
    "nested too deep": (b"[" * 50 + b"]" * 50, "This is nested deeper than"),
    "nothing to record": (post(), "post.envelopes has to have from 1 to 500 entries."),
    "unknown field": (post(envelope(b"{}", SIG), extra=1), "post has an unknown field"),
    "no signature": (post(envelope(b"{}")), "There is no signature here to record."),
    "another type": (post(envelope(b"{}", SIG, kind="x")), "is not of the type of"),
    "257 signatures": (post(envelope(b"{}", *[SIG] * 257)), "from 0 to 256 entries."),
    "a short signature": (
        post(envelope(b"{}", SIG | {"sig": to_base64(bytes(63))})),
        "a signature has 64 bytes.",
    ),
    "base64 with a space": (
        post({"payload": "e30 =", "payloadType": PAYLOAD_TYPE, "signatures": [SIG]}),
        "This is not base64",
    ),
    "a payload with spaces": (post(envelope(b'{ "kind":1}', SIG)), "canonical form"),
    "a float": (post(envelope(b'{"kind":1.5}', SIG)), "Numbers are whole"),
    "null": (post(envelope(b'{"kind":null}', SIG)), "null is not used"),
    "a key twice": (post(envelope(b'{"a":1,"a":1}', SIG)), "canonical form"),
    "a letter beyond ASCII": (
        post(envelope('{"kind":"é"}'.encode(), SIG)),
        "Only printable ASCII",
    ),
    "an unknown kind": (
        post(envelope(b'{"kind":"voice.shout"}', SIG)),
        "There is no kind of record called voice.shout.",
    ),
    "a payload that is too long": (
        post(envelope(b'{"a":"' + b"x" * 33_000 + b'"}', SIG)),
        "at most 32,768 are accepted.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_sentence(
    hub: Hub, client: Client, name: str
) -> None:
    body, sentence = BAD[name]
    before = Entry.objects.count()
    answer = client.post("/api/v1/acts", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert sentence in answer.json()["detail"]
    assert Entry.objects.count() == before


def test_too_much_is_refused_before_it_is_read(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MAX_POST", 10)
    answer = client.post("/api/v1/acts", b"x" * 11, content_type="application/json")
    assert answer.status_code == 413


def test_a_busy_server_asks_to_try_again(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> Receipts:
        raise appender.Busy

    monkeypatch.setattr(views, "submit", busy)
    body = post(envelope(statement(hub)[0].payload, SIG))
    answer = client.post("/api/v1/acts", body, content_type="application/json")
    assert answer.status_code == 503
    assert "Nothing is lost" in answer.json()["detail"]


def test_a_sentence_comes_in_the_readers_language(hub: Hub, client: Client) -> None:
    body = post(envelope(b'{"kind":null}', SIG))
    answer = client.post(
        "/api/v1/acts",
        body,
        content_type="application/json",
        headers={"accept-language": "uk"},
    )
    assert "null" in answer.json()["detail"]
    assert "Numbers" not in answer.json()["detail"]


def test_two_last_signatures_at_once(hub: Hub) -> None:
    """Both browsers get a receipt; the words take effect once."""
    first, blobs = statement(hub, "alfa/voice")
    append([make_post([first], blobs)])
    payload = first.payload
    both = [
        make_post([type(first)(payload, (hub.leaf(payload, name).signature,))], [])
        for name in ("bravo/voice", "charlie/voice")
    ]
    outcomes = append(both)
    assert all(isinstance(one, Receipts) for one in outcomes)
    hub.refresh()
    record = hub.state.acts[outcomes[0].receipts[0].act]  # type: ignore[union-attr]
    assert record.effect is not None
    assert (
        record.effect.index
        == record.signatures[hub.leaf(payload, "bravo/voice").signature.keyid]
    )
    assert len(record.signatures) == 3


def test_contents_are_checked_on_the_way_in(hub: Hub, client: Client) -> None:
    blobs = text_blobs("en", "uk")
    wrong = dict(blobs) | {"text.uk": hub.document({"title": "only"})}
    payload = hub.act("voice.statement", "alfa", hub.words(), wrong)
    signature = hub.leaf(payload, "alfa/voice").signature
    body = {
        "envelopes": [
            envelope(
                payload, {"keyid": signature.keyid, "sig": to_base64(signature.sig)}
            )
        ],
        "blobs": [to_base64(one) for one in wrong.values()],
    }
    answer = client.post(
        "/api/v1/acts", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 400
    assert "text.uk" in answer.json()["detail"]


def test_several_acts_at_once_each_for_those_who_may_know_it(
    hub: Hub, client: Client
) -> None:
    shop = furnished(hub)
    item, site = shop.items["blanket"], shop.sites["alfa"]
    path = f"/api/v1/acts/several?ids={item},{'0' * 64},{site}"
    assert client.get(path).json() == {"acts": {}}
    found = hub.sign_in(client, "bravo/voice").get(path).json()["acts"]
    assert list(found) == [item, site]
    assert parse_act(from_base64(found[item]["payload"])).id == item
    assert list(found[site]["blobs"]) == ["place"]


@pytest.mark.parametrize("ids", ["", "xyz", ",".join(["0" * 64] * 31)])
def test_what_are_no_ids_of_acts(hub: Hub, client: Client, ids: str) -> None:
    answer = client.get("/api/v1/acts/several", {"ids": ids})
    assert answer.status_code == 400
    assert "no ids" in answer.json()["detail"]
