"""Which statements a text may come from, asked of the grams of all of them.

`holding` finds what must be looked at for the words as they are: a statement that has
a run of words has kept each of the grams that the run alone decides on, so it is in all
of their lists at once. `find` finds what a changed text may come from: every gram of
the text is looked up, the rarest first, within a budget; of the statements that have
most of them those come first that have most of the text in one place. Neither proves
anything.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from accord.quotes import grams
from accord.quotes.grams import Hashes, Numbers
from accord.quotes.library import Library
from accord.quotes.segment import SURROGATES, Bytes, Segment
from accord.quotes.shifts import agreeing
from accord.quotes.tail import Tail, words_of
from accord.quotes.tokens import Tokens

_BEST = 40  # candidates
_SLOT_BITS = np.uint32(16)
_SLOT = np.uint32((1 << 16) - 1)
_SHARE = 0.4  # of the best statement's grams, to be looked at
_LOOKED = 300  # statements of which the bytes are looked at,
_LOOKED_PART = 100  # for a part of what was asked,
_LOOKED_SIZE = 2_000_000  # and how many these may be
_AT_ONCE = 50  # of them, until one of them has
_SURE = 0.75  # of the text in one place
_AGREEING = 3.0  # what one place with all of the text is worth, against 1 for its grams
_SOUGHT = 1000  # statements in whose bytes the words are looked for,
_SOUGHT_SIZE = 6_000_000  # and how many these may be
_BUDGET = 300_000  # postings read for one text
_BUDGET_PART = 100_000  # for a part of it,
_BUDGET_LONG = 200_000  # and for a longer one, which has more rare grams
_LISTS = 48  # lists that must all have a statement
_LONGEST = 1 << 20  # postings read of the rarest of them
_LONG = 80  # words: a longer text is searched for its densest stretch
_DENSE = 100  # statements whose stretches are looked at
_MARGIN = 40  # tokens looked at around that stretch
_SPACE_COST = 0.12  # of a letter between two hits, against 1 for a hit


class Candidate(NamedTuple):
    """A statement's number, and the tokens of the text that may be from it."""

    number: int
    low: int
    high: int
    score: float


def holding(
    library: Library, tokens: Tokens, runs: Sequence[range]
) -> list[int] | None:
    """The statements that may have all these runs of tokens as they are, newest first.

    None if the runs are too short to tell.
    """
    wanted = [_certain(words_of(tokens, run.start, run.stop)) for run in runs]
    asked = np.unique(np.concatenate(wanted)) if wanted else np.empty(0, np.uint32)
    if not len(asked):
        return None
    found: list[int] = []
    for first, part in reversed(library.parts):
        found += [first + number for number in reversed(_in_all(part, asked))]
    if len(found) <= _BEST or len(runs) > 1:
        return found
    quote = _bytes(tokens, runs[0].start, runs[0].stop)
    some = _texts(library, found[:_SOUGHT], _SOUGHT_SIZE)
    alike = [one for one, text in some if quote in text.tobytes()]
    others = [one for one in found[: _BEST + len(alike)] if one not in alike]
    return alike + others if alike else found


def _bytes(tokens: Tokens, low: int, high: int) -> bytes:
    return tokens.span(low, high).of(tokens.text).encode("utf-8", SURROGATES)


def _texts(
    library: Library, numbers: Sequence[int], size: int
) -> Iterator[tuple[int, Bytes]]:
    """The texts of the first of these statements, so many bytes in all."""
    for number in numbers:
        text = library.raw(number)
        size -= len(text)
        if size < 0:
            return
        yield number, text


def _agreeing(
    library: Library, tokens: Tokens, low: int, high: int, numbers: Sequence[int]
) -> list[float]:
    """How much of the tokens each statement has in one place; of the first ones."""
    quote = _bytes(tokens, low, high)
    texts = _texts(library, numbers, _LOOKED_SIZE)
    shares: list[float] = []
    while max(shares, default=0.0) < _SURE:
        some = [text for _, text in islice(texts, _AT_ONCE)]
        if not some:
            break
        shares += agreeing(quote, some).tolist()
    return shares


def _certain(words: Sequence[str]) -> Hashes:
    small = grams.tiny(words)
    if small is not None:
        return np.array([small])
    return grams.certain(grams.hashes(grams.letters(words)))


def _in_all(part: Segment | Tail, asked: Hashes) -> list[int]:
    """The numbers that are in all lists, the rarest list first."""
    counts = part.counts(asked)
    order = np.argsort(counts, kind="stable")[:_LISTS]
    if not counts[order[0]]:
        return []
    rarest, *others = [part.holders(int(asked[at])) for at in order]
    left = rarest[-_LONGEST:]
    for other in others:
        places = np.minimum(np.searchsorted(other, left), len(other) - 1)
        left = left[other[places] == left]
        if not len(left):
            break
    numbers: list[int] = left.tolist()
    return numbers


def find(
    library: Library, tokens: Tokens, low: int, high: int, *, part: bool = False
) -> list[Candidate]:
    """The statements that share most with these tokens, the likeliest first.

    `part`: what was asked is longer, and was looked up before; less is read.
    """
    words = words_of(tokens, low, high)
    hashes = grams.hashes(grams.letters(words))
    small = grams.tiny(words) if len(hashes) < grams.WINDOW else None
    asked = hashes if small is None else np.append(hashes, small)
    if not len(asked):
        return []
    if len(words) > _LONG:
        return _stretches(library, tokens, low, high, hashes)
    budget, most = (_BUDGET_PART, _LOOKED_PART) if part else (_BUDGET, _LOOKED)
    scored = _scored(library, np.unique(asked), budget)[:most]
    shares = _agreeing(library, tokens, low, high, [number for _, number in scored])
    shares += [0.0] * (len(scored) - len(shares))
    found = [
        Candidate(number, low, high, score / scored[0][0] + _AGREEING * share)
        for (score, number), share in zip(scored, shares, strict=True)
    ]
    found.sort(key=lambda one: one.score, reverse=True)
    return found[:_BEST]


