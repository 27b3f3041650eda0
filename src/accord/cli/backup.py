"""`accord backup`: an exact copy of the installation in one encrypted file.

It may run beside the server: SQLite's own online backup copies the database as it
stands at one moment, in one read transaction, and holds nobody up.
"""

import argparse
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from accord.cli import archive, installation, passphrase
from accord.cli.errors import GOOD, Misuse, Unreachable
from accord.cli.output import answer
from accord.ledger import clock, hubkey
from accord.web import secret

COPY = ".backup.sqlite3"
LOCK = "backup.lock"
REPLICA_KEYS = "replica-"


class Copied(NamedTuple):
    """The log's head in a copy of the database."""

    coalition: str
    epoch: int
    size: int
    root: str
    time: str


def run(args: argparse.Namespace) -> int:
    """Makes the backup and says what is in it."""
    directory = installation.directory()
    if not installation.database().is_file():
        raise Misuse(f"There is no installation in {directory}.")
    now = clock.text()
    target = _target(args.target, now)
    if target.exists():
        raise Misuse(f"{target} is there already; nothing is overwritten.")
    words = passphrase.ask_new(args.passphrase_file)
    with (
        alone(directory),
        copied(directory) as (copy, head),
        archive.writing(target, words) as backup,
    ):
        backup.add(archive.DATABASE, copy)
        for name, path in _secrets(directory):
            backup.add(name, path)
        manifest = backup.finish(**head._asdict(), made=now)
    document = {"file": str(target), **head._asdict(), "files": sorted(manifest.files)}
    answer(
        args.json,
        document,
        [
            f"Wrote {target}",
            f"  {head.size} records, up to {head.time or 'before the founding'}; "
            f"{target.stat().st_size:,} bytes",
            "  It holds everybody's texts and the host's keys, under the passphrase.",
            "  Keep it on another machine, and the passphrase somewhere else.",
        ],
    )
    return GOOD


def _target(given: Path, now: str) -> Path:
    """A file that was named, or one named after the time in a directory."""
    if given.is_dir():
        return given / f"accord-{now.replace(':', '')}.backup"
    return given


def _secrets(directory: Path) -> Iterator[tuple[str, Path]]:
    key = directory / secret.NAME
    if key.is_file():
        yield secret.NAME, key
    for path in sorted(hubkey.directory().glob("*")):
        # A copy that was set back has forgotten what it confirmed: it gets another key.
        if path.is_file() and not path.name.startswith(REPLICA_KEYS):
            yield f"keys/{path.name}", path


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """One backup or restore at a time; raises Misuse."""
    with open(os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Misuse("Another backup or restore is running here.") from error
        yield


@contextmanager
def copied(directory: Path) -> Iterator[tuple[Path, Copied]]:
    """A copy of the database, removed at the end; one left by a crash is replaced."""
    copy = directory / COPY
    remove(copy)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        source = sqlite3.connect(installation.database(), timeout=20)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
            # One file alone, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
            yield copy, inspect(target)
        except sqlite3.Error as error:
            raise Unreachable(f"The database cannot be copied: {error}.") from error
        finally:
            source.close()
            target.close()
    finally:
        remove(copy)


def remove(database: Path) -> None:
    """Removes a database with what SQLite puts beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def inspect(database: sqlite3.Connection) -> Copied:
    """The log's head in a database that is whole; raises Unreachable."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Unreachable(f"The database is damaged: {found}.")
    row = database.execute(
        "SELECT coalition, epoch, size, root, time FROM ledger_head"
    ).fetchone()
    head = Copied(*row) if row else Copied("", 0, 0, "", "")
    (records,) = database.execute("SELECT count(*) FROM ledger_entry").fetchone()
    if records != head.size:
        raise Unreachable(
            f"The database is damaged: it has {records} records, not {head.size}."
        )
    return head
