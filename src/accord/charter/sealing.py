"""Messages from outside, encrypted before they touch the disk.

To the reading keys of the members that have one: then neither the host nor a stolen
disk holds what was written. Where no member has one yet, to a key of this server that
lies beside its other keys and not in the database; pages say that the host can read
these.
Sources: age-encryption.org/v1, X25519 recipients.
"""

import os
from pathlib import Path

import orjson
import pyrage
from pyrage import x25519

from accord.core.rules.state import State
from accord.ledger import hubkey

PAD = 1024  # how long a message is, is told in steps of this
NAME = "inbox.age"


def recipients(state: State) -> dict[str, str]:
    """Handle -> reading key, of the members of now that have one."""
    members = state.in_force().members if state.roster else frozenset()
    return {one: state.readers[one] for one in sorted(members & set(state.readers))}


def seal(words: dict[str, str], to: dict[str, str]) -> bytes:
    """An age file for the reading keys in `to`; for this server's own where none is."""
    data = orjson.dumps(words)
    data += b" " * (-len(data) % PAD)  # JSON may end with spaces
    keys = [x25519.Recipient.from_str(one) for one in to.values()]
    return bytes(pyrage.encrypt(data, keys or [_own().to_public()]))


def opened(sealed: bytes) -> dict[str, str]:
    """What this server itself can read of a message: nothing of what is for members."""
    try:
        data = pyrage.decrypt(sealed, [_own()])
    except pyrage.DecryptError:
        return {}
    found = orjson.loads(data)
    return {str(name): str(value) for name, value in found.items()}


def _own() -> x25519.Identity:
    """This server's own key, made when it is first needed."""
    path = hubkey.directory() / NAME
    if not path.is_file():
        _make(path)
    return x25519.Identity.from_str(path.read_text("ascii").strip())


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{NAME}.{os.getpid()}")
    file = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(file, "w", encoding="ascii") as out:
        out.write(f"{x25519.Identity.generate()}\n")
    try:
        os.link(partial, path)  # whoever comes second uses the first one's
    except FileExistsError:
        pass
    finally:
        partial.unlink()
