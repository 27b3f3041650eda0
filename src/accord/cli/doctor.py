"""`accord check`: what is wrong with this installation, and what to do about it."""

import argparse
import shutil
import stat
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from accord.cli import doctor_copies, installation
from accord.cli.errors import GOOD, NO, UNREACHABLE, why
from accord.cli.output import answer
from accord.ledger import acknowledged, cache, clock, hubkey, queries
from accord.ledger.acknowledged import SetBack
from accord.ledger.cache import Damaged
from accord.replica import record
from accord.web import secret

PATIENCE_SECONDS = 5
ENOUGH_BYTES = 1024**3
ENOUGH_OF_AN_ANSWER = 4096
# What SQLite says of a file that is broken, and not merely out of reach.
DAMAGE = ("malformed", "not a database", "corrupt")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is good, and a sentence."""

    name: str
    good: bool
    sentence: str


Look = Callable[[], Finding]


def run(args: argparse.Namespace) -> int:
    """Looks at everything and says what it found."""
    findings = list(_findings())
    document = {
        "good": all(one.good for one in findings),
        "checks": [asdict(one) for one in findings],
    }
    answer(args.json, document, [_line(one) for one in findings])
    return _code(findings)


def _findings() -> Iterator[Finding]:
    yield _directory()
    if not installation.exists():
        yield Finding(
            "database",
            False,
            f"There is none in {installation.directory()}. `accord init` makes one.",
        )
        return
    yield from (look() for look in (_secrets, _space, _database))
    yield from (
        look() for look in (_tables, _log, _newest, _host_key, _clock, _address)
    )
    yield from _copies()


def _line(one: Finding) -> str:
    return f"{'ok  ' if one.good else 'BAD '} {one.name}: {one.sentence}"


def _code(findings: list[Finding]) -> int:
    bad = [one.name for one in findings if not one.good]
    if not bad:
        return GOOD
    return UNREACHABLE if bad == ["address"] else NO


def _directory() -> Finding:
    path = installation.directory()
    if not path.is_dir():
        return Finding("directory", False, f"{path} does not exist.")
    if _open_to_others(path):
        return Finding(
            "directory",
            False,
            f"Others on this machine can look into {path}. Run: chmod 700 {path}",
        )
    return Finding("directory", True, f"{path}, for its owner alone.")


def _secrets() -> Finding:
    directory = installation.directory()
    files = [directory / secret.NAME, *hubkey.directory().glob("*.key.json")]
    bad = [one for one in files if one.is_file() and _open_to_others(one)]
    if bad:
        return Finding(
            "secrets",
            False,
            f"Others on this machine can read {bad[0]}. Run: chmod 600 {bad[0]}",
        )
    return Finding("secrets", True, "Key files can be read by their owner alone.")


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _space() -> Finding:
    free = shutil.disk_usage(installation.directory()).free
    words = f"{free / 1024**3:.1f} GB are free."
    if free < ENOUGH_BYTES:
        return Finding("disk", False, f"{words} Below 1 GB saving may fail soon.")
    return Finding("disk", True, words)


def _database() -> Finding:
    try:
        found = _wholeness()
    except DatabaseError as error:
        if not any(one in str(error) for one in DAMAGE):
            words = f"It cannot be used: {error}. Are its files this user's?"
            return Finding("database", False, words)
        found = str(error)
    if found == "off":
        words = "The server does not force to the disk what it saves: set fsync = on."
        return Finding("database", False, words)
    if found not in ("ok", "on"):
        return Finding(
            "database", False, f"It is damaged: {found}. Restore it from a copy."
        )
    return Finding("database", True, "It can be read and is whole.")


def _wholeness() -> str:
    """What SQLite says of its file; or whether PostgreSQL writes to the disk."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)" if sqlite else "SHOW fsync")
        (found,) = cursor.fetchone()
    return str(found)


