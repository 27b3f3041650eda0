"""What the database holds beside the log, for those who check all of it."""

from collections.abc import Iterator
from hashlib import sha256

from accord.core.acts.errors import Refused
from accord.core.rules.fold import Step
from accord.core.rules.state import State
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile
from accord.ledger.cache import CHUNK
from accord.ledger.models import Blob, Entry
from accord.ledger.models import Tile as Stored


def rows(size: int) -> Iterator[tuple[bytes, str, str]]:
    """(leaf, act, keyid) of each record in order; raises Refused at a gap."""
    for low in range(0, size, CHUNK):
        high = min(low + CHUNK, size)
        found = (
            Entry.objects.filter(index__gte=low, index__lt=high)
            .order_by("index")
            .values_list("index", "leaf", "act", "keyid")
        )
        at = low
        for index, leaf, act, keyid in found:
            if index != at:
                break
            at += 1
            yield bytes(leaf), act, keyid
        if at != high:
            raise Refused("Record {index} is missing.", index=at)


def check_row(step: Step, act: str, keyid: str) -> None:
    """Raises Refused unless a record's row names its act and its key."""
    if (step.act.id, step.key.keyid) != (act, keyid):
        raise Refused(
            "Record {index} is filed under another decision or key than its own.",
            index=step.moment.index,
        )


def check_tiles(state: State) -> None:
    """Raises Refused unless the stored tree is the tree over the records.

    Names the first record whose hash differs, so that a record which was changed in
    the database is found although its form is right.
    """
    stored = dict(Stored.objects.values_list("name", "hashes"))
    for level in range(0, len(state.tree.levels), HEIGHT):
        for tile, data in _tiles(state, level):
            found = bytes(stored.pop(tile.path(), b""))
            if found != data:
                first = _first_difference(found, data)
                raise Refused(
                    "Record {index} and the tree that was saved with it differ: one "
                    "of them was changed.",
                    index=(tile.number * WIDTH + first) << level,
                )
    if stored:
        raise Refused("The stored tree has a part that belongs to no record.")


def _tiles(state: State, level: int) -> Iterator[tuple[Tile, bytes]]:
    hashes = state.tree.levels[level]
    for number in range(-(-len(hashes) // (HASH * WIDTH))):
        start = number * WIDTH * HASH
        tile = Tile(level // HEIGHT, number, WIDTH)
        yield tile, bytes(hashes[start : start + WIDTH * HASH])


def _first_difference(one: bytes, other: bytes) -> int:
    for at in range(0, max(len(one), len(other)), HASH):
        if one[at : at + HASH] != other[at : at + HASH]:
            return at // HASH
    return 0


def check_blobs(state: State) -> tuple[int, int]:
    """(contents found, contents erased); raises Refused when one was changed."""
    have, erased = 0, 0
    named = _named(state)
    for digest, size, content in Blob.objects.values_list(
        "sha256", "size", "content"
    ).iterator(100):
        index = named.pop(digest, None)
        if index is None:
            continue
        if content is None:
            erased += 1
            continue
        have += 1
        if len(content) != size or sha256(content).hexdigest() != digest:
            raise Refused(
                "A content of record {index} was changed: it does not match its hash.",
                index=index,
            )
    if named:
        raise Refused(
            "A content of record {index} is missing.", index=min(named.values())
        )
    return have, erased


def _named(state: State) -> dict[str, int]:
    return {
        ref.sha256: record.opened.index
        for record in state.acts.values()
        for ref in record.act.blobs.values()
    }
