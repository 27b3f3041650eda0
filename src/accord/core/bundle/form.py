"""The form of a bundle: one canonical JSON object of at most 4 MiB.

{"v": "accord/bundle@1",
 "blobs": {name: base64},
 "charter": [the founding's envelope, every roster's],
 "checkpoint": the note,
 "envelope": the act's envelope,
 "keys": [invitation, enrolment, invitation, enrolment, ...],
 "leaf": the completing leaf as a string,
 "proof": tlog-proof text for it, with the same checkpoint,
 "standing": {"roster": [line 0, proof], "line": [its line, index, proof]}}
"""

from collections.abc import Mapping
from dataclasses import dataclass

from accord.core.acts import canonical
from accord.core.acts.canonical import Limits
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope, Leaf, parse_leaf, read_envelope
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.fields import (
    Fields,
    blob_name,
    integer,
    many,
    one_of,
    table,
    text,
)
from accord.core.tlog import proof
from accord.core.tlog.proof import MAX_HASHES, Proof, read_hash

VERSION = "accord/bundle@1"
LIMITS = Limits(size=4 * 1024 * 1024, depth=8, strings=65_536)
MAX_ENVELOPES = 4096
DASH = "—".encode()
ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the standing, its index there, and the proof that it stands there."""

    line: str
    index: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle's parts, in their form but not yet verified.

    The envelopes of `charter` and `keys` are JSON documents and the blobs base64: each
    is read when its turn comes, so that what is false costs little.
    """

    blobs: Mapping[str, str]
    charter: tuple[object, ...]
    envelope: Envelope
    keys: tuple[object, ...]
    leaf: Leaf
    proof: Proof
    roster: Place
    line: Place


def encode(bundle: Bundle) -> bytes:
    """The bundle's bytes; raises Refused when they are more than 4 MiB."""
    data = canonical.encode(
        {
            "v": VERSION,
            "blobs": bundle.blobs,
            "charter": bundle.charter,
            "checkpoint": bundle.proof.note,
            "envelope": bundle.envelope.document(),
            "keys": bundle.keys,
            "leaf": bundle.leaf.encode().decode(),
            "proof": bundle.proof.text(),
            "standing": {
                "roster": [bundle.roster.line, _hashes(bundle.roster)],
                "line": [bundle.line.line, bundle.line.index, _hashes(bundle.line)],
            },
        }
    )
    if len(data) > LIMITS.size:
        raise Refused(
            "The proof file would be {size} bytes long; at most {limit} are accepted.",
            size=len(data),
            limit=LIMITS.size,
        )
    return data


def _hashes(place: Place) -> list[str]:
    return [to_base64(one) for one in place.hashes]


def parse(data: bytes) -> Bundle:
    """The bundle whose canonical bytes are `data`; raises Malformed for any other."""
    wide = data.translate(None, ASCII) if len(data) <= LIMITS.size else b""
    if wide.count(DASH) * len(DASH) != len(wide):
        raise Malformed("Only the dashes of a checkpoint may be outside of ASCII.")
    fields = Fields(canonical.parse(data, LIMITS), "bundle")
    fields.take("v", one_of(VERSION))
    checkpoint = fields.take("checkpoint", text)
    standing = Fields(fields.take("standing", _as_it_is), "standing")
    bundle = Bundle(
        blobs=fields.take("blobs", table(blob_name, text, 1, 32)),
        charter=fields.take("charter", many(_as_it_is, 1, MAX_ENVELOPES)),
        envelope=fields.take("envelope", read_envelope),
        keys=fields.take("keys", many(_as_it_is, 2, MAX_ENVELOPES)),
        leaf=parse_leaf(fields.take("leaf", text).encode()),
        proof=proof.parse(fields.take("proof", text)),
        roster=standing.take("roster", _read_first_place),
        line=standing.take("line", _read_place),
    )
    standing.end()
    fields.end()
    if bundle.proof.note != checkpoint:
        raise Malformed("The checkpoint and the one in the proof are not the same.")
    return bundle


def _as_it_is(value: object, where: str) -> object:
    return value


def _read_first_place(value: object, where: str) -> Place:
    line, hashes = many(_as_it_is, 2, 2)(value, where)
    return Place(text(line, where), 0, _read_hashes(hashes, where))


def _read_place(value: object, where: str) -> Place:
    line, index, hashes = many(_as_it_is, 3, 3)(value, where)
    return Place(
        text(line, where), integer(1)(index, where), _read_hashes(hashes, where)
    )


def _read_hashes(value: object, where: str) -> tuple[bytes, ...]:
    return many(lambda one, at: read_hash(text(one, at)), 0, MAX_HASHES)(value, where)
