"""What the cosigner remembers, once more beside the database.

So a copy whose database was set back (an old one was put in its place) still knows what
it signed, and signs nothing that contradicts it.
"""

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from accord.core.protocol import memory
from accord.core.protocol.memory import Memory
from accord.replica import durable


def path(key: str) -> Path:
    """The file for a replica key."""
    return Path(settings.DATA_DIR) / f"cosigner-{key[:16]}.json"


def note(key: str, found: Memory) -> None:
    """Writes it, durably."""
    durable.write(path(key), found.encode())


def joined(key: str, found: Memory) -> Memory:
    """What the database remembers together with what the file does.

    Normally both are the same. The file is written first: after a crash between the
    two it is ahead, and what it speaks of may or may not have been let go.
    """
    file = path(key)
    if not file.is_file():
        return found
    known = memory.decode(file.read_bytes())
    if known.coalition != found.coalition:
        return found
    last = max(found, known, key=lambda one: (one.epoch, one.size))
    fence = max(found, known, key=lambda one: one.fence)
    distrust = max(found.distrust, known.distrust)
    return replace(last, fence=fence.fence, vote=fence.vote, distrust=distrust)
