"""A part of the index that is never changed: statements, and who has which gram.

    texts       the statements' texts, one after the other, in UTF-8
    names       id, a line feed, language: likewise
    text_ends   uint64 for each statement: where its text ends; a 0 first
    name_ends   the same of its name
    name_keys   uint64 for each name: its hash, in rising order
    name_order  uint32: the statement with that name
    postings    uint32: numbers of statements, rising within a bucket
    buckets     uint32, one more than there are buckets: where each starts in postings

A bucket is all grams whose hashes begin with the same `bits` bits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from accord.quotes.grams import Hashes, Numbers
from accord.quotes.verdict import Statement

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.uint64]
SECTIONS: tuple[tuple[str, type[np.generic]], ...] = (
    ("texts", np.uint8),
    ("names", np.uint8),
    ("text_ends", np.uint64),
    ("name_ends", np.uint64),
    ("name_keys", np.uint64),
    ("name_order", np.uint32),
    ("postings", np.uint32),
    ("buckets", np.uint32),
)
SURROGATES = "surrogatepass"  # any text can be asked about, so any can be kept


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The sections as arrays, in memory or in a file; see above."""

    texts: npt.NDArray[np.uint8]
    names: npt.NDArray[np.uint8]
    text_ends: Places
    name_ends: Places
    name_keys: Places
    name_order: Numbers
    postings: Numbers
    buckets: Numbers

    def __len__(self) -> int:
        return len(self.text_ends) - 1

    @property
    def bits(self) -> int:
        """How many bits of a hash make the number of a bucket."""
        return (len(self.buckets) - 1).bit_length() - 1

    def statement(self, number: int) -> Statement:
        """One statement, read from its bytes."""
        name, language = self.name(number)
        text = self.raw(number).tobytes().decode("utf-8", SURROGATES)
        return Statement(name, language, text)

    def raw(self, number: int) -> Bytes:
        """A statement's text, as it lies there."""
        low, high = self.text_ends[number : number + 2].tolist()
        return self.texts[low:high]

    def name(self, number: int) -> tuple[str, str]:
        """The id and the language of one statement."""
        low, high = self.name_ends[number : number + 2].tolist()
        name, _, language = self.names[low:high].tobytes().partition(b"\n")
        return name.decode("utf-8", SURROGATES), language.decode("utf-8", SURROGATES)

    def find(self, name: str, language: str) -> int | None:
        """The number of the statement with this name."""
        key = name_key(name_bytes(name, language))
        first = int(np.searchsorted(self.name_keys, np.uint64(key)))
        for at in range(first, len(self)):
            if int(self.name_keys[at]) != key:
                break
            number = int(self.name_order[at])
            if self.name(number) == (name, language):
                return number
        return None

    def counts(self, wanted: Hashes) -> npt.NDArray[np.int64]:
        """How many statements have each gram."""
        at = wanted >> np.uint32(32 - self.bits)
        counts: npt.NDArray[np.int64] = self.buckets[at + 1].astype(np.int64)
        counts -= self.buckets[at]
        return counts

    def holders(self, gram: int) -> Numbers:
        """The statements that have one gram, as they lie there."""
        at = gram >> 32 - self.bits
        return self.postings[self.buckets[at] : self.buckets[at + 1]]

    def having(self, wanted: Hashes) -> Numbers:
        """The statements that have each gram, one list after the other."""
        at = wanted >> np.uint32(32 - self.bits)
        lows, highs = self.buckets[at].tolist(), self.buckets[at + 1].tolist()
        lists = [self.postings[low:high] for low, high in zip(lows, highs, strict=True)]
        return np.concatenate([np.empty(0, np.uint32), *lists])

    def pairs(self, low: int, high: int) -> tuple[Hashes, Numbers]:
        """The grams and statements of the buckets from `low` to `high`."""
        ends = self.buckets[low : high + 1].astype(np.int64)
        grams = np.repeat(np.arange(low, high, dtype=np.uint32), np.diff(ends))
        return grams << np.uint32(32 - self.bits), self.postings[ends[0] : ends[-1]]


def name_bytes(name: str, language: str) -> bytes:
    """How a name is kept. An id has no line feed in it."""
    return f"{name}\n{language}".encode("utf-8", SURROGATES)


def name_key(name: bytes) -> int:
    """The hash that a name is found by."""
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "little")


Source = Callable[[int, int], tuple[Hashes, Numbers]]


def statements(segment: Segment) -> Iterator[Statement]:
    """All statements, in the order in which they were added."""
    return (segment.statement(number) for number in range(len(segment)))
