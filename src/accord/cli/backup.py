"""`accord backup`: an exact copy of the installation in one encrypted file.

It may run beside the server: the database is copied as it stands at one moment, and
nobody is held up.
"""

import argparse
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accord.cli import archive, copied, installation, passphrase, postgresql
from accord.cli.copied import Copied
from accord.cli.errors import GOOD, Misuse
from accord.cli.output import answer
from accord.ledger import clock, hubkey
from accord.web import secret

LOCK = "backup.lock"
REPLICA_KEYS = "replica-"


def run(args: argparse.Namespace) -> int:
    """Makes the backup and says what is in it."""
    directory = installation.directory()
    if not installation.exists():
        raise Misuse(f"There is no installation in {directory}.")
    now = clock.text()
    target = _target(args.target, now)
    if target.exists():
        raise Misuse(f"{target} is there already; nothing is overwritten.")
    words = passphrase.ask_new(args.passphrase_file)
    with (
        alone(directory),
        _copied(directory) as (name, copy, head),
        archive.writing(target, words) as backup,
    ):
        backup.add(name, copy)
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
            "  It holds everybody's texts and a host's keys, under the passphrase; the "
            "key of a copy is in no backup.",
            "  Keep it on another machine, and the passphrase somewhere else.",
        ],
    )
    return GOOD


@contextmanager
def _copied(directory: Path) -> Iterator[tuple[str, Path, Copied]]:
    """The database's name in the backup, a copy of it, and its head."""
    file = installation.file()
    if file is None:
        with postgresql.copied(directory) as (copy, head):
            yield copied.POSTGRESQL, copy, head
    else:
        with copied.copied(file, directory) as (copy, head):
            yield copied.SQLITE, copy, head


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
