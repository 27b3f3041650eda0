"""The newest head that this installation confirmed to anybody, outside of its database.

A file beside the database, written and made durable after each commit and before the
answers go out. So a database that was set back (an old copy was restored) is noticed,
and takes no records: what people were told is saved must not be written over.

Two slots of 512 bytes, written in turn, so that one is whole at any moment:

    <SHA-256 of the rest, hex> [coalition, epoch, size, root, time], spaces, LF
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import orjson
from django.conf import settings

from accord.core.acts.errors import Refused
from accord.core.rules.state import State

NAME = "newest-head"
SLOT = 512


class Mark(NamedTuple):
    """A head of the log: which coalition's, the host's epoch, size, root, time."""

    coalition: str
    epoch: int
    size: int
    root: str
    time: str


class SetBack(Refused):
    """The database is behind what was confirmed, or is another one."""


def path() -> Path:
    """Where the file lies."""
    return Path(settings.DATA_DIR) / NAME


def read() -> Mark | None:
    """The newest head that was confirmed, or None."""
    return max(_slots(), default=None, key=_age)


def _age(mark: Mark) -> tuple[int, int]:
    return mark.epoch, mark.size


def _slots() -> list[Mark]:
    try:
        data = path().read_bytes()
    except FileNotFoundError:
        return []
    found = (_open(data[at : at + SLOT]) for at in (0, SLOT))
    return [one for one in found if one is not None]


def _open(slot: bytes) -> Mark | None:
    """The head in a slot, or None when it is empty, torn or altered."""
    digest, _, rest = slot.partition(b" ")
    if digest.decode("latin-1") != sha256(rest).hexdigest():
        return None
    return Mark(*orjson.loads(rest))


def of(state: State) -> Mark | None:
    """The head of a state, or None before the founding."""
    if not state.coalition:
        return None
    epoch = state.in_force().terms.hub.epoch
    root = state.tree.root().hex()
    return Mark(state.coalition, epoch, state.size, root, state.time)


def note(mark: Mark) -> None:
    """Writes the newest head over the older of the two slots, durably."""
    kept = _slots()
    if mark in kept:
        return
    file = os.open(path(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        first = _open(os.pread(file, SLOT, 0))
        newest = max(kept, default=None, key=_age)
        at = SLOT if first is not None and first == newest else 0
        os.pwrite(file, _written(mark), at)
        os.fdatasync(file)
    finally:
        os.close(file)


def _written(mark: Mark) -> bytes:
    rest = orjson.dumps(list(mark)).ljust(SLOT - 66) + b"\n"
    return sha256(rest).hexdigest().encode() + b" " + rest


def forget() -> None:
    """Removes the file: for a new installation, and for tests."""
    path().unlink(missing_ok=True)


def check(state: State) -> None:
    """Raises SetBack unless `state` goes on from all that was confirmed."""
    mark = read()
    if mark is None:
        return
    here = of(state)
    if here is None or here.coalition != mark.coalition:
        raise SetBack(
            "The database is not the one whose records this installation confirmed "
            "before. Nothing is saved here until that is settled: docs/recovery.md."
        )
    if here.epoch > mark.epoch:
        return
    if (here.epoch, here.size) < (mark.epoch, mark.size):
        raise SetBack(
            "The database ends at record {here}, and record {seen} was confirmed "
            "before: an older copy was restored. Nothing is saved here until the "
            "coalition goes on from a newer copy, or with a new host: "
            "docs/recovery.md.",
            here=here.size,
            seen=mark.size,
        )
    if state.tree.root(mark.size).hex() != mark.root:
        raise SetBack(
            "The database holds other records than those that were confirmed up to "
            "record {seen}. Nothing is saved here until that is settled: "
            "docs/recovery.md.",
            seen=mark.size,
        )
