"""A copy of the database for a backup, at one moment, beside a server that writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from accord.cli.errors import Misuse, Unreachable

SQLITE = "accord.sqlite3"
POSTGRESQL = "accord.pgdump"
HEAD = "SELECT coalition, epoch, size, root, time FROM ledger_head"
COUNT = "SELECT count(*) FROM ledger_entry"


class Copied(NamedTuple):
    """The log's head in a copy of the database."""

    coalition: str
    epoch: int
    size: int
    root: str
    time: str


@contextmanager
def copied(database: Path, directory: Path) -> Iterator[tuple[Path, Copied]]:
    """A copy of an SQLite database, removed at the end; one left over is replaced.

    SQLite's own online backup copies it in one read transaction. Raises Unreachable.
    """
    copy = directory / ".backup.sqlite3"
    remove(copy)
    private(copy)
    try:
        source = sqlite3.connect(database, timeout=20)
        target = sqlite3.connect(copy)
        with closing(source), closing(target):
            source.backup(target)
            # One file alone, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
            yield copy, inspect(target)
    except sqlite3.Error as error:
        raise Unreachable(f"The database cannot be copied: {error}.") from error
    finally:
        remove(copy)


def private(path: Path) -> None:
    """Makes an empty file for its owner alone; what was there before is gone."""
    path.unlink(missing_ok=True)
    path.touch(0o600, exist_ok=False)


def remove(database: Path) -> None:
    """Removes a database with what SQLite puts beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def inspect(database: sqlite3.Connection) -> Copied:
    """The log's head in a database that is whole; raises Unreachable."""
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Unreachable(f"The database is damaged: {found}.")
    (records,) = database.execute(COUNT).fetchone()
    return head(database.execute(HEAD).fetchone(), records)


def head(row: tuple[str, int, int, str, str] | None, records: int) -> Copied:
    """The log's head out of its row; raises Unreachable when records are missing."""
    found = Copied(*row) if row else Copied("", 0, 0, "", "")
    if records != found.size:
        raise Unreachable(
            f"The database is damaged: it has {records} records, not {found.size}."
        )
    return found


def check_file(database: Path, size: int, root: str) -> None:
    """Raises Misuse unless an SQLite database has the head that its backup names."""
    try:
        with closing(sqlite3.connect(database)) as opened:
            found = inspect(opened)
    except sqlite3.Error as error:
        raise Unreachable(f"The database in the backup is damaged: {error}.") from error
    check_head(found, size, root)


def check_head(found: Copied, size: int, root: str) -> None:
    """Raises Misuse unless this is the head that a backup names."""
    if (found.size, found.root) != (size, root):
        raise Misuse("The database in the backup is not the one that it names.")
