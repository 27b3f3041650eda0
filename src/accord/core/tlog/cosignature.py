"""Cosignatures: what a member's replica, or any witness, says of a checkpoint.

C2SP tlog-cosignature, type 0x04: one more line of signature on the note, named
`accord/<coalition id>/<handle>` when a member's replica made it.

    — <name> base64(4-byte key hash || 8-byte time || 64-byte signature)

The signature is over two lines, `cosignature/v1` and `time <seconds since 1970>`, and
then the whole text of the note. A member's says: I hold every leaf durably, I replayed
them all, the standing is right. Times here are whole seconds since 1970, UTC.
"""

from collections.abc import Iterable
from hashlib import sha256

from accord.core.acts import keys
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Malformed, Refused
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint, NoteSignature

COSIGNATURE = b"\x04"
LENGTH = 4 + 8 + 64
MAX_TIME = 2**63 - 1


def name(coalition: str, handle: str) -> str:
    """The name under which a member's replica cosigns."""
    return f"accord/{coalition}/{handle}"


def key_hash(named: str, key: str) -> bytes:
    """The first 4 bytes of SHA-256(name || 0x0A || 0x04 || key)."""
    data = named.encode() + b"\n" + COSIGNATURE + bytes.fromhex(key)
    return sha256(data).digest()[:4]


def vkey(named: str, key: str) -> str:
    """The key as other people's programs are told it (C2SP signed-note, vkeys)."""
    material = to_base64(COSIGNATURE + bytes.fromhex(key))
    return f"{named}+{key_hash(named, key).hex()}+{material}"


def message(text: str, time: int) -> bytes:
    """The bytes that are signed: two lines and the note's text, its line end too."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosign(text: str, named: str, seed: bytes, time: int) -> str:
    """The line of a cosignature over a note's `text`, without a line end."""
    data = key_hash(named, keys.public(seed)) + time.to_bytes(8)
    return f"— {named} {to_base64(data + keys.sign(seed, message(text, time)))}"


def is_of(signature: NoteSignature, named: str, key: str) -> bool:
    """Whether a signature claims to be this key's: its name, key hash and length."""
    data = signature.data
    return (
        signature.name == named
        and len(data) == LENGTH
        and data[:4] == key_hash(named, key)
    )


def verify(line: str, text: str, named: str, key: str) -> int:
    """The time of the cosignature in `line`, over a note's `text`.

    Raises Malformed, and Refused when it is not this key's.
    """
    return check(note.parse_signature(line), text, named, key)


def check(signature: NoteSignature, text: str, named: str, key: str) -> int:
    """The time of a cosignature over `text`; raises Refused unless it is the key's."""
    if not is_of(signature, named, key):
        raise Refused("This confirmation is not by the copy that it should be by.")
    time = int.from_bytes(signature.data[4:12])
    if time > MAX_TIME or not keys.verify(
        key, message(text, time), signature.data[12:]
    ):
        raise Refused("The signature of this confirmation is wrong.")
    return time


def attach(text: str, lines: Iterable[str]) -> str:
    """The note `text` with the lines of cosignature, in one order, each name once.

    The host's signature stays first; a line replaces an earlier one with its name.
    Raises Malformed when the note or a line is not in its form, or all is too long.
    """
    body, host, others = split(text)
    named = {note.parse_signature(one).name: one for one in (*others, *lines)}
    whole = "".join(f"{one}\n" for one in (host, *(named[at] for at in sorted(named))))
    if len(body) + 1 + len(whole) > note.MAX_NOTE:
        raise Malformed("This checkpoint is too long.")
    return f"{body}\n{whole}"


def split(text: str) -> tuple[str, str, tuple[str, ...]]:
    """A note's text, the host's line, and the other lines; raises Malformed."""
    checkpoint, _ = note.parse(text)
    body, _, rest = text.partition("\n\n")
    host, *others = rest[:-1].split("\n")
    if note.parse_signature(host).name != checkpoint.origin:
        raise Malformed("The host's signature on a checkpoint comes first.")
    return f"{body}\n", host, tuple(others)


def without(text: str) -> str:
    """The note with the host's signature alone; raises Malformed."""
    body, host, _ = split(text)
    return f"{body}\n{host}\n"


def open_cosigned(text: str, key: str) -> tuple[Checkpoint, tuple[NoteSignature, ...]]:
    """The checkpoint that the host's `key` signed, and what else stands under it.

    Raises Malformed, and Refused when the first signature is not the host's. The
    others are not verified: `check` does that for those whose key one knows.
    """
    checkpoint = note.open_signed(without(text), key)
    return checkpoint, note.parse(text)[1][1:]
