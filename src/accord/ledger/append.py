"""Storing what was appended: leaves, tiles of the tree, blobs, and the checkpoint."""

from collections.abc import Iterable, Mapping

from accord.core.acts.errors import Refused
from accord.core.rules.fold import Step
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.core.tlog.merkle import HASH
from accord.core.tlog.note import Checkpoint
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile
from accord.ledger import bulk, erasing, hubkey
from accord.ledger import models as tables


def store(state: State, steps: list[Step], blobs: Mapping[str, bytes]) -> str:
    """Writes the leaves that were just applied to `state`; returns the new checkpoint's
    signed note.

    To be called inside the transaction. Raises Refused when this server does not hold
    the hub's key.
    """
    keep(state, steps, blobs)
    return _sign_head(state)


def keep(state: State, steps: list[Step], blobs: Mapping[str, bytes]) -> None:
    """Writes the leaves that were just applied to `state`, without a checkpoint."""
    bulk.insert(
        tables.Entry,
        ("index", "leaf", "act", "keyid"),
        ((one.moment.index, one.data, one.act.id, one.key.keyid) for one in steps),
    )
    bulk.insert(
        tables.Blob,
        ("sha256", "size", "content"),
        ((digest, len(data), data) for digest, data in blobs.items()),
        replace=("content",),
    )
    old = state.size - len(steps)
    bulk.insert(
        tables.Tile,
        ("name", "hashes"),
        ((one.path(), data) for one, data in _changed_tiles(state, old)),
        replace=("hashes",),
    )


def cut(state: State) -> None:
    """Leaves of the log only what `state` is; what pages read is the caller's.

    For a copy, when its records beyond were never final and a new host left them out.
    """
    tables.Entry.objects.filter(index__gte=state.size).delete()
    tables.Tile.objects.all().delete()
    bulk.insert(
        tables.Tile,
        ("name", "hashes"),
        ((one.path(), data) for one, data in _changed_tiles(state, 0)),
    )
    put_head(checkpoint(state), "")


def put_content(sha256: str, size: int, content: bytes | None) -> None:
    """Stores one content, or that it was erased (None)."""
    if content is not None and erasing.is_erased(sha256):
        content = None  # its erasure came before it did
    bulk.insert(
        tables.Blob,
        ("sha256", "size", "content"),
        [(sha256, size, content)],
        replace=("content",),
    )


def _changed_tiles(state: State, old: int) -> Iterable[tuple[Tile, bytes]]:
    """The tiles that grew since the tree had `old` leaves, under their whole names."""
    for level in range(0, len(state.tree.levels), HEIGHT):
        hashes = state.tree.levels[level]
        first, end = (old >> level) // WIDTH, len(hashes) // HASH
        for number in range(first, -(-end // WIDTH)):
            start = number * WIDTH * HASH
            part = bytes(hashes[start : start + WIDTH * HASH])
            yield Tile(level // HEIGHT, number, WIDTH), part


def checkpoint(state: State) -> Checkpoint:
    """The checkpoint of a state."""
    return Checkpoint(
        coalition=state.coalition,
        epoch=state.in_force().terms.hub.epoch,
        size=state.size,
        root=state.tree.root(),
        standing_size=state.standing.tree.size,
        standing_root=state.standing.tree.root(),
        time=state.time,
    )


def _sign_head(state: State) -> str:
    now = checkpoint(state)
    seed = hubkey.find(state.in_force().terms.hub.key)
    if seed is None:
        raise Refused("This server does not hold the key of the coalition's host.")
    text = note.sign(now, seed)
    put_head(now, text)
    return text


def put_head(now: Checkpoint, text: str) -> None:
    """Makes a checkpoint the newest; its note is `text`, empty while none is signed."""
    bulk.insert(
        tables.Head,
        ("id", "size", "root", "epoch", "time", "coalition", "note"),
        [(1, now.size, now.root.hex(), now.epoch, now.time, now.coalition, text)],
        replace=("size", "root", "epoch", "time", "coalition", "note"),
    )
