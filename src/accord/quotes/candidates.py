"""Which statements a text may come from: winnowed grams of skeletons.

Every statement's skeleton, without spaces, is cut into grams of GRAM letters. Of every
WINDOW neighbouring grams the one with the smallest hash is kept (winnowing: Schleimer,
Wilkerson, Aiken, SIGMOD 2003), so that a text which shares GRAM + WINDOW - 1 letters
with a statement shares a kept gram. Of the query every gram is looked up, the rarest
first, within a budget.
"""

from bisect import bisect_right
from collections import defaultdict
from math import log2
from typing import NamedTuple
from zlib import crc32

from accord.quotes.tokens import Tokens

GRAM = 7
WINDOW = 3
_LONG = 80  # words: a longer query is searched for its densest stretch
_MARGIN = 40  # tokens looked at around that stretch
_BUDGET = 200_000  # postings read for one query
_RARE = 64  # statements: a more common gram says nothing about a long query
_SPACE_COST = 0.12  # of a letter between two hits, against 1 for a hit


class Candidate(NamedTuple):
    """A statement's number, and the tokens of the query that may be from it."""

    number: int
    low: int
    high: int
    score: float


class Candidates:
    """The grams of all statements, by the order in which they were added."""

    def __init__(self) -> None:
        self._postings: dict[int, list[int]] = {}
        self._count = 0

    def add(self, tokens: Tokens) -> None:
        """One more statement; its number is how many there were before."""
        letters, _ = _letters(tokens, 0, len(tokens))
        for gram in _winnowed(_grams(letters)):
            self._postings.setdefault(gram, []).append(self._count)
        self._count += 1

    def find(self, tokens: Tokens, low: int, high: int) -> list[Candidate]:
        """Statements that share grams with these tokens, the likeliest first.

        A query too short to be sure of a shared gram gets every statement.
        """
        letters, offsets = _letters(tokens, low, high)
        if len(letters) < GRAM + WINDOW - 1:
            return [Candidate(at, low, high, 0.0) for at in range(self._count)]
        grams = _grams(letters)
        if len(offsets) > _LONG:
            found = self._stretches(tokens, low, high, grams, offsets)
        else:
            scores = self._scores(grams)
            found = [Candidate(at, low, high, score) for at, score in scores.items()]
        return sorted(found, key=lambda one: (-one.score, -one.number))

    def _scores(self, grams: list[int]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        budget = _BUDGET
        postings = [found for gram in set(grams) if (found := self._postings.get(gram))]
        for numbers in sorted(postings, key=len):
            budget -= len(numbers)
            if budget < 0:
                break
            weight = log2(1 + self._count / len(numbers))
            for number in numbers:
                scores[number] += weight
        return scores

    def _stretches(
        self, tokens: Tokens, low: int, high: int, grams: list[int], offsets: list[int]
    ) -> list[Candidate]:
        """For each statement, the stretch of a long query that hits it most densely."""
        hits: defaultdict[int, list[int]] = defaultdict(list)
        budget = _BUDGET
        for at, gram in enumerate(grams):
            numbers = self._postings.get(gram, ())
            if len(numbers) > _RARE:
                continue
            budget -= len(numbers)
            if budget < 0:
                break
            for number in numbers:
                hits[number].append(at)
        words = tokens.words(low, high)
        found = []
        for number, places in hits.items():
            score, first, last = _densest(places)
            start = words[bisect_right(offsets, first) - 1] - _MARGIN
            end = words[bisect_right(offsets, last) - 1] + _MARGIN
            found.append(Candidate(number, max(low, start), min(high, end), score))
        return found


def _letters(tokens: Tokens, low: int, high: int) -> tuple[bytes, list[int]]:
    """The skeletons of all words in one, and where each word starts in it."""
    parts = [tokens.skeletons[at] for at in tokens.words(low, high)]
    offsets, at = [], 0
    for part in parts:
        offsets.append(at)
        at += len(part)
    # Letters outside ASCII are rare enough for one byte each: this only finds.
    return "".join(parts).encode("ascii", "replace"), offsets


def _grams(letters: bytes) -> list[int]:
    return [crc32(letters[at : at + GRAM]) for at in range(len(letters) - GRAM + 1)]


def _winnowed(grams: list[int]) -> list[int]:
    windows = range(max(1, len(grams) - WINDOW + 1))
    kept = {min(grams[at : at + WINDOW], default=0) for at in windows}
    return sorted(kept)


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
