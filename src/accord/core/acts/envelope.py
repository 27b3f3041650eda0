"""DSSE envelopes, act ids, and the leaves of the log.

An envelope carries one payload and any number of signatures; a leaf is the same with
exactly one signature and the log's time. What was signed is what is stored.
Source: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from accord.core.acts import keys, times
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, digest, many, text

PAYLOAD_TYPE = "application/vnd.accord.act.v1+json"
MAX_LEAF = 65_535
MAX_SIGNATURES = 256

_PREFIX = b"DSSEv1 %d %s " % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode())
# A leaf begins with its payload; all that follows it has one length.
_BEFORE = b'{"payload":"'
_AFTER = re.compile(
    rb'","payloadType":"'
    + re.escape(PAYLOAD_TYPE.encode())
    + rb'","signatures":\[\{"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/]{86}==)"\}\]'
    rb',"time":"([0-9TZ:-]{20})"\}'
)


class Signature(NamedTuple):
    """One signature: the key's id in hex and the 64 bytes."""

    keyid: str
    sig: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload and its signatures, in order."""

    payload: bytes
    signatures: tuple[Signature, ...]

    def document(self) -> dict[str, object]:
        """The envelope as a JSON document."""
        return {
            "payload": to_base64(self.payload),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [
                {"keyid": one.keyid, "sig": to_base64(one.sig)}
                for one in self.signatures
            ],
        }


class Leaf(NamedTuple):
    """One entry of the log: a payload, one signature and the log's time."""

    payload: bytes
    signature: Signature
    time: str

    def encode(self) -> bytes:
        """The canonical bytes, at most 65,535 of them; raises Malformed if longer."""
        data = b"".join(
            (
                b'{"payload":"',
                to_base64(self.payload).encode(),
                b'","payloadType":"',
                PAYLOAD_TYPE.encode(),
                b'","signatures":[{"keyid":"',
                self.signature.keyid.encode(),
                b'","sig":"',
                to_base64(self.signature.sig).encode(),
                b'"}],"time":"',
                self.time.encode(),
                b'"}',
            )
        )
        if len(data) > MAX_LEAF:
            raise Malformed("This record is too long for the log.")
        return data


_EMPTY = Leaf(b"", Signature("0" * 64, bytes(64)), "0" * 20)
_AFTER_SIZE = len(_EMPTY.encode()) - len(_BEFORE)


def pae(payload: bytes) -> bytes:
    """The bytes that are signed (DSSE's pre-authentication encoding)."""
    return b"%s%d %s" % (_PREFIX, len(payload), payload)


def act_id(payload: bytes) -> str:
    """The act's id: hex SHA-256 of the signed bytes."""
    return sha256(pae(payload)).hexdigest()


def parse_leaf(data: bytes) -> Leaf:
    """The leaf whose canonical bytes are `data`; raises Malformed for any other."""
    if len(data) > MAX_LEAF:
        raise Malformed("This record is too long for the log.")
    found = _AFTER.fullmatch(data, len(data) - _AFTER_SIZE)
    if not found or not data.startswith(_BEFORE):
        raise Malformed("This is not a record in its canonical form.")
    keyid, sig, time = found.groups()
    written = time.decode()
    times.parse(written)
    signature = Signature(keyid.decode(), from_base64(sig))
    payload = from_base64(data[len(_BEFORE) : -_AFTER_SIZE])
    return Leaf(payload, signature, written)


def read_envelope(value: object, where: str = "envelope") -> Envelope:
    """The envelope in a parsed JSON document; raises Malformed."""
    fields = Fields(value, where)
    payload = fields.take("payload", text)
    if fields.take("payloadType", text) != PAYLOAD_TYPE:
        raise Malformed("{where} is not of the type of Accord's acts.", where=where)
    signatures = fields.take("signatures", many(_read_signature, 0, MAX_SIGNATURES))
    fields.end()
    return Envelope(from_base64(payload), signatures)


def _read_signature(value: object, where: str) -> Signature:
    fields = Fields(value, where)
    keyid = fields.take("keyid", digest)
    sig = from_base64(fields.take("sig", text))
    fields.end()
    if len(sig) != 64:
        raise Malformed("{where}: a signature has 64 bytes.", where=where)
    return Signature(keyid, sig)


def sign(payload: bytes, *seeds: bytes) -> Envelope:
    """An envelope with one signature for each private seed, in the order given."""
    message = pae(payload)
    return Envelope(
        payload,
        tuple(
            Signature(keys.keyid(keys.public(seed)), keys.sign(seed, message))
            for seed in seeds
        ),
    )
