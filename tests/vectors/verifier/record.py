"""Envelopes (DSSE), ids of acts, and leaves."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tests.vectors.verifier.form import need, parse, time, unbase64
from tests.vectors.verifier.payload import HASH, object_of

TYPE = "application/vnd.accord.act.v1+json"


@dataclass
class Envelope:
    """A payload and (keyid, signature) pairs."""

    payload: bytes
    signatures: list[tuple[str, bytes]]

    @property
    def signed(self) -> bytes:
        """The bytes that are signed."""
        return signed_bytes(self.payload)

    @property
    def act(self) -> str:
        """The act's id."""
        return sha256(self.signed).hexdigest()


def signed_bytes(payload: bytes) -> bytes:
    """DSSE's pre-authentication encoding."""
    return f"DSSEv1 {len(TYPE)} {TYPE} {len(payload)} ".encode() + payload


def read_envelope(value: object, low: int = 0, high: int = 256) -> Envelope:
    """The envelope in a JSON document."""
    need(isinstance(value, dict), "not an envelope")
    assert isinstance(value, dict)
    need(set(value) == {"payload", "payloadType", "signatures"}, "not an envelope")
    need(value["payloadType"] == TYPE, "another type")
    need(isinstance(value["signatures"], list), "signatures are a list")
    need(low <= len(value["signatures"]) <= high, "too few or too many signatures")
    signatures = [_read_signature(one) for one in value["signatures"]]
    return Envelope(unbase64(value["payload"]), signatures)


def _read_signature(value: dict[str, Any]) -> tuple[str, bytes]:
    object_of(keyid=HASH, sig=lambda _: None)(value)
    sig = unbase64(value["sig"])
    need(len(sig) == 64, "a signature has 64 bytes")
    return value["keyid"], sig


def read_leaf(data: bytes) -> tuple[Envelope, str]:
    """The envelope with one signature, and the log's time, in a leaf's bytes."""
    leaf = parse(data, 65_535)
    moment = time(leaf.pop("time", None))
    return read_envelope(leaf, 1, 1), moment


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + data).digest()
