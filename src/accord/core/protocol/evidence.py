"""Evidence that a hub was dishonest: a file that anybody can check.

{"v": "accord/evidence@1", "kind": ..., "charter": [...], and the fields of the kind}

The kinds, each a function below that makes it: `fork`, `rewind`, `dropped`, `time`,
`standing`, `leaf`; docs/formats/evidence.md has them as a table. `check_evidence` says
what a file proves. It is against the key of one epoch's hub, never against members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accord.core.acts import canonical
from accord.core.acts.canonical import Limits
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope, Leaf
from accord.core.acts.errors import Refused
from accord.core.acts.fields import Fields, digest, many, one_of
from accord.core.protocol import chain
from accord.core.protocol.evidence_checks import CHECKS, Case, any_value
from accord.core.tlog import cosignature
from accord.core.tlog import proof as proofs

VERSION = "accord/evidence@1"
MAX_ENVELOPES = 4096
LIMITS = Limits(size=16 * 1024 * 1024, depth=8, strings=1_000_000)
# Leaves that take more than this are not put into the file: they go beside it.
MAX_LEAVES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is proven: `kind`, against the `hub` key of an `epoch`, in a sentence.

    `size` is how many records the log had, as the (later) checkpoint says, and `as_of`
    that checkpoint's time.
    """

    kind: str
    coalition: str
    epoch: int
    hub: str
    size: int
    as_of: str
    sentence: str


def fork(
    charter: Iterable[Envelope],
    first: str,
    second: str,
    root: bytes | None = None,
    proof: Sequence[bytes] = (),
) -> bytes:
    """Two notes of one epoch that are not of one log.

    Of two sizes the longer one comes second, with its `root` at the size of the first
    and the consistency proof of that.
    """
    fields: dict[str, object] = {"notes": [_alone(first), _alone(second)]}
    if root is not None:
        fields |= {"root": to_base64(root), "proof": _hashes(proof)}
    return _encode("fork", charter, fields)


def rewind(charter: Iterable[Envelope], longer: str, later: str) -> bytes:
    """Two notes of one epoch, the longer log's last leaf older than the shorter's."""
    return _encode("rewind", charter, {"notes": [_alone(longer), _alone(later)]})


def dropped(
    charter: Iterable[Envelope],
    leaf: Leaf,
    receipt: str,
    note: str,
    other: bytes,
    proof: Sequence[bytes],
) -> bytes:
    """A leaf with its receipt (tlog-proof), and a longer log with another leaf there.

    `other` is the hash of the leaf in that log, `proof` its inclusion under `note`.
    """
    shown = proofs.parse(receipt)
    return _encode(
        "dropped",
        charter,
        {
            "leaf": leaf.encode().decode(),
            "receipt": replace(shown, note=_alone(shown.note)).text(),
            "note": _alone(note),
            "other": to_base64(other),
            "proof": _hashes(proof),
        },
    )


def time(
    charter: Iterable[Envelope],
    note: str,
    leaves: Sequence[bytes],
    index: int,
    proofs: Sequence[Sequence[bytes]],
) -> bytes:
    """Two leaves side by side whose times go back; or the last, of another time.

    `index` is the first one's, `proofs` their inclusion under `note`.
    """
    return _encode(
        "time",
        charter,
        {
            "note": _alone(note),
            "leaves": [one.decode() for one in leaves],
            "index": index,
            "proofs": [_hashes(one) for one in proofs],
        },
    )


def standing(charter: Iterable[Envelope], note: str, leaves: Sequence[bytes]) -> bytes:
    """A checkpoint whose standing is not what its leaves come to."""
    return _encode("standing", charter, {"note": _alone(note)} | _enclosed(leaves))


def leaf(
    charter: Iterable[Envelope],
    note: str,
    leaves: Sequence[bytes],
    proof: Sequence[bytes] = (),
) -> bytes:
    """A checkpoint over a leaf, the last of `leaves`, that cannot be replayed.

    `proof` leads from these leaves to the checkpoint, empty when they are all.
    """
    fields: dict[str, object] = {
        "note": _alone(note),
        "size": len(leaves),
        "proof": _hashes(proof),
    }
    return _encode("leaf", charter, fields | _enclosed(leaves))


def check_evidence(
    data: bytes, trust: str, leaves: Iterable[bytes] | None = None
) -> Verdict:
    """What the file proves to whoever trusts the id `trust`.

    `leaves` are those of the log from the first on, for a file without its own: a
    sequence or a stream, read no further than needed. Raises Malformed, and Refused
    when the file proves nothing.
    """
    fields = Fields(canonical.parse(data, LIMITS), "evidence")
    fields.take("v", one_of(VERSION))
    kind = fields.take("kind", one_of(*CHECKS))
    envelopes = fields.take("charter", many(any_value, 1, MAX_ENVELOPES))
    case = Case(fields, chain.follow(envelopes, digest(trust, "trust")), leaves)
    sentence = CHECKS[kind](case)
    checkpoint = case.checkpoint
    if checkpoint is None:
        raise Refused("This names no checkpoint.")
    return Verdict(
        kind,
        checkpoint.coalition,
        checkpoint.epoch,
        case.chain.hubs[checkpoint.epoch],
        checkpoint.size,
        checkpoint.time,
        sentence,
    )


def is_evidence(data: bytes) -> bool:
    """Whether a file calls itself evidence, by its last bytes alone."""
    return data.endswith(f'"v":"{VERSION}"}}'.encode())


def _encode(kind: str, charter: Iterable[Envelope], fields: dict[str, object]) -> bytes:
    documents = [one.document() for one in charter]
    return canonical.encode({"v": VERSION, "kind": kind, "charter": documents} | fields)


def _enclosed(leaves: Sequence[bytes]) -> dict[str, object]:
    if sum(map(len, leaves)) > MAX_LEAVES:
        return {}
    return {"leaves": [one.decode() for one in leaves]}


def _alone(note: str) -> str:
    return cosignature.without(note)


def _hashes(hashes: Iterable[bytes]) -> list[str]:
    return [to_base64(one) for one in hashes]