def _tables() -> Finding:
    try:
        pending = installation.pending()
    except DatabaseError as error:
        return Finding("tables", False, f"They cannot be read: {error}.")
    if pending:
        return Finding(
            "tables",
            False,
            "They are of another version. Stop the hub, then run: accord rebuild",
        )
    return Finding("tables", True, "They are of this version.")


def _log() -> Finding:
    try:
        with cache.reading() as state:
            size, founded = state.size, bool(state.coalition)
    except (Damaged, DatabaseError) as error:
        return Finding("log", False, f"{error} Which record it is: accord log verify")
    if not founded:
        return Finding("log", True, "It is empty: the coalition is not founded yet.")
    return Finding("log", True, f"{size} records replay to the checkpoint.")


def _newest() -> Finding:
    """Whether the database goes on from all that people were told is saved."""
    try:
        with cache.reading() as state:
            acknowledged.check(state)
    except (Damaged, DatabaseError):
        return Finding("newest record", False, "Not looked for: see log.")
    except SetBack as error:
        return Finding("newest record", False, str(error))
    return Finding("newest record", True, "Everything that was confirmed is here.")


def _host_key() -> Finding:
    try:
        with cache.reading() as state:
            roster = state.roster
    except (Damaged, DatabaseError):
        return Finding("host key", False, "Not looked for: the log cannot be read.")
    if roster is None:
        return Finding("host key", True, "Not needed before the founding.")
    if record.following() is not None:
        return Finding("host key", True, "Not needed: this is a member's copy.")
    if hubkey.find(roster.terms.hub.key) is None:
        return Finding(
            "host key",
            False,
            f"The host's key is not in {hubkey.directory()}: nothing can be saved. "
            "Bring it back from a copy of the data directory.",
        )
    return Finding("host key", True, "It is here.")


def _copies() -> Iterator[Finding]:
    """Of a hub that knows where members' copies are."""
    witnesses = [one for one in settings.WITNESSES if one.member]
    try:
        with cache.reading() as state:
            founded = state.roster is not None
        if witnesses and founded and record.following() is None:
            yield Finding("copies", *doctor_copies.look(witnesses))
    except (Damaged, DatabaseError):
        return  # said already: see log


def _clock() -> Finding:
    now = clock.text()
    try:
        with cache.reading() as state:
            last = state.time
    except (Damaged, DatabaseError):
        last = ""
    if last > now:
        return Finding(
            "clock",
            False,
            f"This machine's clock says {now}, before the last record ({last}). "
            "Set the clock; is it kept by the network?",
        )
    return Finding("clock", True, f"{now}.")


def _address() -> Finding:
    """Whether people who type the address come to this hub, and to no other."""
    try:
        alive = _get("/healthz")
    except (OSError, HTTPException) as error:
        return Finding(
            "address",
            False,
            f"Nobody answers at {settings.ORIGIN} ({why(error)}). Is `accord serve` "
            "running, and the proxy before it?",
        )
    if alive != b"alive\n":
        words = f"Something else than Accord answers at {settings.ORIGIN}."
        return Finding("address", False, words)
    head, theirs = queries.head(), _get("/log/checkpoint")
    if head is None and theirs.startswith(b"accord/"):
        words = f"Another hub answers at {settings.ORIGIN}: it is founded, this is not."
        return Finding("address", False, words)
    if head is not None and head.coalition.encode() not in theirs:
        words = f"The hub of another coalition answers at {settings.ORIGIN}."
        return Finding("address", False, words)
    return Finding("address", True, f"{settings.ORIGIN} answers.")


def _get(path: str) -> bytes:
    """What the hub's address answers, at most its first bytes; raises OSError."""
    url = f"{settings.ORIGIN}{path}"
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310 - http or https, by the setting's form
            found: bytes = reply.read(ENOUGH_OF_AN_ANSWER)
    except urllib.error.HTTPError as error:
        return f"{error.code}".encode()
    return found
