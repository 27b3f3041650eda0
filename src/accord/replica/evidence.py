"""Evidence of a dishonest host, kept as files that anybody can check."""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from accord.core.acts import canonical
from accord.core.acts.encoding import to_base64
from accord.replica.dishonest import Dishonest

MOST = 32


def directory() -> Path:
    """Where the files are."""
    return Path(settings.DATA_DIR) / "evidence"


def keep(trick: Dishonest) -> str:
    """Writes the proof of a trick, durably; returns the file's name.

    The same trick again is the same file. Of a host that plays ever new ones the first
    are enough.
    """
    data = canonical.encode(
        {
            "kind": trick.kind,
            "notes": [to_base64(one.encode()) for one in trick.notes],
            "proof": [to_base64(one) for one in trick.proof],
            "index": trick.index,
            "leaf": to_base64(trick.leaf),
        }
    )
    name = f"{trick.kind}-{sha256(data).hexdigest()[:16]}.evidence.json"
    directory().mkdir(mode=0o700, exist_ok=True)
    files = sorted(one.name for one in directory().glob("*.evidence.json"))
    if name in files:
        return name
    if len(files) >= MOST:
        return files[0]
    _write(directory() / name, data)
    return name


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also when the machine stops meanwhile."""
    part = path.with_suffix(".part")
    with open(part, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    number = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
