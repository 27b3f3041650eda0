"""Merkle trees (RFC 6962), checkpoints, proofs and tiles (C2SP), the standing."""

import re
from dataclasses import dataclass
from hashlib import sha256

from tests.vectors.verifier.form import Bad, matches, need, time, unbase64, verify

NUMBER = "(0|[1-9][0-9]{0,15})"
ROOT = "([A-Za-z0-9+/]{43}=)"


def node(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, over leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(root(leaves[:k]), root(leaves[k:]))


def root_of_path(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root to which an audit path leads (RFC 6962 section 2.1.1)."""
    need(0 <= index < size, "no such index")
    if size == 1:
        need(not proof, "a hash too many")
        return leaf
    need(proof, "a hash too few")
    *rest, last = proof
    k = split(size)
    if index < k:
        return node(root_of_path(leaf, index, k, rest), last)
    return node(last, root_of_path(leaf, index - k, size - k, rest))


def includes(leaf: bytes, index: int, size: int, proof: list[bytes], of: bytes) -> bool:
    """Whether a proof shows the leaf hash at its index."""
    try:
        return root_of_path(leaf, index, size, proof) == of
    except Bad:
        return False


def roots_of_proof(
    old: int, new: int, old_root: bytes, proof: list[bytes], whole: bool = True
) -> tuple[bytes, bytes]:
    """Both roots that a consistency proof gives (RFC 6962 section 2.1.2)."""
    if old == new:
        if whole:
            need(not proof, "a hash too many")
            return old_root, old_root
        need(len(proof) == 1, "not one hash")
        return proof[0], proof[0]
    need(proof, "a hash too few")
    *rest, last = proof
    k = split(new)
    if old <= k:
        first, second = roots_of_proof(old, k, old_root, rest, whole)
        return first, node(second, last)
    first, second = roots_of_proof(old - k, new - k, old_root, rest, False)
    return node(last, first), node(last, second)


def extends(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]
) -> bool:
    """Whether a proof shows that one tree grew into the other."""
    try:
        need(0 < old <= new, "no such sizes")
        return roots_of_proof(old, new, old_root, proof) == (old_root, new_root)
    except Bad:
        return False


# Checkpoints


@dataclass
class Checkpoint:
    """What a checkpoint says, and its text and signature lines."""

    coalition: str
    epoch: int
    size: int
    root: bytes
    standing_size: int
    standing_root: bytes
    time: str
    text: str
    lines: list[str]


def read_checkpoint(note: str) -> Checkpoint:
    """The checkpoint in a note, whose signature is not verified yet."""
    found = re.fullmatch(
        rf"(accord/([0-9a-f]{{64}})/e([1-9][0-9]{{0,6}})\n([1-9][0-9]{{0,15}})\n{ROOT}\n"
        rf"standing ([1-9][0-9]{{0,15}}) {ROOT} (\S{{20}})\n)\n((?:[^\n]+\n)+)",
        note,
    )
    need(found and len(note) <= 64 * 1024, "not a checkpoint")
    assert found
    lines = found[9][:-1].split("\n")
    for line in lines:
        unbase64(matches(r"— [!-*,-~]+ ([^ ]+)", line).split(" ")[2])
    return Checkpoint(
        found[2],
        int(found[3]),
        int(found[4]),
        unbase64(found[5]),
        int(found[6]),
        unbase64(found[7]),
        time(found[8]),
        found[1],
        lines,
    )


def open_checkpoint(note: str, key: str, *, alone: bool = True) -> Checkpoint:
    """The checkpoint in a note signed by the hub's key first, or by nobody else."""
    checkpoint = read_checkpoint(note)
    name = f"accord/{checkpoint.coalition}/e{checkpoint.epoch}"
    need(len(checkpoint.lines) == 1 or not alone, "not one signature")
    _, signer, data = checkpoint.lines[0].split(" ")
    signature = unbase64(data)
    known = sha256(f"{name}\n".encode() + b"\x01" + bytes.fromhex(key)).digest()[:4]
    need(signer == name and signature[:4] == known, "another key")
    need(verify(key, checkpoint.text.encode(), signature[4:]), "a false signature")
    return checkpoint


def cosigned(line: str, text: str, key: str) -> int:
    """The time at which a key cosigned a checkpoint's text."""
    _, name, data = matches(r"— [!-*,-~]+ ([^ ]+)", line).split(" ")
    signature = unbase64(data)
    known = sha256(f"{name}\n".encode() + b"\x04" + bytes.fromhex(key)).digest()[:4]
    need(len(signature) == 76 and signature[:4] == known, "another key")
    moment = int.from_bytes(signature[4:12], "big")
    said = f"cosignature/v1\ntime {moment}\n{text}".encode()
    need(moment < 2**63 and verify(key, said, signature[12:]), "a false signature")
    return moment


# tlog-proof, tiles, the standing


def read_proof(text: str) -> tuple[int, list[bytes], str]:
    """Index, hashes and checkpoint of a proof as text."""
    head, gap, note = text.partition("\n\n")
    need(gap, "no checkpoint")
    first, *lines = head.split("\n")
    need(first == "c2sp.org/tlog-proof@v1" and 1 <= len(lines) <= 65, "not a proof")
    index = matches(f"index {NUMBER}", lines[0])
    hashes = [unbase64(line) for line in lines[1:]]
    need(all(len(one) == 32 for one in hashes), "a hash has 32 bytes")
    return int(index[6:]), hashes, note


def read_tile_path(path: str) -> tuple[int | None, int, int]:
    """Level (None: entries), number and width of a tile."""
    found = re.fullmatch(
        r"(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*)([0-9]{3})"
        r"(?:\.p/([1-9][0-9]{0,2}))?",
        path,
    )
    need(found, "no such path")
    assert found
    need(not found[2].startswith("x000/"), "no such path")
    width = int(found[4] or 256)
    need(width < 256 or not found[4], "no such path")
    number = int(found[2].replace("x", "").replace("/", "") + found[3])
    return (None if found[1] == "entries" else int(found[1])), number, width


def read_entries(tile: bytes) -> list[bytes]:
    """The leaves in a tile of entries."""
    leaves = []
    while tile:
        length = int.from_bytes(tile[:2], "big")
        need(len(tile) >= 2 + length and len(tile) > 1, "cut short")
        leaves.append(tile[2 : 2 + length])
        tile = tile[2 + length :]
    return leaves


@dataclass
class Line:
    """What holds of one act of voice."""

    act: str
    kind: str
    state: str
    time: str
    index: int

    def text(self) -> str:
        """The line."""
        return f"{self.act} {self.kind} {self.state} {self.time} {self.index}"


def read_line(text: str) -> Line:
    """One line of the standing."""
    kinds, states = (
        "statement|own|translation|position",
        "agreed|held|corrected|retracted",
    )
    matches(rf"[0-9a-f]{{64}} voice\.({kinds}) ({states}) \S{{20}} {NUMBER}", text)
    act, kind, state, moment, index = text.split(" ")
    return Line(act, kind, state, time(moment), int(index))


def read_first_line(text: str) -> str:
    """Line 0: the list of members, the changed declaration, the end."""
    one = "[0-9a-f]{64}"
    return matches(f"roster {one}( declaration {one})?( ended {one})?", text)


def first_line(roster: str, declaration: str, ended: str) -> str:
    """Line 0 as it has to be."""
    amended = f" declaration {declaration}" if declaration else ""
    return f"roster {roster}{amended}" + (f" ended {ended}" if ended else "")
