"""Making a segment: from statements, or from segments that become one.

Statements are taken in by chunks: their grams become two sorted columns, six bytes a
gram. At the end all columns are merged, one range of hashes after the other, so that
neither the texts nor the postings are ever in memory as a whole.
"""

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from accord.quotes.grams import Hashes, Numbers, kept
from accord.quotes.segment import (
    SURROGATES,
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
_RANGES = 64
_FEWEST_BITS, _MOST_BITS = 10, 26
_LOAD = 2  # postings to a bucket, about


class _Columns:
    """The texts and names as they come by, and the grams of each chunk."""

    def __init__(self) -> None:
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
            self._source(_of_chunk(found, numbers, first), len(found))
        self._waiting, self._letters = [], 0

    def _source(self, source: Source, postings: int) -> None:
        self.sources.append(source)
        self.postings += postings


def _of_chunk(found: Hashes, numbers: Numbers, first: int) -> Source:
    short = numbers.astype(np.uint16)

    def pairs(low: int, high: int) -> tuple[Hashes, Numbers]:
        start, end = np.searchsorted(found, np.array([low, high], np.uint64)).tolist()
        return found[start:end], short[start:end].astype(np.uint32) + np.uint32(first)

    return pairs


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
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        try:
            _merge(Writer(file), segments, added)
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    return read(path)


def _merge(
    writer: Writer, segments: Sequence[Segment], added: Iterable[Statement] = ()
) -> None:
    """What a bucket holds cannot be told apart again, so only a segment with buckets
    enough for all is taken as it is; of others the texts are read again.
    """
    columns = _Columns()
    postings = sum(len(segment.postings) for segment in segments)
    fine = [postings <= 4 * _LOAD << segment.bits for segment in segments]
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
    writer.section(_postings(columns.sources, bits, counts))
    writer.section([np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)])
    writer.close()


def _postings(
    sources: Sequence[Source], bits: int, counts: Numbers
) -> Iterator[np.ndarray]:
    """The postings of all buckets in their order; `counts` is filled on the way."""
    shift = np.uint32(32 - bits)
    for step in range(_RANGES):
        low, high = (step << 32) // _RANGES, (step + 1 << 32) // _RANGES
        pairs = [source(low, high) for source in sources]
        found = [one >> shift for one, _ in pairs] or [np.empty(0, np.uint32)]
        numbers = [one for _, one in pairs] or [np.empty(0, np.uint32)]
        both = np.concatenate(found).astype(np.uint64) << np.uint64(32)
        both |= np.concatenate(numbers)
        # Sources are sorted, so this merges; two grams of one bucket become one.
        both.sort(kind="stable")
        both = (
            both[np.concatenate([[True], both[1:] != both[:-1]])] if len(both) else both
        )
        buckets = (both >> np.uint64(32)).astype(np.uint32)
        first, end = low >> int(shift), high >> int(shift)
        counts[first:end] = np.bincount(
            buckets - np.uint32(first), minlength=end - first
        )
        yield both.astype(np.uint32)
