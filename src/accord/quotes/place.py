"""Where in a statement a quote may stand.

Words with the same skeleton vote for how far the quote is shifted against the
statement. A quote with words left out or put in has its votes on neighbouring shifts,
so the best band of shifts wins.
"""

from collections import defaultdict

from accord.quotes.tokens import Tokens

_SLACK = 3  # tokens looked at on both sides of the place
_COMMON = 8  # a word that stands more often than this has a weaker vote
_VOTES = 50_000


def place(quoted: Tokens, low: int, high: int, said: Tokens) -> range:
    """The tokens of the statement beside which the quote is to be laid."""
    votes = _votes(quoted, low, high, said)
    if not votes:
        return range(0)
    first, last = _best_band(votes, 3 + (high - low) // 4)
    start = max(0, low + first - _SLACK)
    return range(start, max(start, min(len(said), high + last + _SLACK)))


def _votes(quoted: Tokens, low: int, high: int, said: Tokens) -> dict[int, float]:
    """For each shift, the letters of the words that agree with it."""
    words = quoted.words(low, high)
    positions: dict[str, list[int]] = {quoted.skeletons[at]: [] for at in words}
    skeletons = said.skeletons
    for place in said.word_places:
        if skeletons[place] in positions:
            positions[skeletons[place]].append(place)
    votes: defaultdict[int, float] = defaultdict(float)
    budget = _VOTES
    for at in words:
        places = positions[quoted.skeletons[at]]
        budget -= len(places)
        if budget < 0:
            break
        vote = quoted.weights[at] / max(1, len(places) // _COMMON)
        for place in places:
            votes[place - at] += vote
    return votes


def _best_band(votes: dict[int, float], width: int) -> tuple[int, int]:
    """First and last shift of the band of this width that has most votes."""
    shifts = sorted(votes)
    best, best_sum, total, low = (shifts[0], shifts[0]), 0.0, 0.0, 0
    for high, shift in enumerate(shifts):
        total += votes[shift]
        while shift - shifts[low] > width:
            total -= votes[shifts[low]]
            low += 1
        if total > best_sum:
            best, best_sum = (shifts[low], shifts[high]), total
    return best
