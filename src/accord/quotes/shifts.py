"""How much of a quote stands in one place of each of many statements, by their bytes.

Grams do not say where they stand: of a million long statements hundreds have all of a
sentence's phrases, each in another sentence. So the runs of eight bytes at every fourth
letter or so of a text are looked up among those of the quote, and each one found votes
for how far the quote is shifted against the text. Where all of a quote stands, most
votes are for one shift.

Nothing is read as words here, which is why hundreds of texts take a few milliseconds;
other letters, another case or line ends are not seen through.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from accord.quotes.segment import Bytes

_RUN = 8  # bytes
_STEP = 4  # bytes; twice as many where most letters have two
_BITS = 16
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
_SLACK = 32  # bytes between shifts that count as one
_NOWHERE = -1


def agreeing(quote: bytes, texts: Sequence[Bytes]) -> npt.NDArray[np.float64]:
    """For each text the share of the quote, about 0 to 1, that one place of it has."""
    if len(quote) < 2 * _RUN or not texts:
        return np.zeros(len(texts))
    wide = np.count_nonzero(np.frombuffer(quote, np.uint8) > 0x7F)
    step = _STEP if 2 * wide < len(quote) else 2 * _STEP
    ends, joined = _joined(texts, step)
    places, hashes = _places(quote), _hashes(joined, step)
    hits = np.flatnonzero((places != _NOWHERE)[hashes])
    owners = np.searchsorted(ends, hits * step, "right")
    shifts = hits * step - places[hashes[hits]]
    return _most_votes(owners, shifts, quote, ends) * (step / len(quote))


def _joined(texts: Sequence[Bytes], step: int) -> tuple[npt.NDArray[np.int64], Bytes]:
    """The texts with zeros between, each from a multiple of `step` on; their ends."""
    sizes = np.array([len(text) for text in texts])
    ends = np.cumsum(sizes + -sizes % step + _RUN)
    joined = np.zeros(int(ends[-1]), np.uint8)
    starts = (ends - (sizes + -sizes % step + _RUN)).tolist()
    for text, start in zip(texts, starts, strict=True):
        joined[start : start + len(text)] = text
    return ends, joined


def _hashes(data: Bytes, step: int) -> npt.NDArray[np.int64]:
    """The hash of the run at every so many bytes."""
    count = (len(data) - _RUN) // step + 1
    runs = np.ndarray(count, "<u8", data.data, strides=(step,))
    hashes = runs * _MIX
    hashes >>= np.uint64(64 - _BITS)
    return hashes.view(np.int64)


def _places(quote: bytes) -> npt.NDArray[np.int32]:
    """Where in the quote a run with each hash starts."""
    places = np.full(1 << _BITS, _NOWHERE, np.int32)
    found = _hashes(np.frombuffer(quote, np.uint8), 1)
    places[found] = np.arange(len(found))
    return places


def _most_votes(
    owners: npt.NDArray[np.int64],
    shifts: npt.NDArray[np.int64],
    quote: bytes,
    ends: npt.NDArray[np.int64],
) -> npt.NDArray[np.float64]:
    """For each text the most hits whose shifts lie close together."""
    apart = int(ends[-1]) + 2 * len(quote)
    keys = np.sort(owners * apart + shifts + len(quote))
    below = np.searchsorted(keys, keys - (_SLACK + len(quote) // 4))
    first = np.searchsorted(keys, np.arange(len(ends) + 1) * apart)
    hits = np.append(np.arange(len(keys)) - below + 1, 0)
    most = np.maximum.reduceat(hits, np.minimum(first[:-1], len(keys)))
    return np.where(np.diff(first) > 0, most, 0).astype(np.float64)
