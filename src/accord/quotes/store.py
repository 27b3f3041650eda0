"""Writing a segment's bytes, and reading them: one file, made anew and never changed.

    bytes 0-15     b"accord-quotes/1\\n"; another form has another number
    bytes 16-79    uint64 for each section of segment.py: its bytes
    bytes 80-87    uint64: a number of its own for the way grams are made
    bytes 88-119   SHA-256 of all that follows, and of bytes 0-87 after it
    bytes 120-127  nothing
    from byte 128  the sections in their order, each filled up to 8 bytes with zeros

All numbers are little-endian. A file that is cut short or altered anywhere is refused:
what it held can be made again from the statements.
"""

import mmap
import os
import struct
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import IO
from zlib import crc32

import numpy as np

from accord.quotes import characters, grams, skeleton, tokens
from accord.quotes.segment import SECTIONS, Segment

MAGIC = b"accord-quotes/1\n"
_SIZES = struct.Struct(f"<{len(SECTIONS)}Q")
_DIGEST_AT, _START = 88, 128
_PART = 1 << 20


class Unusable(ValueError):
    """This file is no index, or not as it was written. Make it anew."""


def _spelling() -> int:
    """Changes when a word has another skeleton or other grams: old files then miss."""
    sample = "Shchyt №5 ’zhovta’ ямка щастя їжак 1 000,5 rn cl ěñțș ΑΒΓ 07:00 ёлка"
    words = [grams.letters(tokens.skeletons(sample))]
    words += [bytes(skeleton.skeleton(characters.plain("Xylophon")), "ascii")]
    kept, _ = grams.kept([tokens.skeletons(sample)])
    return crc32(kept.tobytes(), crc32(b" ".join(words)))


class Writer:
    """Writes the sections in their order into a file that can be read again."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self._sizes: list[int] = []
        file.write(bytes(_START))

    def section(self, parts: Iterable[bytes | np.ndarray]) -> None:
        """The next section, in as many parts as one likes."""
        size = 0
        for part in parts:
            data = part if isinstance(part, bytes) else part.data.cast("B")
            size += len(data)
            self._put(data)
        self._put(bytes(-size % 8))
        self._sizes.append(size)

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._digest.update(data)

    def close(self) -> None:
        """Writes the beginning of the file, without which it is none."""
        head = MAGIC + _SIZES.pack(*self._sizes) + struct.pack("<Q", _spelling())
        self._digest.update(head)
        self._file.seek(0)
        self._file.write(head + self._digest.digest())
        self._file.flush()


def segment_of(data: bytes | memoryview | mmap.mmap) -> Segment:
    """The arrays in the bytes that a Writer wrote; their digest is not looked at."""
    view = memoryview(data)
    sizes = _SIZES.unpack(view[len(MAGIC) : len(MAGIC) + _SIZES.size])
    at, arrays = _START, []
    for (_, kind), size in zip(SECTIONS, sizes, strict=True):
        arrays.append(np.frombuffer(view[at : at + size], kind))
        at += size + -size % 8
    return Segment(*arrays)


def read(path: Path) -> Segment:
    """The segment in a file, mapped into memory and read where it is needed.

    Every byte is checked once. Raises Unusable, with a sentence, or OSError.
    """
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size < _START:
            raise Unusable(f"{path.name} is too short to be an index of statements.")
        _check(file, path.name)
        return segment_of(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _check(file: IO[bytes], name: str) -> None:
    """Reads all of it by parts: pages mapped for that would stay in memory."""
    head = file.read(_START)
    if head[: len(MAGIC)] != MAGIC:
        raise Unusable(f"{name} is no index of statements, or of another version.")
    sizes = _SIZES.unpack(head[len(MAGIC) : len(MAGIC) + _SIZES.size])
    size = os.fstat(file.fileno()).st_size
    if _START + sum(size + -size % 8 for size in sizes) != size:
        raise Unusable(f"{name} was cut short.")
    digest = sha256()
    while part := file.read(_PART):
        digest.update(part)
    digest.update(head[:_DIGEST_AT])
    if head[_DIGEST_AT : _DIGEST_AT + 32] != digest.digest():
        raise Unusable(f"{name} was altered.")
    if head[_DIGEST_AT - 8 : _DIGEST_AT] != struct.pack("<Q", _spelling()):
        raise Unusable(f"{name} was made by a version that spells words otherwise.")
