"""Signed notes and checkpoints (C2SP signed-note and tlog-checkpoint).

accord/<coalition id>/e<epoch>
<size>
<base64 root>
standing <n> <base64 root> <time of the last leaf>

— accord/<coalition id>/e<epoch> <base64(4-byte key hash || signature)>
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from accord.core.acts import keys, times
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed, Refused

MAX_NOTE = 64 * 1024
ED25519 = b"\x01"

_BODY = re.compile(
    r"accord/([0-9a-f]{64})/e([1-9][0-9]{0,6})\n"
    r"([1-9][0-9]{0,15})\n"
    r"([A-Za-z0-9+/]{43}=)\n"
    r"standing ([1-9][0-9]{0,15}) ([A-Za-z0-9+/]{43}=) ([0-9TZ:-]{20})\n"
)
_SIGNATURE = re.compile(r"— ([!-*,-~]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's size and root, the standing tree's, and the time of the last leaf."""

    coalition: str
    epoch: int
    size: int
    root: bytes
    standing_size: int
    standing_root: bytes
    time: str

    @property
    def origin(self) -> str:
        """The name of the log, which is also the name of the hub's signature."""
        return f"accord/{self.coalition}/e{self.epoch}"

    def text(self) -> str:
        """The note's text, the bytes that are signed."""
        return (
            f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"
            f"standing {self.standing_size} {to_base64(self.standing_root)} "
            f"{self.time}\n"
        )


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One line of signature: a name, and key hash and signature together."""

    name: str
    data: bytes


def key_hash(name: str, key: str) -> bytes:
    """The first 4 bytes of SHA-256(name || 0x0A || 0x01 || key)."""
    return sha256(name.encode() + b"\n" + ED25519 + bytes.fromhex(key)).digest()[:4]


def sign(checkpoint: Checkpoint, seed: bytes) -> str:
    """The checkpoint as a note, signed by the hub's private seed."""
    text = checkpoint.text()
    name = checkpoint.origin
    data = key_hash(name, keys.public(seed)) + keys.sign(seed, text.encode())
    return f"{text}\n— {name} {to_base64(data)}\n"


def parse(note: str) -> tuple[Checkpoint, tuple[NoteSignature, ...]]:
    """The checkpoint in a note, not yet verified; raises Malformed."""
    if len(note) > MAX_NOTE:
        raise Malformed("This checkpoint is too long.")
    text, gap, lines = note.partition("\n\n")
    found = _BODY.fullmatch(text + "\n")
    if not gap or not found or not lines.endswith("\n"):
        raise Malformed("This is not a checkpoint of Accord.")
    coalition, epoch, size, root, standing_size, standing_root, time = found.groups()
    times.parse(time)
    checkpoint = Checkpoint(
        coalition,
        int(epoch),
        int(size),
        from_base64(root),
        int(standing_size),
        from_base64(standing_root),
        time,
    )
    signatures = tuple(parse_signature(line) for line in lines[:-1].split("\n"))
    return checkpoint, signatures


def parse_signature(line: str) -> NoteSignature:
    """The signature in one line; raises Malformed."""
    found = _SIGNATURE.fullmatch(line)
    if not found:
        raise Malformed("A checkpoint's signature is not in its one form.")
    return NoteSignature(found[1], from_base64(found[2]))


def open_signed(note: str, key: str) -> Checkpoint:
    """The checkpoint in a note that carries one signature, by the hub key `key`.

    Raises Malformed, and Refused when the signature is not that key's.
    """
    checkpoint, signatures = parse(note)
    if len(signatures) != 1:
        raise Refused("A checkpoint carries one signature, the host's.")
    name, data = signatures[0].name, signatures[0].data
    if name != checkpoint.origin or data[:4] != key_hash(name, key):
        raise Refused("The checkpoint is not signed by the host of this coalition.")
    if len(data) != 68 or not keys.verify(key, checkpoint.text().encode(), data[4:]):
        raise Refused("The host's signature on the checkpoint is wrong.")
    return checkpoint
