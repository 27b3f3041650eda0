"""Snapshots while a server works: a process of its own writes what is due.

It comes to the state as every start does, from the last snapshot and the log, so nobody
waits for it: neither posts nor pages.
"""

import logging
import subprocess
import sys

from accord.ledger import passes, queries, snapshots

EVERY_SECONDS = 60.0
PROCESS = "accord.ledger.snapshot_process"
LAST_WORDS = 500

log = logging.getLogger(__name__)


def start() -> None:
    """Starts the thread that looks, once a minute, whether a snapshot is due."""
    passes.start("snapshots", lambda _number: once(), EVERY_SECONDS)


def once() -> bool:
    """Has a snapshot written if one is due; whether it was."""
    head = queries.head()
    if head is None or not snapshots.due(head.size):
        return False
    # -P: what lies in the folder that we were started in is no part of the program.
    done = subprocess.run(  # noqa: S603 - our own module, no shell
        [sys.executable, "-P", "-m", PROCESS],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        words = done.stderr[-LAST_WORDS:].decode(errors="replace")
        log.warning("No snapshot of the state was written: %s", words)
    return done.returncode == 0
