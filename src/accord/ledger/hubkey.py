"""The hub's private key: files in the data directory that only their owner can read."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from accord.core.acts import keyfile, keys
from accord.core.acts.envelope import Signature, pae


def directory() -> Path:
    """Where the hub's keys are kept."""
    return Path(settings.DATA_DIR) / "keys"


def create() -> str:
    """Makes a new hub key and returns its public part; nothing is overwritten."""
    seed = secrets.token_bytes(32)
    public = keys.public(seed)
    directory().mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(_path(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(file, "wb") as out:
        out.write(keyfile.write_plain("hub", seed))
    _seeds[public] = seed
    return public


def spare(known: Collection[str]) -> str:
    """The public part of a key here that never was the hub's; makes it if need be.

    `known` are the ids of all keys ever used.
    """
    for path in sorted(directory().glob("hub-*.key.json")):
        public = keys.public(keyfile.read_plain(path.read_bytes())[1])
        if keys.keyid(public) not in known:
            return public
    return create()


def find(public: str) -> bytes | None:
    """The private seed of a hub key, or None when it is not on this server."""
    if public not in _seeds:
        path = _path(public)
        if not path.is_file():
            return None
        _seeds[public] = keyfile.read_plain(path.read_bytes())[1]
    return _seeds[public]


def sign(public: str, payload: bytes) -> Signature | None:
    """The hub's signature on an act, or None when the key is not on this server."""
    seed = find(public)
    if seed is None:
        return None
    return Signature(keys.keyid(public), keys.sign(seed, pae(payload)))


def _path(public: str) -> Path:
    return directory() / f"hub-{public[:16]}.key.json"


_seeds: dict[str, bytes] = {}
