"""Reading and writing the files that commands are given, with sentences for misuse."""

import os
from pathlib import Path

from accord.cli.errors import Misuse


def read(path: Path, limit: int) -> bytes:
    """The file's bytes; raises Misuse when it cannot be read or is too large."""
    data = read_start(path, limit + 1)
    if len(data) > limit:
        raise Misuse(f"{path} is larger than {limit:,} bytes, so it is not the file.")
    return data


def read_start(path: Path, size: int) -> bytes:
    """At most `size` bytes from the file's start; raises Misuse."""
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror}.") from error


def write_new(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Writes a file that must not be there yet; raises Misuse."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise Misuse(
            f"{path} is there already, and nothing is overwritten. Choose another "
            "name, or move it away."
        ) from error
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()  # a full disk: no half of it
        raise
