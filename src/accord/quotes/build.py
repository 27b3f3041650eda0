"""Making a segment: from statements, or from segments that become one.

Statements are taken in by chunks: their grams become two sorted columns, six bytes a
gram, which lie in a file of their own while a file is made. At the end all columns are
merged, one range of hashes after the other, so that neither the texts nor the grams nor
the postings are ever in memory as a whole.
"""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, TypeVar

import numpy as np
import numpy.typing as npt

from accord.quotes.grams import Hashes, Numbers, kept, once
from accord.quotes.segment import (
    SURROGATES,
    Places,
    Segment,
    Source,
    name_bytes,
    name_key,
    statements,
)
from accord.quotes.store import Writer, read, segment_of
from accord.quotes.tokens import skeletons
from accord.quotes.verdict import Statement

_CHUNK = 4096  # statements
_CHUNK_LETTERS = 1 << 22
_FEWEST_BITS, _MOST_BITS = 10, 26
_RANGE = 20  # bits: about so many postings are merged at a time
_CUT = 32 - _FEWEST_BITS
_CUTS = np.arange((1 << _FEWEST_BITS) + 1, dtype=np.uint64) << np.uint64(_CUT)
_LOAD = 2  # postings to a bucket, about
_HALF = np.uint64(32)
K = TypeVar("K", np.uint16, np.uint32)


class _Columns:
    """The texts and names as they come by, and the grams of each chunk."""

    def __init__(self, aside: IO[bytes] | None = None) -> None:
        self._aside = aside
        self.text_ends = array("Q", [0])
        self.name_ends = array("Q", [0])
        self.names: list[bytes] = []
        self.sources: list[Source] = []
        self.postings = 0
        self._waiting: list[list[str]] = []
        self._letters = 0

    def texts(self, added: Iterable[Statement]) -> Iterator[bytes]:
        """Takes statements in and gives their texts on, to be written."""
        for statement in added:
            text = statement.text.encode("utf-8", SURROGATES)
            self._name(name_bytes(statement.id, statement.language), len(text))
            self._waiting.append(skeletons(statement.text))
            self._letters += len(text)
            if len(self._waiting) == _CHUNK or self._letters > _CHUNK_LETTERS:
                self._close_chunk()
            yield text
        self._close_chunk()

    def take(self, segment: Segment) -> Iterator[np.ndarray]:
        """The same of a whole segment: its texts, names and grams as they are."""
        first, texts, names = len(self.names), self.text_ends[-1], self.name_ends[-1]
        self.text_ends.frombytes((segment.text_ends[1:] + np.uint64(texts)).tobytes())
        self.name_ends.frombytes((segment.name_ends[1:] + np.uint64(names)).tobytes())
        data, ends = segment.names.tobytes(), segment.name_ends.tolist()
        self.names += [data[low:high] for low, high in pairwise(ends)]
        self._source(_of_segment(segment, first), len(segment.postings))
        yield segment.texts

    def _name(self, name: bytes, size: int) -> None:
        self.names.append(name)
        self.text_ends.append(self.text_ends[-1] + size)
        self.name_ends.append(self.name_ends[-1] + len(name))

    def _close_chunk(self) -> None:
        if self._waiting:
            found, numbers = kept(self._waiting)
            first = len(self.names) - len(self._waiting)
            self._source(_of_chunk(found, numbers, first, self._aside), len(found))
        self._waiting, self._letters = [], 0

    def _source(self, source: Source, postings: int) -> None:
        self.sources.append(source)
        self.postings += postings


def _of_chunk(
    found: Hashes, numbers: Numbers, first: int, aside: IO[bytes] | None
) -> Source:
    ends = np.searchsorted(found, _CUTS).astype(np.uint32)
    grams, places = _laid(found, aside), _laid(numbers.astype(np.uint16), aside)

    def pairs(low: int, high: int) -> tuple[Hashes, Numbers]:
        start, end = int(ends[low >> _CUT]), int(ends[high >> _CUT])
        here = places(start, end).astype(np.uint32)
        return grams(start, end), here + np.uint32(first)

    return pairs


def _laid(
    column: npt.NDArray[K], aside: IO[bytes] | None
) -> Callable[[int, int], npt.NDArray[K]]:
    """Reads parts of a column, in memory or from the end of a file where it is laid."""
    if aside is None:
        return lambda low, high: column[low:high]
    start, kind = aside.seek(0, os.SEEK_END), column.dtype
    aside.write(column.data)

    def part(low: int, high: int) -> npt.NDArray[K]:
        aside.seek(start + low * kind.itemsize)
        return np.frombuffer(aside.read((high - low) * kind.itemsize), kind)

    return part


