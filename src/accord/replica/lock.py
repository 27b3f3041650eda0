"""One process at a time moves a copy on: the follower, or a witness's request."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

from django.conf import settings

LOOK_SECONDS = 0.05


class Taken(Exception):
    """Another process is moving this copy on."""


@contextmanager
def moving(patience: float) -> Iterator[None]:
    """Holds the copy; raises Taken when others hold it for `patience` seconds."""
    ends = monotonic() + patience
    pause = Event()
    with open(Path(settings.DATA_DIR) / "replica.lock", "ab") as file:
        while not _try(file.fileno()):
            if monotonic() >= ends:
                raise Taken("Another process is bringing this copy up to date.")
            pause.wait(LOOK_SECONDS)
        yield


def _try(number: int) -> bool:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
