"""Evidence against a hub."""

from typing import Any

from tests.vectors.verifier.bundle import Chain, read_charter
from tests.vectors.verifier.form import Bad, need, parse, unbase64
from tests.vectors.verifier.log import append
from tests.vectors.verifier.payload import object_of
from tests.vectors.verifier.record import leaf_hash, read_leaf
from tests.vectors.verifier.state import Log
from tests.vectors.verifier.tree import (
    Checkpoint,
    extends,
    includes,
    open_checkpoint,
    read_checkpoint,
    read_proof,
    root,
)

Fields = dict[str, Any]


def check_evidence(data: bytes, trust: str) -> tuple[str, Checkpoint]:
    """The kind of what is proven, and the checkpoint of the one who did it."""
    fields = parse(data, 16 * 1024 * 1024)
    need(fields.pop("v", "") == "accord/evidence@1", "another version")
    kind = fields.pop("kind", "")
    need(kind in KINDS, "no such kind")
    chain = read_charter(fields.pop("charter", None), trust)
    return kind, KINDS[kind](fields, chain)


def _open(note: object, chain: Chain) -> Checkpoint:
    need(isinstance(note, str), "no checkpoint")
    claimed = read_checkpoint(str(note))
    need(claimed.coalition == next(iter(chain.rosters)), "another coalition")
    need(claimed.epoch in chain.hubs, "a host that is not here")
    return open_checkpoint(str(note), chain.hubs[claimed.epoch])


def _pair(notes: object, chain: Chain) -> tuple[Checkpoint, Checkpoint]:
    need(isinstance(notes, list) and len(notes) == 2, "not two checkpoints")
    assert isinstance(notes, list)
    first, second = (_open(one, chain) for one in notes)
    need(first.epoch == second.epoch, "two hosts")
    return first, second


def _hashes(values: object) -> list[bytes]:
    need(isinstance(values, list), "no proof")
    assert isinstance(values, list)
    found = [unbase64(one) for one in values]
    need(all(len(one) == 32 for one in found), "a hash has 32 bytes")
    return found


def _anything(value: object) -> None:
    return None


def _fork(fields: Fields, chain: Chain) -> Checkpoint:
    first, second = _pair(fields.get("notes"), chain)
    if first.size == second.size:
        object_of(notes=_anything)(fields)
        need(first.text != second.text, "the same")
        return second
    object_of(notes=_anything, root=_anything, proof=_anything)(fields)
    (real,) = _hashes([fields["root"]])
    need(real != first.root, "it goes on")
    path = _hashes(fields["proof"])
    shown = extends(first.size, second.size, real, second.root, path)
    need(shown, "not proven")
    return second


def _rewind(fields: Fields, chain: Chain) -> Checkpoint:
    object_of(notes=_anything)(fields)
    longer, later = _pair(fields["notes"], chain)
    need(longer.size > later.size and longer.time < later.time, "no way back")
    return later


def _dropped(fields: Fields, chain: Chain) -> Checkpoint:
    names = ("leaf", "receipt", "note", "other", "proof")
    object_of(**dict.fromkeys(names, _anything))(fields)
    leaf = str(fields["leaf"]).encode()
    read_leaf(leaf)
    index, path, note = read_proof(str(fields["receipt"]))
    first, second = _open(note, chain), _open(fields["note"], chain)
    need(first.epoch == second.epoch, "two hosts")
    (other,) = _hashes([fields["other"]])
    ours, now = leaf_hash(leaf), _hashes(fields["proof"])
    need(includes(ours, index, first.size, path, first.root), "no receipt")
    need(other != ours, "still there")
    need(includes(other, index, second.size, now, second.root), "not proven")
    return second


def _time(fields: Fields, chain: Chain) -> Checkpoint:
    names = ("note", "leaves", "index", "proofs")
    object_of(**dict.fromkeys(names, _anything))(fields)
    head, index = _open(fields["note"], chain), fields["index"]
    need(type(index) is int and index >= 0, "no place")
    leaves = [str(one).encode() for one in fields["leaves"]]
    need(len(leaves) in (1, 2), "one or two")
    need(len(fields["proofs"]) == len(leaves), "not a proof for each")
    times = []
    for at, (leaf, proof) in enumerate(zip(leaves, fields["proofs"], strict=True)):
        path = _hashes(proof)
        shown = includes(leaf_hash(leaf), index + at, head.size, path, head.root)
        need(shown, "not in the log")
        times.append(read_leaf(leaf)[1])
    if len(times) == 2:
        need(times[0] > times[1], "time goes on")
    else:
        need(index == head.size - 1 and times[0] != head.time, "the right time")
    return head


def _replay(leaves: object) -> tuple[Log, bytes]:
    """The log before the first leaf that is wrong, and that leaf, or nothing."""
    need(isinstance(leaves, list), "no leaves")
    assert isinstance(leaves, list)
    log = Log()
    for at, leaf in enumerate(leaves, 1):
        data = str(leaf).encode()
        try:
            append(log, data)
        except Bad:
            need(at == len(leaves), "wrong before")
            return log, data
    return log, b""


def _standing(fields: Fields, chain: Chain) -> Checkpoint:
    object_of(note=_anything, leaves=_anything)(fields)
    head = _open(fields["note"], chain)
    log, wrong = _replay(fields["leaves"])
    need(not wrong, "a wrong record")
    need(head.size == len(log.hashes), "another number of records")
    need(head.root == root(log.hashes), "other records")
    lines = [leaf_hash(line.encode()) for line in log.standing()]
    right = (len(lines), root(lines))
    need((head.standing_size, head.standing_root) != right, "the right standing")
    return head


def _leaf(fields: Fields, chain: Chain) -> Checkpoint:
    names = ("note", "leaves", "size", "proof")
    object_of(**dict.fromkeys(names, _anything))(fields)
    head, size = _open(fields["note"], chain), fields["size"]
    log, wrong = _replay(fields["leaves"])
    need(wrong, "nothing is wrong")
    hashes = [*log.hashes, leaf_hash(wrong)]
    need(size == len(hashes), "another number of records")
    path = _hashes(fields["proof"])
    need(extends(size, head.size, root(hashes), head.root, path), "not in the log")
    return head


KINDS = {
    "dropped": _dropped,
    "fork": _fork,
    "leaf": _leaf,
    "rewind": _rewind,
    "standing": _standing,
    "time": _time,
}