def _scored(library: Library, asked: Hashes, budget: int) -> list[tuple[float, int]]:
    """Scores and numbers of the best statements; the newest first of equal ones."""
    rare = asked[_affordable(library, asked, budget)]
    weights = np.log2(1 + len(library) / np.maximum(_counts(library, rare), 1))
    scores, whose = [np.empty(0)], [np.empty(0, np.int64)]
    for first, part in library.parts:
        each = np.repeat(weights, part.counts(rare))
        numbers, sums = _leading(part.having(rare), each)
        scores.append(sums)
        whose.append(numbers + first)
    found, those = np.concatenate(scores), np.concatenate(whose)
    order = np.lexsort((-those, -found))[:_LOOKED]
    order = order[found[order] > _SHARE * np.max(found, initial=0.0)]
    return list(zip(found[order].tolist(), those[order].tolist(), strict=True))


def _leading(
    numbers: Numbers, weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The statements with the highest sums, and these.

    Statements share slots at first: a sum for each would be megabytes of new memory.
    """
    slots = numbers & _SLOT
    shared = np.bincount(slots, weights)
    good = np.flatnonzero(shared > _SHARE * np.max(shared, initial=0.0))
    place = np.full(len(shared), -1)
    place[good] = np.arange(len(good))
    places = place[slots]
    some = np.flatnonzero(places >= 0)
    rows = int(np.max(numbers, initial=0) >> _SLOT_BITS) + 1
    at = places[some] * rows + (numbers[some] >> _SLOT_BITS)
    sums = np.bincount(at, weights[some]).astype(np.float64)
    those = np.flatnonzero(sums)
    found = good[those // rows] | those % rows << int(_SLOT_BITS)
    return found.astype(np.int64), sums[those]


def _counts(library: Library, asked: Hashes) -> npt.NDArray[np.int64]:
    """How many statements have each gram, in all parts."""
    counts = np.zeros(len(asked), np.int64)
    for _, part in library.parts:
        counts += part.counts(asked)
    return counts


def _affordable(library: Library, asked: Hashes, budget: int) -> npt.NDArray[np.int64]:
    """The places of the rarest grams, as many as may be read."""
    counts = _counts(library, asked)
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    return order[: int(np.searchsorted(np.cumsum(counts[order]), budget, "right"))]


def _most(sums: npt.NDArray[np.int64], best: int) -> list[int]:
    """The numbers with the highest sums above 0; of equal ones the highest.

    Few have a sum near the highest, so the rest is mostly never looked at.
    """
    some, most = np.empty(0, np.int64), np.max(sums, initial=0)
    for share in (2, 8, 32, np.inf):
        some = np.flatnonzero(sums > most / share)
        if len(some) >= best:
            break
    if len(some) > best:
        least = np.partition(sums[some], -best)[-best]
        some = some[sums[some] >= least]
    some = some[::-1]
    order = np.argsort(-sums[some], kind="stable")[:best]
    found: list[int] = some[order].tolist()
    return found


def _stretches(
    library: Library, tokens: Tokens, low: int, high: int, asked: Hashes
) -> list[Candidate]:
    """For each statement, the stretch of a long text that hits it most densely."""
    chosen = np.sort(_affordable(library, asked, _BUDGET_LONG))
    words = tokens.words(low, high)
    offsets = [0, *np.cumsum([len(tokens.skeletons[at]) for at in words]).tolist()]
    found = []
    for first, part in library.parts:
        for number, places in _hits(part, asked, chosen):
            score, start, end = _densest(places)
            before = words[bisect_right(offsets, start) - 1] - _MARGIN
            after = words[bisect_right(offsets, end) - 1] + _MARGIN
            stretch = max(low, before), min(high, after)
            found.append(Candidate(first + number, *stretch, score))
    found.sort(key=lambda one: (one.score, one.number), reverse=True)
    return found[:_BEST]


def _hits(
    part: Segment | Tail, asked: Hashes, chosen: npt.NDArray[np.int64]
) -> Iterator[tuple[int, list[int]]]:
    """The statements with most hits, and where in the text these are."""
    numbers = part.having(asked[chosen])
    places = np.repeat(chosen, part.counts(asked[chosen]))
    sums = np.bincount(numbers)
    most = _most(sums, _DENSE)
    wanted = np.zeros(len(sums), np.bool_)
    wanted[most] = True
    of_them = wanted[numbers]
    numbers, places = numbers[of_them], places[of_them]
    order = np.argsort(numbers, kind="stable")
    numbers, ordered = numbers[order], places[order].tolist()
    starts = np.searchsorted(numbers, most).tolist()
    ends = np.searchsorted(numbers, most, "right").tolist()
    for number, start, end in zip(most, starts, ends, strict=True):
        yield number, ordered[start:end]


def _densest(places: list[int]) -> tuple[float, int, int]:
    """Score, first and last place of the run of hits with the smallest spaces."""
    best, first, last = 0.0, places[0], places[0]
    total, start, before = 0.0, places[0], places[0]
    for place in places:
        total -= _SPACE_COST * (place - before)
        if total <= 0:
            total, start = 0.0, place
        total += 1
        before = place
        if total > best:
            best, first, last = total, start, place
    return best, first, last
