"""The replica's private key: a file in the data directory that only its owner reads."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from accord.core.acts import keyfile, keys
from accord.ledger import hubkey


def path(public: str) -> Path:
    """Where the key with this public part is kept."""
    return Path(settings.DATA_DIR) / "keys" / f"replica-{public[:16]}.key.json"


def create() -> str:
    """Makes a new key; returns its public part."""
    return put(secrets.token_bytes(32))


def put(seed: bytes) -> str:
    """Keeps a private seed; returns its public part. Again, it changes nothing."""
    public = keys.public(seed)
    file = path(public)
    if find(public) is not None:
        return public
    hubkey.directory().mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(number, "wb") as out:
        out.write(keyfile.write_plain("replica", seed))
        out.flush()
        os.fsync(out.fileno())
    return public


def find(public: str) -> bytes | None:
    """The private seed of a key that is kept here, else None."""
    file = path(public)
    return keyfile.read_plain(file.read_bytes())[1] if file.is_file() else None
