"""Covering a quote with statements: its main part, and what was put around it.

The statement that agrees best gives the main part. Stretches of the quote that it does
not explain are looked up by themselves: if another statement explains them, the quote
is spliced; if the same one does, words were left out or put into another order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise

from accord.quotes.align import Alignment, align
from accord.quotes.candidates import Candidate, find
from accord.quotes.library import Library
from accord.quotes.query import Query

_ALIGNED = 6  # candidates that are aligned
_ALIGNED_IF_SHORT = 12  # or so many, of so many bytes in all:
_ALIGNED_SIZE = 8_000
_SCORE = 0.3  # of the best candidate's score
_STRETCH_WORDS = 5
_STRETCH_SHARE = 0.7
_OWN_WORDS = 3  # in the same statement fewer words mean something
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Cover:
    """The parts of a quote from `low` to `high`, in the order of the quote."""

    low: int
    high: int
    main: Alignment
    parts: tuple[Alignment, ...]

    @property
    def letters(self) -> int:
        """Letters of the quote that some statement explains."""
        return sum(part.letters for part in self.parts)


Look = Callable[[int, int], Alignment | None]


def cover(
    query: Query, library: Library, found: Sequence[Candidate], most: int
) -> Cover | None:
    """Explain as much of the quote as can be; None if no statement is like it.

    `found` are the candidates for the whole quote; `most` is how many stretches of it
    may be looked up by themselves.
    """

    looks = count()

    def look(low: int, high: int) -> Alignment | None:
        if next(looks) >= most:
            return None
        return _best(query, library, find(library, query.tokens, low, high))

    main = _best(query, library, found)
    if main is None:
        return None

    def explain(low: int, high: int) -> Alignment | None:
        own = _own(query, main, low, high)
        other = _explains(query, look, low, high)
        if own is None or (other is not None and other.letters > own.letters):
            return other
        return own

    others = list(_others(explain, main, query.low, query.high, _DEPTH))
    parts = sorted([main, *others], key=lambda part: part.quoted_low)
    return Cover(query.low, query.high, main, tuple(parts))


def _best(
    query: Query, library: Library, found: Sequence[Candidate]
) -> Alignment | None:
    aligned = (
        align(query, one.low, one.high, library.stored(one.number))
        for one in _likely(library, found)
    )
    return max(filter(None, aligned), key=lambda one: one.worth, default=None)


def _likely(library: Library, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates that are worth an alignment; more of them if they are short."""
    least = _SCORE * found[0].score if found else 0.0
    likely = (one for one in found if one.score and one.score >= least)
    size = 0
    for at, one in enumerate(islice(likely, _ALIGNED_IF_SHORT)):
        size += library.size(one.number)
        if at >= _ALIGNED and size > _ALIGNED_SIZE:
            return
        yield one


def _others(
    explain: Look, part: Alignment, low: int, high: int, depth: int
) -> Iterator[Alignment]:
    """What explains the stretches that a part leaves unexplained."""
    if not depth:
        return
    for start, end in _unexplained(part, low, high):
        other = explain(start, end)
        if other is not None:
            yield other
            yield from _others(explain, other, start, end, depth - 1)


def _unexplained(part: Alignment, low: int, high: int) -> list[tuple[int, int]]:
    edges = [low - 1, *(here for _, here in part.pairs), high]
    return [(one + 1, other) for one, other in pairwise(edges) if other - one > 1]


def _own(query: Query, main: Alignment, low: int, high: int) -> Alignment | None:
    """A stretch that stands as it is in another place of the main statement."""
    words = query.tokens.words(low, high)
    if len(words) < _OWN_WORDS:
        return None
    own = align(query, low, high, main.stored)
    inside = range(main.low, main.high)
    if own is None or own.low in inside or own.high - 1 in inside:
        return None
    touching = own.high - own.low == own.quoted_high - own.quoted_low
    in_order = (own.low < main.low) == (low < main.quoted_low)
    enough = in_order or len(words) >= _STRETCH_WORDS
    whole = touching and len(own.words(query.tokens)) == len(words)
    return own if whole and enough else None


def _explains(query: Query, look: Look, low: int, high: int) -> Alignment | None:
    """An alignment of a stretch, if it is long and close enough to mean something."""
    tokens = query.tokens
    if len(tokens.words(low, high)) < _STRETCH_WORDS:
        return None
    other = look(low, high)
    if other is None:
        return None
    words = tokens.words(other.quoted_low, other.quoted_high)
    letters = tokens.letters_between(other.quoted_low, other.quoted_high)
    enough = len(words) >= _STRETCH_WORDS and other.letters >= _STRETCH_SHARE * letters
    return other if enough else None
