"""The key that protects sessions and forms: one file in the data directory."""

import os
import secrets
from pathlib import Path

NAME = "secret.key"


def secret_key(data_dir: Path) -> str:
    """The key, made on the first call; the file can be read by its owner alone."""
    path = data_dir / NAME
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with open(file, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(48)
        out.write(key + "\n")
    return key


def kept(data_dir: Path) -> str:
    """The key if there is one, else nothing; makes no file."""
    path = data_dir / NAME
    return path.read_text("ascii").strip() if path.is_file() else ""
