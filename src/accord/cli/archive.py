"""The form of a backup: one file, encrypted, that needs Accord neither to open nor to
read: a zip (stored) of files in the age format (https://age-encryption.org/v1).

    key.age              an age identity, under the passphrase (scrypt)
    manifest.json.age    what is in here, with SHA-256 of each; this and all below are
                         encrypted to the identity
    accord.sqlite3.age   the database; of PostgreSQL it is accord.pgdump.age
    file-1.age ...       the other files, by their place in the manifest
    README.txt           how to open it by hand
"""

import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage
from pyrage import x25519

from accord.cli import by_passphrase
from accord.cli.copied import POSTGRESQL, SQLITE
from accord.cli.errors import Misuse

VERSION = "accord/backup@1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20
_NAME = re.compile(
    r"accord\.sqlite3|accord\.pgdump|secret\.key|keys/[A-Za-z0-9][A-Za-z0-9._-]{0,120}"
)

README = """\
This is a backup of an Accord installation: everybody's texts, and the host's keys.

With Accord:      accord restore THIS-FILE --data-dir NEW-DIRECTORY
Without Accord:   unzip it; then, with age (https://age-encryption.org),
                  age -d -o identity key.age               (asks for the passphrase)
                  age -d -i identity -o accord.sqlite3 accord.sqlite3.age
                  (or accord.pgdump, for pg_restore)
"""


class Identity(Protocol):
    """An age identity, as pyrage has it."""

    def to_public(self) -> object:
        """The recipient that belongs to it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the log's head in its database, and its files' hashes."""

    v: str
    coalition: str
    epoch: int
    size: int
    root: str
    time: str
    made: str
    files: dict[str, str]

    @classmethod
    def read(cls, data: bytes) -> "Manifest":
        """The manifest in a file; raises Misuse."""
        try:
            found = cls(**json.loads(data))
        except (TypeError, ValueError) as error:
            raise Misuse("The backup's list of contents cannot be read.") from error
        if found.v != VERSION or not all(map(_NAME.fullmatch, found.files)):
            raise Misuse("The backup was made by another version of Accord.")
        return found


class Writer:
    """Puts encrypted files into a backup; the manifest comes last."""

    def __init__(self, zipped: zipfile.ZipFile, passphrase: str) -> None:
        self.zip = zipped
        self.identity = x25519.Identity.generate()
        self.files: dict[str, str] = {}
        self._plain("README.txt", README.encode())
        key = str(self.identity).encode() + b"\n"
        self._plain("key.age", by_passphrase.encrypt(key, passphrase))

    def add(self, name: str, path: Path) -> None:
        """Puts a file in under `name`."""
        with open(path, "rb") as file:
            self.files[name] = self._encrypted(_stored(name, len(self.files)), file)

    def finish(self, **head: object) -> Manifest:
        """Writes the manifest and returns it."""
        manifest = Manifest(v=VERSION, files=self.files, **head)  # type: ignore[arg-type]
        data = json.dumps(asdict(manifest), indent=1).encode()
        self._encrypted(MANIFEST, BytesIO(data))
        return manifest

    def _encrypted(self, name: str, file: BinaryIO) -> str:
        source = _Hashed(file)
        with self.zip.open(_info(f"{name}.age"), "w", force_zip64=True) as out:
            pyrage.encrypt_io(source, out, [self.identity.to_public()])
        return source.hash.hexdigest()

    def _plain(self, name: str, data: bytes) -> None:
        self.zip.writestr(_info(name), data)


def _stored(name: str, number: int) -> str:
    """What a file is called outside: names of key files may say who a member is."""
    return name if name in (SQLITE, POSTGRESQL) else f"file-{number}"


def _info(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name)  # stored, and of no particular time


class _Hashed:
    """A file that remembers the hash of what was read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hash = sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        self.hash.update(data)
        return data


@contextmanager
def writing(target: Path, passphrase: str) -> Iterator[Writer]:
    """A new backup at `target`: there as a whole when this ends well, or not at all."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        file = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Misuse(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with open(file, "wb") as out:
            with zipfile.ZipFile(out, "w") as zipped:
                yield Writer(zipped, passphrase)
            out.flush()
            os.fsync(out.fileno())
        os.link(partial, target)
    except FileExistsError as error:
        raise Misuse(f"{target} is there already; nothing is overwritten.") from error
    finally:
        partial.unlink(missing_ok=True)
    sync(target.parent)


class Reader:
    """An opened backup."""

    def __init__(self, zipped: zipfile.ZipFile, passphrase: str) -> None:
        self.zip = zipped
        self.identity = self._identity(passphrase)
        out = BytesIO()
        self._decrypt(MANIFEST, out)
        self.manifest = Manifest.read(out.getvalue())

    def _identity(self, passphrase: str) -> object:
        try:
            found = by_passphrase.decrypt(self.zip.read("key.age"), passphrase)
            return x25519.Identity.from_str(found.decode().strip())
        except KeyError as error:
            raise Misuse("This is not a backup of Accord.") from error
        except by_passphrase.TooDear as error:
            raise Misuse(str(error)) from error
        except pyrage.DecryptError as error:
            raise Misuse("This passphrase does not open the backup.") from error

    def extract(self, name: str, target: Path) -> None:
        """Writes one of its files to `target`, durably; raises Misuse when damaged."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        number = list(self.manifest.files).index(name)
        with open(file, "w+b") as out:
            self._decrypt(_stored(name, number), out)
            out.flush()
            os.fsync(out.fileno())
            out.seek(0)
            found = sha256()
            while data := out.read(CHUNK):
                found.update(data)
        if found.hexdigest() != self.manifest.files[name]:
            raise Misuse(f"{name} in the backup is not the file that was put into it.")

    def _decrypt(self, name: str, out: BinaryIO) -> None:
        try:
            with self.zip.open(f"{name}.age") as sealed:
                pyrage.decrypt_io(sealed, out, [self.identity])
        except (KeyError, zipfile.BadZipFile, pyrage.DecryptError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk is full, say: nothing is wrong with the backup
            raise Misuse(f"The backup is damaged: {name}: {error}.") from error


@contextmanager
def reading(path: Path, passphrase: str) -> Iterator[Reader]:
    """An opened backup; raises Misuse when it is none."""
    try:
        zipped = zipfile.ZipFile(path)
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise Misuse(f"{path} is not a whole backup of Accord: {error}.") from error
    try:
        with zipped:
            yield Reader(zipped, passphrase)
    except zipfile.BadZipFile as error:
        raise Misuse(f"{path} is not a whole backup of Accord: {error}.") from error


def sync(directory: Path) -> None:
    """Makes what was renamed in a directory durable."""
    file = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
