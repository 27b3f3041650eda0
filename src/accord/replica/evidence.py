"""Evidence of a dishonest host, kept as files that anybody can check."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from accord.core.acts.envelope import Envelope
from accord.core.bundle import gather
from accord.core.protocol import evidence
from accord.core.tlog import note
from accord.core.tlog.merkle import leaf_hash
from accord.core.tlog.tiles import WIDTH, Tile, pack_entries
from accord.core.tlog.tree import Tree
from accord.ledger import cache, queries
from accord.replica import durable
from accord.replica.dishonest import Dishonest

MOST = 32


def directory() -> Path:
    """Where the files are."""
    return Path(settings.DATA_DIR) / "evidence"


def names() -> list[str]:
    """The names of the files."""
    return sorted(one.name for one in directory().glob("*.evidence.json"))


def keep(trick: Dishonest) -> str:
    """Writes the proof of a trick, durably; returns the file's name.

    The same trick again is the same file. Of a host that plays ever new ones the first
    are enough.
    """
    data, leaves = build(trick)
    name = f"{trick.kind}-{sha256(data).hexdigest()[:16]}.evidence.json"
    directory().mkdir(mode=0o700, exist_ok=True)
    files = names()
    if name in files:
        return name
    if len(files) >= MOST:
        return files[0]
    _write_log(directory() / f"{name}.log", leaves)
    durable.write(directory() / name, data)
    return name


def build(trick: Dishonest) -> tuple[bytes, tuple[bytes, ...]]:
    """The file, and the log's leaves where they are too many to stand in it."""
    with cache.reading() as state:
        charter = gather.charter(state, queries.leaf_bytes)
    notes = trick.notes
    if trick.kind == "fork":
        first, second = notes
        return evidence.fork(charter, first, second, trick.root, trick.proof), ()
    if trick.kind == "rewind":
        longer, shorter = sorted(notes, key=lambda one: -note.parse(one)[0].size)
        return evidence.rewind(charter, longer, shorter), ()
    if trick.kind == "time":
        return _time(charter, trick), ()
    leaves = (*cache.leaves(0, trick.start), *trick.leaves)
    if trick.kind == "standing":
        data = evidence.standing(charter, notes[0], leaves)
    else:
        data = evidence.leaf(charter, notes[0], leaves, trick.proof)
    beside = sum(map(len, leaves)) > evidence.MAX_LEAVES
    return data, leaves if beside else ()


def _time(charter: Iterable[Envelope], trick: Dishonest) -> bytes:
    """The log's last record, which has another time than the checkpoint says."""
    tree = Tree()
    last = b""
    for last in (*cache.leaves(0, trick.start), *trick.leaves):
        tree.append(leaf_hash(last))
    index = tree.size - 1
    proofs = [tree.inclusion(index)]
    return evidence.time(charter, trick.notes[0], [last], index, proofs)


def _write_log(folder: Path, leaves: Sequence[bytes]) -> None:
    """The log beside the file, as `accord verify --log` reads it."""
    for number, start in enumerate(range(0, len(leaves), WIDTH)):
        part = leaves[start : start + WIDTH]
        path = folder / "tile" / Tile(None, number, len(part)).path()
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write(path, pack_entries(part))
