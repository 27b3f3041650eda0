"""`accord restore`: an installation out of a backup, whole or not at all.

What was confirmed since the backup was made is lost with the newer database. So it is
looked for: in the file `newest-head` of the directory, if that is still there, and at
the addresses that are named. A restored log that is behind takes no records.
"""

import argparse
import os
import shutil
from pathlib import Path

from django.conf import settings

from accord.cli import (
    archive,
    asking,
    copied,
    installation,
    moving,
    passphrase,
    postgresql,
)
from accord.cli.archive import Manifest, Reader
from accord.cli.backup import alone
from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.host import why_behind
from accord.cli.output import answer, progress
from accord.ledger import acknowledged
from accord.ledger.acknowledged import Mark, SetBack
from accord.replica import key, record
from accord.replica.models import Peer

STAGE = ".restore"

BEHIND = [
    "",
    "This copy is older than what people were told is saved, so `accord serve` does",
    "not start. To go on, one of:",
    "  - restore a newer backup, or the copy of a member (docs/recovery.md)",
    "  - if there is none: the members sign on from here with a new host's key:",
    "      accord host new --by HANDLE --out new-host.act.json",
    "    each member signs that file with its stamp, then",
    "      accord host take FILE ...",
]


def run(args: argparse.Namespace) -> int:
    """Restores, looks whether the copy is behind, and says how to go on."""
    directory = installation.directory()
    installation.make_directory()
    if installation.exists():
        raise Misuse(
            f"There is an installation in {directory} already, and nothing is "
            f"overwritten. {_away()}, and leave newest-head where it is: it tells what "
            "was confirmed last."
        )
    words = passphrase.ask(args.passphrase_file)
    with alone(directory), archive.reading(args.file, words) as backup:
        _put(backup, directory)
        manifest = backup.manifest
    if installation.pending():
        progress("The backup is of another version of Accord: run `accord rebuild`.")
    copy = _new_copy_key()
    addresses = list(dict.fromkeys([*args.ask, *_known_addresses()]))
    newest = _remember(manifest, addresses)
    return _report(args, manifest, newest, copy)


def _away() -> str:
    if installation.file() is None:
        return "Name another, empty database"
    return "Move its accord.sqlite3 (with -wal and -shm) away"


def _new_copy_key() -> str | None:
    """Another key for a member's copy, which may have confirmed what it forgot."""
    row = None if installation.pending() else record.following()
    if row is None:
        return None
    public = key.create()
    record.begin(row.url, row.member, public)
    return public


def _known_addresses() -> list[str]:
    """Where members' copies, and the host of a copy, were to be found."""
    witnesses = [one.url for one in settings.WITNESSES if one.member]
    if installation.pending():
        return witnesses
    row = record.past()
    peers = list(Peer.objects.values_list("url", flat=True))
    return [*witnesses, *([row.url] if row and row.url else []), *peers]


def _put(backup: Reader, directory: Path) -> None:
    """Everything into a staging directory; then, last of all, the database in place."""
    name = _database(backup.manifest)
    size, root = backup.manifest.size, backup.manifest.root
    stage = directory / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    for each in backup.manifest.files:
        backup.extract(each, stage / each)
    if name == copied.SQLITE:
        copied.check_file(stage / name, size, root)
    for each in backup.manifest.files:
        if each != name:
            _move(stage / each, directory / each)
    archive.sync(directory)
    if installation.file() is not None:
        os.rename(stage / name, directory / name)
        archive.sync(directory)
    elif name == copied.SQLITE:
        moving.move(stage / name, size, root)
    else:
        postgresql.restore(stage / name, size, root)
    shutil.rmtree(stage)


def _database(manifest: Manifest) -> str:
    """The database's name in a backup; raises Misuse when it cannot be put here."""
    if copied.POSTGRESQL not in manifest.files:
        return copied.SQLITE
    if installation.file() is not None:
        raise Misuse(
            "The backup holds a PostgreSQL database: name an empty one with "
            "ACCORD_DATABASE_URL."
        )
    return copied.POSTGRESQL


def _move(source: Path, target: Path) -> None:
    """A key that is there already, the same, stays; another one is not overwritten."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.exists() and target.read_bytes() != source.read_bytes():
        if target.parent.name == "keys":
            raise Misuse(f"{target} is another key than the backup's. Move it away.")
        return  # sessions of now go on with the key of now
    os.rename(source, target)
    archive.sync(target.parent)


def _remember(manifest: Manifest, addresses: list[str]) -> Mark | None:
    """The newest head that is known; what addresses prove is written down."""
    here = Mark(
        manifest.coalition,
        manifest.epoch,
        manifest.size,
        manifest.root,
        manifest.time,
    )
    for address in addresses:
        found = asking.newest(address, here.coalition)
        if found is not None and (found.epoch, found.size) > (here.epoch, here.size):
            acknowledged.note(found)
    newest = acknowledged.read()
    if newest is None and here.coalition:
        acknowledged.note(here)
    return newest


def _report(
    args: argparse.Namespace, manifest: Manifest, newest: Mark | None, copy: str | None
) -> int:
    reason = _why_behind()
    document: dict[str, object] = {
        "data_dir": str(installation.directory()),
        "records": manifest.size,
        "time": manifest.time,
        "made": manifest.made,
        "newest": newest.size if newest else manifest.size,
        "behind": reason is not None,
    }
    lines = [
        f"Restored {manifest.size} records, up to {manifest.time}, "
        f"from the backup of {manifest.made}.",
        "Next: accord log verify, then accord serve.",
    ]
    if reason is not None:
        lines = [lines[0], "", str(reason), *BEHIND]
    if copy is not None:
        document["replica"] = copy
        lines += [
            "",
            "This is a member's copy. It may have confirmed what this backup does not",
            "hold, so it has a new key, and confirms nothing until a new list of",
            f"members names it: {copy}",
            "The host's operator writes it: accord host copies --copy HANDLE=KEY.",
            f"This copy signs it too: accord act sign FILE --key {key.path(copy)}",
        ]
    answer(args.json, document, lines)
    return GOOD if reason is None else NO


def _why_behind() -> SetBack | None:
    return None if installation.pending() else why_behind()
