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
from accord.quotes.sentences import sentence_starts

_ALIGNED = 6  # candidates that are aligned
_ALIGNED_IF_SHORT = 12  # or so many, of so many bytes in all:
_ALIGNED_SIZE = 8_000
_FEW = 3  # or so many, of a part of the quote
_PARTS = 4  # that are looked up if nothing explains the whole
_SCORE = 0.6  # of the best candidate's score
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


def cover(query: Query, library: Library, main: Alignment, most: int) -> Cover:
    """Explain as much of the quote as can be.

    `main` is the best alignment of the whole quote; `most` is how many stretches of it
    may be looked up by themselves.
    """

    looks = count()

    def look(low: int, high: int) -> Alignment | None:
        if next(looks) >= most:
            return None
        found = find(library, query.tokens, low, high, part=True)
        return best(query, library, found[:_FEW])

    def explain(low: int, high: int) -> Alignment | None:
        return _own(query, main, low, high) or _explains(query, look, low, high)

    others = list(_others(explain, main, query.low, query.high, _DEPTH))
    parts = sorted([main, *others], key=lambda part: part.quoted_low)
    return Cover(query.low, query.high, main, tuple(parts))


def best(
    query: Query, library: Library, found: Sequence[Candidate]
) -> Alignment | None:
    """The best alignment with a candidate; None if no statement is like the quote."""
    aligned = (
        align(query, one.low, one.high, library.stored(one.number))
        for one in likely(library, found)
    )
    return max(filter(None, aligned), key=lambda one: one.worth, default=None)


def best_of_parts(query: Query, library: Library) -> Alignment | None:
    """The best alignment of one of its sentences, or of one half of a single one.

    Of a quote with another claim before it most grams may lead to statements like that
    claim.
    """
    found = (
        best(query, library, find(library, query.tokens, *part, part=True)[:_FEW])
        for part in _parts(query)
    )
    return max(filter(None, found), key=lambda one: one.worth, default=None)


def _parts(query: Query) -> list[tuple[int, int]]:
    tokens, words = query.tokens, query.tokens.words(query.low, query.high)
    cuts = [at for at in sentence_starts(tokens) if query.low < at < query.high]
    cuts = cuts or [words[len(words) // 2]]
    parts = pairwise([query.low, *cuts, query.high])
    long = [one for one in parts if len(tokens.words(*one)) >= _STRETCH_WORDS]
    return long[:_PARTS]


def likely(library: Library, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates that are worth an alignment; more of them if they are short."""
    least = _SCORE * found[0].score if found else 0.0
    good = (one for one in found if one.score and one.score >= least)
    size = 0
    for at, one in enumerate(islice(good, _ALIGNED_IF_SHORT)):
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
