"""The cached state: one for each process, brought up to the head before each use.

A state is replayed from the log when the process starts, from the snapshot on if there
is one, and thrown away whenever a transaction that changed it did not commit.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import AccordError
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.ledger import lookups, snapshots
from accord.ledger.models import Entry, Head

CHUNK = 2000
MANY = 5000


class Damaged(Exception):
    """The log in the database is not what its own checkpoint says."""


class _Cache:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.state = State()
        self.fresh = False  # brought up by this thread, which still looks at it


_cache = _Cache()


@contextmanager
def reading() -> Iterator[State]:
    """The state at the head, for a short look; nobody appends meanwhile.

    A look inside of a look costs nothing. Raises Damaged when the log in the database
    does not fit its checkpoint.
    """
    with _cache.lock:
        if _cache.fresh:
            yield _cache.state
            return
        _bring_up()
        _cache.fresh = True
        try:
            yield _cache.state
        finally:
            _cache.fresh = False


@contextmanager
def exclusive() -> Iterator[None]:
    """Keeps every other thread from looking, until the transaction has committed."""
    with _cache.lock:
        yield


def public_key(keyid: str) -> str | None:
    """A key (64 hex digits) by its id, if the cached state knows it; waits for nobody.

    A key's id is its hash: whatever becomes of the state, no other key has it.
    """
    key = _cache.state.keys.get(keyid)
    return key.key if key is not None else None


def drop() -> None:
    """Throws the cached state away; the next use reads the snapshot and replays on."""
    with _cache.lock:
        _cache.state, _cache.fresh = State(), False


def keep() -> None:
    """Writes a snapshot, if one is due."""
    with reading() as state:
        if snapshots.due(state.size):
            snapshots.keep(state)


def _bring_up() -> None:
    """Replays what other processes appended since the last use."""
    head = lookups.row(Head, 1, "size", "root")
    size, root = head if head is not None else (0, "")
    state = _cache.state
    if state.size == size and (not size or state.tree.root().hex() == root):
        return
    behind = size - state.size
    _catch_up(state, size, root)
    if behind >= MANY:
        _settle()


def _settle() -> None:
    """What was replayed lasts: looking through all of it for garbage would stop the
    process for a third of a second, again and again.
    """
    gc.collect()
    gc.freeze()


def _catch_up(state: State, size: int, root: str) -> None:
    if 0 < state.size < size and _leads_to(state, size, root):
        return
    # Written by a transaction that did not commit; or an older database, or a copy's
    # records that a new host left out.
    state = _cache.state = State()
    kept = snapshots.load(size)
    if kept is not None and _leads_to(kept, size, root):
        _cache.state = kept
        return
    try:
        replay(state, size)
    except AccordError as error:
        _cache.state = State()
        raise Damaged(f"The log cannot be replayed: {error}") from error
    if size and state.tree.root().hex() != root:
        _cache.state = State()
        raise Damaged("The log in the database does not fit its checkpoint.")


def _leads_to(kept: State, size: int, root: str) -> bool:
    """Whether a snapshot, brought up, fits the checkpoint; else the log decides."""
    try:
        replay(kept, size)
    except AccordError:
        return False
    return kept.tree.root().hex() == root


def replay(state: State, size: int) -> None:
    """Brings `state` up to `size`; signatures were verified when they came in."""
    for data in leaves(state.size, size):
        step = fold.check(state, parse_leaf(data), verify=False, data=data)
        fold.apply(state, step)


def leaves(start: int, end: int) -> Iterator[bytes]:
    """The log's leaves from index `start` up to `end`, read in chunks."""
    for low in range(start, end, CHUNK):
        rows = Entry.objects.filter(index__gte=low, index__lt=min(low + CHUNK, end))
        found = list(rows.order_by("index").values_list("leaf", flat=True))
        if len(found) != min(CHUNK, end - low):
            raise Damaged("The log in the database has gaps.")
        yield from (bytes(one) for one in found)
