"""What was sent from here, kept as files until it is final.

    <turn>-<act>.json   {"coalition", "file": an act file, "refused": null or a
                        sentence, "saved": null or {"epoch", "index"}, "turn"}
    known.json          what each coalition's log has proven, and where it was found

The directory is its owner's alone: contents of acts are in it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from accord.cli.errors import Misuse
from accord.cli.hubs import Head, Known
from accord.core.acts import actfile
from accord.core.acts.actfile import ActFile
from accord.core.acts.errors import AccordError

PRIVATE = 0o700
KNOWN = "known.json"


@dataclass(frozen=True)
class Saved:
    """Where the host has it, proven; it waits for members' copies."""

    epoch: int
    index: int


@dataclass(frozen=True)
class Entry:
    """One signed act that is not final yet, or that was refused."""

    path: Path
    turn: int
    coalition: str
    file: ActFile
    saved: Saved | None = None
    refused: str | None = None

    @property
    def state(self) -> str:
        """waits, saved or refused."""
        if self.refused is not None:
            return "refused"
        return "waits" if self.saved is None else "saved"


class Outbox:
    """A directory; made when it is first written to."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def entries(self) -> list[Entry]:
        """All of them, in the order in which they were handed in."""
        found = [_read(path) for path in self.directory.glob("*-*.json")]
        return sorted(found, key=lambda one: one.turn)

    def add(self, file: ActFile) -> Entry:
        """Keeps an act with its signatures; the same again is the same entry."""
        for one in self.entries():
            if one.file.envelope == file.envelope and one.refused is None:
                return one
        turn = 1 + max((one.turn for one in self.entries()), default=0)
        path = self.directory / f"{turn:06d}-{file.act.id[:16]}.json"
        entry = Entry(path, turn, file.act.coalition or "", file)
        self.put(entry)
        return entry

    def put(self, entry: Entry) -> None:
        """Writes an entry, durably."""
        document = {
            "coalition": entry.coalition,
            "file": actfile.write(entry.file).decode(),
            "refused": entry.refused,
            "saved": asdict(entry.saved) if entry.saved else None,
            "turn": entry.turn,
        }
        self._write(entry.path, document)

    def drop(self, entry: Entry) -> None:
        """Forgets an entry."""
        entry.path.unlink(missing_ok=True)

    def known(self, coalition: str) -> Known:
        """What the coalition's log has proven so far."""
        found = self._all_known().get(coalition)
        if found is None:
            return Known(coalition)
        heads = {
            name: Head(**found[name]) if found[name] else None
            for name in ("head", "final")
        }
        return Known(**found | heads | {"addresses": tuple(found["addresses"])})

    def learn(self, known: Known) -> None:
        """Keeps what was proven, durably."""
        self._write(
            self.directory / KNOWN,
            self._all_known() | {known.coalition: asdict(known)},
        )

    def _all_known(self) -> dict[str, dict[str, Any]]:
        path = self.directory / KNOWN
        try:
            found: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise Misuse(f"{path} cannot be used: {error}.") from error
        return found

    def _write(self, path: Path, document: object) -> None:
        try:
            self.directory.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(number, "w", encoding="utf-8") as out:
                json.dump(document, out)
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
            _sync(self.directory)
        except OSError as error:
            raise Misuse(f"{path} cannot be written: {error.strerror}.") from error


def _sync(directory: Path) -> None:
    number = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _read(path: Path) -> Entry:
    try:
        found = json.loads(path.read_bytes())
        saved = found["saved"]
        return Entry(
            path,
            found["turn"],
            found["coalition"],
            actfile.read(found["file"].encode()),
            Saved(**saved) if saved else None,
            found["refused"],
        )
    except (OSError, ValueError, KeyError, TypeError, AccordError) as error:
        raise Misuse(f"{path} cannot be used: {error}.") from error


def refused(entry: Entry, sentence: str) -> Entry:
    """The entry with the hub's reason."""
    return replace(entry, refused=sentence, saved=None)


def coalitions(entries: Iterable[Entry]) -> list[str]:
    """The coalitions that entries belong to, each once."""
    return list(dict.fromkeys(one.coalition for one in entries))
