"""Laying a quote beside a statement: which tokens belong to which.

`place.py` finds where, `pairs.py` the tokens that are the same. Here the ends are cut
off where nothing agrees any more, and what is left is weighed.

    statement   Water from these wells is not safe to drink , even where
                  |    |     |     |   |       |   |    |
    quote       Water from these wells is     safe to drink now
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from accord.quotes.pairs import Pair, paired
from accord.quotes.place import place
from accord.quotes.query import Query
from accord.quotes.stored import Stored
from accord.quotes.tokens import Tokens

_MARK_WEIGHT = 0.4
_GAP_WEIGHT = 0.5
_GAP_CAP = 24.0  # letters: a longer gap costs no more


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of tokens with one skeleton, rising on both sides; at least one pair.

    `letters` are the letters of the quote's words that have a partner, `worth` is what
    to compare alignments by.
    """

    stored: Stored
    pairs: tuple[Pair, ...]
    letters: int
    worth: float

    @property
    def low(self) -> int:
        """The first token of the statement."""
        return self.pairs[0][0]

    @property
    def high(self) -> int:
        """The token after the last."""
        return self.pairs[-1][0] + 1

    @property
    def quoted_low(self) -> int:
        """The first token of the quote."""
        return self.pairs[0][1]

    @property
    def quoted_high(self) -> int:
        """The token after the last."""
        return self.pairs[-1][1] + 1

    def words(self, quoted: Tokens) -> list[Pair]:
        """The pairs of words, without those of marks."""
        return [pair for pair in self.pairs if quoted.is_word(pair[1])]

    def from_first_word(self, quoted: Tokens) -> "Alignment":
        """Without the marks before the first word."""
        first = self.pairs.index(self.words(quoted)[0])
        return replace(self, pairs=self.pairs[first:])


def align(query: Query, low: int, high: int, stored: Stored) -> Alignment | None:
    """The best alignment of the quote's tokens from `low` to `high`."""
    quoted, said = query.tokens, stored.tokens
    window = place(quoted, low, high, said)
    pairs = _best_stretch(quoted, said, paired(quoted, said, window, range(low, high)))
    if not pairs:
        return None
    pairs = _again(quoted, said, pairs)
    letters = sum(query.tokens.weights[quoted] for _, quoted in pairs)
    return Alignment(stored, tuple(pairs), letters, _worth(query, stored, pairs))


def _again(quoted: Tokens, said: Tokens, pairs: list[Pair]) -> list[Pair]:
    """The stretch once more, as a shortest edit: words exchanged stay side by side."""
    gaps = [True for one, other in pairwise(pairs) if not _touch(one, other)]
    if len(gaps) < 2:
        return pairs
    window = range(pairs[0][0], pairs[-1][0] + 1)
    asked = range(pairs[0][1], pairs[-1][1] + 1)
    shortest = paired(quoted, said, window, asked, shortest=True)
    return _best_stretch(quoted, said, shortest)


def _best_stretch(quoted: Tokens, said: Tokens, pairs: list[Pair]) -> list[Pair]:
    """The pairs from the first to the last that are worth the gaps between them."""
    best, best_sum, total, low = (0, 0), 0.0, 0.0, 0
    for high, pair in enumerate(pairs):
        total -= _gap(quoted, said, pairs[high - 1], pair) if high else 0
        if total <= 0:
            total, low = 0.0, high
        total += quoted.weights[pair[1]] or _MARK_WEIGHT
        if total > best_sum:
            best, best_sum = (low, high + 1), total
    return pairs[best[0] : best[1]]


def _touch(before: Pair, after: Pair) -> bool:
    return after[0] - before[0] == after[1] - before[1] == 1


def _gap(quoted: Tokens, said: Tokens, before: Pair, after: Pair) -> float:
    """What the tokens between two pairs cost, in letters."""
    if _touch(before, after):
        return 0.0
    there = said.letters_between(before[0] + 1, after[0])
    here = quoted.letters_between(before[1] + 1, after[1])
    return min(_GAP_CAP, _GAP_WEIGHT * max(there, here))


def _worth(query: Query, stored: Stored, pairs: list[Pair]) -> float:
    """Letters that agree, those with the same key twice, less the gaps."""
    quoted, said = query.tokens, stored.tokens
    agreeing = sum(
        quoted.weights[here] * (1 + (quoted.keys[here] == said.keys[place]))
        + _MARK_WEIGHT
        for place, here in pairs
    )
    return agreeing - sum(
        _gap(quoted, said, one, other) for one, other in pairwise(pairs)
    )
