"""Writing small files so that they are whole, also when the machine stops."""

import os
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Puts `data` in the place of the file, wholly or not at all, on the disk."""
    part = path.with_name(f"{path.name}.new")
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