def _of_segment(segment: Segment, first: int) -> Source:
    shift = 32 - segment.bits

    def pairs(low: int, high: int) -> tuple[Hashes, Numbers]:
        found, numbers = segment.pairs(low >> shift, high >> shift)
        return found, numbers + np.uint32(first)

    return pairs


def built(added: Iterable[Statement]) -> Segment:
    """A segment in memory."""
    file = BytesIO()
    columns = _Columns()
    _write(Writer(file), columns, columns.texts(added))
    return segment_of(file.getbuffer())


def merged(segments: Sequence[Segment]) -> Segment:
    """One segment in memory of several, in their order."""
    file = BytesIO()
    _merge(Writer(file), segments)
    return segment_of(file.getbuffer())


def written(
    path: Path, segments: Sequence[Segment], added: Iterable[Statement]
) -> Segment:
    """One segment in a file, of several and of more statements, read back from there.

    The file is complete under its name or is not there: it is written beside it first.
    """
    beside = path.parent
    with (
        TemporaryFile(dir=beside) as aside,
        NamedTemporaryFile(dir=beside, prefix=f".{path.name}-", delete=False) as file,
    ):
        try:
            _merge(Writer(file), segments, added, aside)
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    return read(path)


def _merge(
    writer: Writer,
    segments: Sequence[Segment],
    added: Iterable[Statement] = (),
    aside: IO[bytes] | None = None,
) -> None:
    """What a bucket holds cannot be told apart again, so only a segment with buckets
    enough for all is taken as it is; of others the texts are read again.
    """
    columns = _Columns(aside)
    postings = sum(len(segment.postings) for segment in segments)
    enough = min(max(postings // (4 * _LOAD), 1).bit_length(), _MOST_BITS)
    fine = [segment.bits >= enough for segment in segments]
    finest = [segment.bits for segment, one in zip(segments, fine, strict=True) if one]
    texts: Iterator[bytes | np.ndarray] = chain.from_iterable(
        columns.take(segment) if one else columns.texts(statements(segment))
        for segment, one in zip(segments, fine, strict=True)
    )
    _write(
        writer,
        columns,
        chain(texts, columns.texts(added)),
        min(finest, default=_MOST_BITS),
    )


def _write(
    writer: Writer,
    columns: _Columns,
    texts: Iterable[bytes | np.ndarray],
    finest: int = _MOST_BITS,
) -> None:
    """All sections; `finest` is the most that the grams can be told apart."""
    writer.section(texts)
    names = columns.names
    writer.section(names)
    writer.section([np.array(columns.text_ends, np.uint64)])
    writer.section([np.array(columns.name_ends, np.uint64)])
    keys = np.fromiter(map(name_key, names), np.uint64, len(names))
    order = np.argsort(keys, kind="stable")
    writer.section([keys[order]])
    writer.section([order.astype(np.uint32)])
    bits = max(columns.postings // _LOAD, 1).bit_length()
    bits = min(max(bits, _FEWEST_BITS), _MOST_BITS, finest)
    counts = np.zeros(1 << bits, np.uint32)
    writer.section(_postings(columns, bits, counts))
    np.cumsum(counts, out=counts)
    writer.section([np.zeros(1, np.uint32), counts])
    writer.close()


def _postings(columns: _Columns, bits: int, counts: Numbers) -> Iterator[np.ndarray]:
    """The postings of all buckets in their order; `counts` is filled on the way."""
    shift = np.uint32(32 - bits)
    ranges = 1 << min((columns.postings >> _RANGE).bit_length(), _FEWEST_BITS)
    for step in range(ranges):
        low, high = (step << 32) // ranges, (step + 1 << 32) // ranges
        pairs = [_joined(*source(low, high), shift) for source in columns.sources]
        # Two grams of one bucket become one.
        both = once(np.concatenate([np.empty(0, np.uint64), *pairs]))
        buckets = (both >> _HALF).astype(np.uint32)
        first, end = low >> int(shift), high >> int(shift)
        counts[first:end] = np.bincount(
            buckets - np.uint32(first), minlength=end - first
        )
        yield both.astype(np.uint32)


def _joined(found: Hashes, numbers: Numbers, shift: np.uint32) -> Places:
    return (found >> shift).astype(np.uint64) << _HALF | numbers
