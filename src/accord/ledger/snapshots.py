"""When snapshots are read and written: one file beside the database."""

import logging
import os
from pathlib import Path

from django.conf import settings

from accord.core.rules.state import State
from accord.ledger import snapshot
from accord.ledger.snapshot import Snapshot, Unusable

NAME = "state.snapshot"
FIRST = 2000
PART = 50  # a new one is due when a fiftieth of the log came after the last

log = logging.getLogger(__name__)


def path() -> Path:
    """Where the snapshot lies."""
    return Path(settings.DATA_DIR) / NAME


class _Kept:
    """The file as it was read last: it need not be hashed again for each use."""

    def __init__(self) -> None:
        self.mark: tuple[int, ...] = ()
        self.snapshot: Snapshot | None = None


_kept = _Kept()


def load(size: int) -> State | None:
    """A state of at most `size` leaves to go on from, or None."""
    found = _find()
    if found is None or found.size > size:
        return None
    try:
        return found.state()
    except Unusable as error:
        log.warning("The snapshot of the state cannot be used: %s", error)
        return None


def due(size: int) -> bool:
    """Whether so much of a log of `size` records came after the last snapshot."""
    found = _find()
    behind = size - (found.size if found else 0)
    return size >= FIRST and not 0 <= behind < max(FIRST, size // PART)


def keep(state: State) -> bool:
    """Writes a snapshot; a disk that is full costs only the snapshot."""
    try:
        snapshot.write(path(), state)
    except OSError as error:
        log.warning("The snapshot of the state could not be written: %s", error)
        return False
    return True


def _find() -> Snapshot | None:
    try:
        found = os.stat(path())
    except OSError:
        return None
    mark = (found.st_ino, found.st_size, found.st_mtime_ns)
    if mark != _kept.mark:
        _kept.mark, _kept.snapshot = mark, _read()
    return _kept.snapshot


def _read() -> Snapshot | None:
    try:
        return snapshot.read(path())
    except Unusable as error:
        log.warning("The snapshot of the state is ignored: %s", error)
        return None
