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
            yield _bytes(leaf), act, keyid
        if at != high:
            raise Refused("Record {index} is missing.", index=at)


def check_row(step: Step, act: str, keyid: str) -> None:
    """Raises Refused unless a record's row names its act and its key."""
    if (step.act.id, step.key.keyid) != (act, keyid):
        raise Refused(
            "Record {index} is filed under another decision or key than its own.",
            index=step.moment.index,
        )


def first_difference(state: State) -> int | None:
    """The first replayed record whose hash is not the one in the stored tree.

    Its form and its signature may be right: its time, for example, was changed.
    """
    for tile, hashes in _tiles(state, 0):
        stored = Stored.objects.filter(name=tile.path()).first()
        found = _bytes(stored.hashes) if stored else b""
        for at in range(0, len(hashes), HASH):
            if found[at : at + HASH] != hashes[at : at + HASH]:
                return tile.number * WIDTH + at // HASH
    return None


def differs(index: int) -> Refused:
    """The refusal of a log because of what `first_difference` found."""
    return Refused(
        "Record {index} is not the one that was saved, or the tree over the records "
        "was changed.",
        index=index,
    )


def check_tiles(state: State) -> None:
    """Raises Refused unless the stored tree is the tree over all the records."""
    first = first_difference(state)
    if first is not None:
        raise differs(first)
    stored = {
        name: _bytes(hashes)
        for name, hashes in Stored.objects.values_list("name", "hashes")
    }
    whole = {
        tile.path(): hashes
        for level in range(0, len(state.tree.levels), HEIGHT)
        for tile, hashes in _tiles(state, level)
    }
    if stored != whole:
        raise Refused("The stored tree is not the tree over the records.")


def _tiles(state: State, level: int) -> Iterator[tuple[Tile, bytes]]:
    """The tiles at a level of the tree, under their whole names."""
    hashes = bytes(state.tree.levels[level])
    for number, start in enumerate(range(0, len(hashes), HASH * WIDTH)):
        tile = Tile(level // HEIGHT, number, WIDTH)
        yield tile, hashes[start : start + HASH * WIDTH]


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
        data = _bytes(content)
        if len(data) != size or sha256(data).hexdigest() != digest:
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


def _bytes(value: bytes | memoryview | str) -> bytes:
    """A stored value, also when somebody has put text in its place."""
    return value.encode() if isinstance(value, str) else bytes(value)
