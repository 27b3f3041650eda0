"""Key files of both forms: encrypted, and plain."""

from dataclasses import dataclass
from pathlib import Path

from accord.cli import passphrase
from accord.cli.errors import Misuse
from accord.cli.files import read
from accord.core.acts import keyfile, keys, sealed
from accord.core.acts.canonical import parse
from accord.core.acts.errors import AccordError, Malformed
from accord.core.acts.sealed import Sealed


@dataclass(frozen=True)
class KeyFile:
    """A key file as it lies on the disk: its seed, or what a passphrase opens."""

    path: Path
    purpose: str
    key: str
    secret: bytes | Sealed

    @property
    def encrypted(self) -> bool:
        """Whether it asks for a passphrase."""
        return isinstance(self.secret, Sealed)

    def open(self, passphrase_file: Path | None) -> bytes:
        """The private seed; asks for the passphrase if there is one. Raises Misuse."""
        if isinstance(self.secret, bytes):
            return self.secret
        try:
            return sealed.unseal(self.secret, passphrase.ask(passphrase_file))
        except AccordError as error:
            raise Misuse(str(error)) from error


def load(path: Path) -> KeyFile:
    """The key file at `path`; raises Misuse when it is none."""
    data = read(path, keyfile.LIMITS.size)
    try:
        if "sealed" in parse(data.removesuffix(b"\n"), keyfile.LIMITS):
            locked = sealed.read(data)
            return KeyFile(path, locked.purpose, locked.key, locked)
        purpose, seed = keyfile.read_plain(data)
    except Malformed as error:
        raise Misuse(f"{path} is not a key file: {error}") from error
    return KeyFile(path, purpose, keys.public(seed), seed)
