"""Grams: what statements and quotes are compared by before any word is looked at.

The skeletons of a text's words, without spaces, are cut into grams of GRAM letters, one
beginning at every letter. Of every WINDOW neighbouring grams of a statement the one
with the smallest hash is kept (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003). So
every run of GUARANTEE letters that a quote and a statement share has a gram in it that
was kept, and it can be told from the run alone which one.

Five words may have fewer letters than that. Such runs are kept whole, under a hash of
their own.
"""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

GRAM = 8
WINDOW = 4
GUARANTEE = GRAM + WINDOW - 1
TINY_WORDS = 5

N = TypeVar("N", np.uint32, np.uint64)
Hashes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.uint32]

_NONE = np.uint32(0xFFFFFFFF)  # where a gram would reach into the next statement
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
_HALF = np.uint64(32)


def letters(words: Sequence[str]) -> bytes:
    """All skeletons in one, a byte for a letter, none of them 0."""
    joined = "".join(words)
    if joined.isascii():
        return joined.encode().replace(b"\0", b"\1")
    # Letters outside ASCII share 128 bytes: this only finds, it proves nothing.
    return bytes([ord(char) & 0x7F | 0x80 if char > "\x7f" else ord(char) or 1
                  for char in joined])  # fmt: skip


def hashes(text: bytes) -> Hashes:
    """The hash of every gram, in order; none if there are fewer letters than GRAM."""
    count = len(text) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint32)
    grams = np.ndarray(count, "<u8", text, strides=(1,)).astype(np.uint64)
    grams ^= grams >> _HALF
    grams *= _MIX
    grams >>= _HALF
    return np.minimum(grams.astype(np.uint32), _NONE - np.uint32(1))


def certain(of: Hashes) -> Hashes:
    """The grams that every statement has kept that has these in a row."""
    if len(of) < WINDOW:
        return np.empty(0, np.uint32)
    return np.unique(_least(of))


def tiny(words: Sequence[str]) -> np.uint32 | None:
    """The hash of the first five words, if they have few letters."""
    first = letters(words[:TINY_WORDS])
    if len(words) < TINY_WORDS or len(first) >= GUARANTEE:
        return None
    return _tiny(first)


def kept(statements: Sequence[Sequence[str]]) -> tuple[Hashes, Numbers]:
    """The grams that are kept of each statement, given the skeletons of its words.

    Two columns, sorted by hash and then by the statement's place in the sequence; no
    pair twice.
    """
    texts = [letters(words) for words in statements]
    found = _without_seams(b"\0".join(texts))
    sizes = [len(text) + 1 for text in texts]
    numbers = np.repeat(np.arange(len(texts), dtype=np.uint64), sizes)[: len(found)]
    is_kept = _is_kept(found)
    pairs = found[is_kept].astype(np.uint64) << _HALF | numbers[is_kept]
    both = once(np.concatenate([pairs, _tiny_pairs(statements)]))
    return (both >> _HALF).astype(np.uint32), both.astype(np.uint32)


def once(numbers: npt.NDArray[N]) -> npt.NDArray[N]:
    """The same in rising order, none twice; sorts in place: far below `np.unique`."""
    numbers.sort()
    first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def _without_seams(joined: bytes) -> Hashes:
    """The hashes of statements with a 0 between them; none across a 0."""
    found = hashes(joined)
    zeros = np.flatnonzero(np.frombuffer(joined, np.uint8) == 0)
    for step in range(GRAM):
        over = zeros - step
        found[over[(over >= 0) & (over < len(found))]] = _NONE
    return found


def _least(found: Hashes) -> Hashes:
    """The smallest hash of each window of neighbours."""
    least: Hashes = found[: len(found) - WINDOW + 1]
    for step in range(1, WINDOW):
        least = np.minimum(least, found[step : len(found) - WINDOW + 1 + step])
    return least


def _is_kept(found: Hashes) -> npt.NDArray[np.bool_]:
    """Whether a gram is the smallest of a window; at the ends windows are smaller."""
    edge = np.full(WINDOW - 1, _NONE)
    least = _least(np.concatenate([edge, found, edge]))
    result = np.zeros(len(found), np.bool_)
    for step in range(WINDOW):
        result |= found == least[step : step + len(found)]
    result &= found != _NONE
    return result


def _tiny(text: bytes) -> np.uint32:
    return np.uint32(min(crc32(text), int(_NONE) - 1))


def _tiny_pairs(statements: Sequence[Sequence[str]]) -> npt.NDArray[np.uint64]:
    """Runs of five words with fewer letters than can be relied on."""
    counts = [len(words) for words in statements]
    sizes = [len(word) for words in statements for word in words]
    ends = np.cumsum([0, *sizes])
    first = np.flatnonzero(ends[TINY_WORDS:] - ends[:-TINY_WORDS] < GUARANTEE)
    after = np.cumsum(counts)
    pairs = []
    for at in first.tolist():
        number = int(np.searchsorted(after, at, "right"))
        start = at - int(after[number] - counts[number])
        run = statements[number][start : start + TINY_WORDS]
        if len(run) == TINY_WORDS:
            pairs.append(int(_tiny(letters(run))) << 32 | number)
    return np.array(pairs, np.uint64)
