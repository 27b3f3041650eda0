"""A PostgreSQL database copied and brought back, by its own pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from accord.cli import copied as copies
from accord.cli.copied import Copied
from accord.cli.errors import Misuse, Unreachable

# Where Django's options have libpq's environment for the programs.
_ENVIRONMENT = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "passfile": "PGPASSFILE",
}


@contextmanager
def copied(directory: Path) -> Iterator[tuple[Path, Copied]]:
    """A dump of the database, removed at the end; one left by a crash is replaced.

    The head is read in the snapshot that is dumped. Raises Misuse, Unreachable.
    """
    copy = directory / ".backup.pgdump"
    copies.private(copy)
    try:
        with transaction.atomic():
            snapshot = _snapshot()
            found = head()
            _run(
                "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={copy}"
            )
        yield copy, found
    finally:
        copy.unlink(missing_ok=True)


def restore(copy: Path, size: int, root: str) -> None:
    """Fills the empty database out of a dump: all of it or, on an error, nothing.

    Raises Misuse, Unreachable.
    """
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}",
        str(copy),
    )
    copies.check_head(head(), size, root)


def head() -> Copied:
    """The log's head; raises Unreachable when records are missing."""
    with connection.cursor() as cursor:
        cursor.execute(copies.HEAD)
        row = cursor.fetchone()
        cursor.execute(copies.COUNT)
        (records,) = cursor.fetchone()
    return copies.head(row, records)


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (found,) = cursor.fetchone()
    return str(found)


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Misuse(
            f"{program} is not on this machine. On Debian: apt-get install "
            "postgresql-client"
        )
    named = [] if program == "pg_restore" else [connection.settings_dict["NAME"]]
    done = subprocess.run(  # noqa: S603 - its arguments are ours and the setting's
        [path, "--no-password", *arguments, *named],
        env=_environment(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise Unreachable(f"{program} failed: {words[-1]}")


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """How to reach the server, in the environment: a password is no argument."""
    known = connection.settings_dict
    given = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    for name, variable in _ENVIRONMENT.items():
        given[variable] = known["OPTIONS"].get(name, "")
    kept = {name: value for name, value in environ.items() if name not in given}
    return kept | {name: str(value) for name, value in given.items() if value}
