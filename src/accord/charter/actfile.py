"""Act files: how an act travels to a stamp and back.

    {"blobs": {name: base64}, "envelope": DSSE with the signatures so far,
     "v": "accord/act-file@1"}

Canonical JSON, one line; the same form as in the browser's core/actfile.js.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from accord.core.acts.act import Act, parse_act
from accord.core.acts.canonical import Limits, encode, parse, read
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, read_envelope
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.fields import Fields, blob_name, one_of, table, text

VERSION = "accord/act-file@1"
MAX_FILE = 4 * 1024 * 1024
LIMITS = Limits(size=MAX_FILE, depth=6, strings=4096)


@dataclass(frozen=True, slots=True)
class ActFile:
    """An act with its contents by name, and the signatures so far."""

    act: Act
    envelope: Envelope
    blobs: Mapping[str, bytes]


def write_act_file(envelope: Envelope, blobs: Mapping[str, bytes]) -> bytes:
    """The bytes of an act file."""
    contents = {name: to_base64(data) for name, data in blobs.items()}
    return encode({"blobs": contents, "envelope": envelope.document(), "v": VERSION})


def read_act_file(data: bytes) -> ActFile:
    """The act file in `data`; raises Malformed with a sentence that helps."""
    data = data.strip(b"\r\n \xef\xbb\xbf")
    what = kind_of(data)
    if what != VERSION:
        raise _wrong(what)
    fields = Fields(parse(data, LIMITS), "file")
    fields.take("v", one_of(VERSION))
    envelope = read_envelope(fields.take("envelope", lambda value, _: value))
    encoded = fields.take("blobs", table(blob_name, text, 0, 64))
    fields.end()
    act = parse_act(envelope.payload)
    blobs = {name: from_base64(one) for name, one in encoded.items()}
    for name, ref in act.blobs.items():
        if sha256(blobs.get(name, b"")).hexdigest() != ref.sha256:
            raise Malformed(
                "The content {name} in this file is not the one that is signed.",
                name=name,
            )
    return ActFile(act, envelope, {name: blobs[name] for name in act.blobs})


def must_be_signed(file: ActFile) -> None:
    """Raises Refused when nobody has signed."""
    if not file.envelope.signatures:
        raise Refused(
            "Nobody has signed this file. Sign it in the offline page, and choose the "
            "file that you get back there."
        )


def must_be_about(file: ActFile, act_id: str) -> None:
    """Raises Refused when the file is about something else."""
    if file.act.id != act_id:
        raise Refused("This file is about another decision. It was not taken here.")


def file_name(act: Act) -> str:
    """A name that says what it is: charter-roster-1e49.act.json"""
    return f"{act.kind.replace('.', '-')}-{act.id[:4]}.act.json"


def kind_of(data: bytes) -> str:
    """The `v` of any JSON file of ours, else nothing."""
    try:
        return str(read(data, LIMITS).get("v", ""))
    except Malformed:
        return ""


def _wrong(what: str) -> Malformed:
    """What to say about a file that is none, by its `v`."""
    if what == "accord/key@1":
        return secret_key_file()
    if what == "accord/stamp@1":
        return Malformed(
            "This is a stamp card. Here the signed file belongs; its name ends in "
            ".act.json."
        )
    return Malformed(
        "This is not the file of a decision. Choose the file that you got back after "
        "signing; its name ends in .act.json."
    )


def secret_key_file() -> Malformed:
    """What to say to somebody who hands in the secret itself."""
    return Malformed(
        "This is your organisation's stamp itself, the secret key file. It was not "
        "kept here. Never send it to anybody; what belongs here is a file that it has "
        "signed, or its card."
    )
