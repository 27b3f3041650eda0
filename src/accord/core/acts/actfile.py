"""Act files (`*.act.json`): one act on its way between a hub and a key kept off it.

    {"blobs": {name: base64}, "envelope": {the DSSE envelope}, "v": "accord/act-file@1"}

Canonical JSON; the envelope may have no signature yet. A newline at the end, which
editors add, is allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accord.core.acts.act import MAX_BLOB, Act, parse_act
from accord.core.acts.blobs import check_content
from accord.core.acts.canonical import Limits, encode, parse
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, Signature, read_envelope
from accord.core.acts.errors import Refused
from accord.core.acts.fields import Fields, blob_name, one_of, table, text

VERSION = "accord/act-file@1"
LIMITS = Limits(size=44 * 1024 * 1024, depth=6, strings=8192)


@dataclass(frozen=True, slots=True)
class ActFile:
    """An act, its contents by name, and the signatures that it carries so far."""

    act: Act
    blobs: Mapping[str, bytes]
    signatures: tuple[Signature, ...]

    @property
    def envelope(self) -> Envelope:
        """The act in its envelope."""
        return Envelope(self.act.payload, self.signatures)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the contents that the act names and the file does not hold."""
        return tuple(sorted(set(self.act.blobs) - set(self.blobs)))

    def signed_with(self, signature: Signature) -> "ActFile":
        """The same with one signature more."""
        return replace(self, signatures=(*self.signatures, signature))


def of(envelope: Envelope, blobs: Mapping[str, bytes]) -> ActFile:
    """The file of an act in its envelope; raises Malformed."""
    return ActFile(parse_act(envelope.payload), blobs, envelope.signatures)


def name_of(act: Act) -> str:
    """A name that says what it is: charter-roster-1e49.act.json"""
    return f"{act.kind.replace('.', '-')}-{act.id[:4]}.act.json"


def write(file: ActFile) -> bytes:
    """The act file's bytes."""
    return encode(
        {
            "blobs": {name: to_base64(blob) for name, blob in file.blobs.items()},
            "envelope": file.envelope.document(),
            "v": VERSION,
        }
    )


def read(data: bytes) -> ActFile:
    """The act in a file, every content checked; signatures are not verified yet.

    Raises Malformed, and Refused when a content is not the one that the act names.
    """
    data = data.removesuffix(b"\n").removesuffix(b"\r")
    fields = Fields(parse(data, LIMITS), "act file")
    fields.take("v", one_of(VERSION))
    envelope = fields.take("envelope", read_envelope)
    blobs = fields.take("blobs", table(blob_name, _read_blob, 0, 32))
    fields.end()
    act = parse_act(envelope.payload)
    for name, blob in blobs.items():
        _check_blob(act, name, blob)
    return ActFile(act, blobs, envelope.signatures)


def _read_blob(value: object, where: str) -> bytes:
    written = text(value, where)
    if len(written) > 2 * MAX_BLOB:
        raise Refused("{where} is too long.", where=where)
    return from_base64(written)


def _check_blob(act: Act, name: str, blob: bytes) -> None:
    if name not in act.blobs:
        raise Refused("The act does not name the content {name}.", name=name)
    act.blobs[name].check(blob)
    check_content(name, blob)
