"""Envelopes and leaves: one form, every byte of it bound."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.canonical import encode
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import (
    MAX_LEAF,
    PAYLOAD_TYPE,
    Envelope,
    Leaf,
    Signature,
    act_id,
    pae,
    parse_leaf,
    read_envelope,
    sign,
)
from accord.core.acts.errors import Malformed
from tests.coalition import keyid, seed

SIGNATURE = Signature("ab" * 32, bytes(range(64)))
LEAF = Leaf(b'{"a":1}', SIGNATURE, "2026-11-22T14:00:00Z")


def test_the_signed_bytes_are_those_of_dsse() -> None:
    assert pae(b'{"a":1}') == (
        b'DSSEv1 34 application/vnd.accord.act.v1+json 7 {"a":1}'
    )
    assert act_id(b'{"a":1}') == sha256(pae(b'{"a":1}')).hexdigest()


def test_a_leaf_is_canonical_json() -> None:
    data = LEAF.encode()
    assert data == encode(json.loads(data))
    assert json.loads(data) == {
        "payload": to_base64(LEAF.payload),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"keyid": "ab" * 32, "sig": to_base64(SIGNATURE.sig)}],
        "time": "2026-11-22T14:00:00Z",
    }


@given(
    st.binary(min_size=1, max_size=300),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=64, max_size=64),
)
def test_round_trip(payload: bytes, key: bytes, sig: bytes) -> None:
    leaf = Leaf(payload, Signature(key.hex(), sig), "2026-11-22T14:00:00Z")
    assert parse_leaf(leaf.encode()) == leaf


def test_every_other_byte_makes_another_leaf_or_none() -> None:
    data = LEAF.encode()
    for at, byte in enumerate(data):
        for other in {byte ^ 1, byte ^ 0x20, byte ^ 0x80, 0x0A, 0x22}:
            changed = data[:at] + bytes([other]) + data[at + 1 :]
            if changed == data:
                continue
            try:
                leaf = parse_leaf(changed)
            except Malformed:
                continue
            assert leaf != LEAF
            assert leaf.encode() == changed


TEXT = LEAF.encode().decode()
BAD_LEAVES = {
    "nothing": "",
    "not JSON": "leaf",
    "a space": TEXT.replace(":", ": ", 1),
    "a newline at the end": f"{TEXT}\n",
    "no time": TEXT.replace(',"time":"2026-11-22T14:00:00Z"', ""),
    "a time that does not exist": TEXT.replace("11-22", "11-31"),
    "two signatures": TEXT.replace(
        "]", f',{{"keyid":"{"cd" * 32}","sig":"{"A" * 86}=="}}]'
    ),
    "no signature": TEXT[: TEXT.index("[") + 1] + TEXT[TEXT.index("]") :],
    "another type": TEXT.replace("act.v1", "act.v2"),
    "a short signature": TEXT.replace("==", "", 1).replace('"sig":"A', '"sig":"'),
    "a keyid in capitals": TEXT.replace("abab", "ABAB"),
    "base64 that is not canonical": TEXT.replace('"payload":"eyJhIjoxfQ==', "x"),
    "bits left over": TEXT.replace("eyJhIjoxfQ==", "eyJhIjoxfR=="),
    "an unknown field": TEXT.replace('{"payload"', '{"a":1,"payload"', 1),
    "fields in another order": encode(json.loads(TEXT))
    .decode()
    .replace(',"time":"2026-11-22T14:00:00Z"}', "}")
    .replace("{", '{"time":"2026-11-22T14:00:00Z",', 1),
}


@pytest.mark.parametrize("text", BAD_LEAVES.values(), ids=BAD_LEAVES)
def test_refuses_leaf(text: str) -> None:
    assert text != TEXT
    with pytest.raises(Malformed):
        parse_leaf(text.encode())


def test_a_leaf_has_at_most_65535_bytes() -> None:
    with pytest.raises(Malformed, match="too long for the log"):
        Leaf(b"x" * MAX_LEAF, SIGNATURE, LEAF.time).encode()
    with pytest.raises(Malformed, match="too long for the log"):
        parse_leaf(b"x" * (MAX_LEAF + 1))


def test_sign() -> None:
    envelope = sign(b'{"a":1}', seed("alfa"), seed("bravo"))
    assert [one.keyid for one in envelope.signatures] == [
        keyid("alfa"),
        keyid("bravo"),
    ]
    assert read_envelope(envelope.document()) == envelope


def _document(**changes: object) -> dict[str, object]:
    return Envelope(b'{"a":1}', (SIGNATURE,)).document() | changes


ONE = {"keyid": "ab" * 32, "sig": to_base64(SIGNATURE.sig)}
BAD_ENVELOPES: dict[str, tuple[object, str]] = {
    "a list": ([], "has to be an object"),
    "no payload": ({"payloadType": PAYLOAD_TYPE}, "payload is missing"),
    "another type": (_document(payloadType="text/plain"), "not of the type"),
    "an unknown field": (_document(extra=1), "unknown field: extra"),
    "a payload that is not base64": (_document(payload="?"), "not base64"),
    "too many signatures": (_document(signatures=[ONE] * 257), "from 0 to 256"),
    "signatures as an object": (_document(signatures={}), "has to be a list"),
    "a signature of 63 bytes": (
        _document(signatures=[ONE | {"sig": to_base64(b"x" * 63)}]),
        "64 bytes",
    ),
    "a keyid that is none": (_document(signatures=[ONE | {"keyid": "AB"}]), "hash"),
    "a signature with more fields": (_document(signatures=[ONE | {"x": 1}]), "unknown"),
}


@pytest.mark.parametrize(
    ("document", "reason"), BAD_ENVELOPES.values(), ids=BAD_ENVELOPES
)
def test_refuses_envelope(document: object, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        read_envelope(document)
