"""Which tokens of a statement and of a quote are the same, in the order of both.

Words are paired by skeleton first, along a longest common subsequence or a shortest
edit. Where a word may have either of two partners it gets the one beside its neighbour.
Then the marks that touch paired words on both sides are paired with their likes.
"""

from rapidfuzz.distance import LCSseq, Levenshtein

from accord.quotes.tokens import Tokens

Pair = tuple[int, int]  # a statement's token, a quote's token

_CELLS = 16_000_000  # above it the edit that needs no table, and is less exact


def paired(
    quoted: Tokens,
    said: Tokens,
    window: range,
    asked: range,
    *,
    shortest: bool = False,
) -> list[Pair]:
    """All pairs of a longest common subsequence of the words, and marks beside them."""
    there = said.words(window.start, window.stop)
    here = quoted.words(asked.start, asked.stop)
    table = len(there) * len(here) <= _CELLS
    edit = LCSseq if table and not shortest else Levenshtein
    rough_there = [said.skeletons[at] for at in there]
    rough_here = [quoted.skeletons[at] for at in here]
    edits = edit.opcodes(rough_there, rough_here)
    steps = [
        (block.a + step, block.b + step)
        for block in edits.as_matching_blocks()
        for step in range(block.size)
    ]
    words = [
        (there[at], here[step]) for at, step in _slid(rough_there, rough_here, steps)
    ]
    first, last = (window.start, asked.start), (window.stop, asked.stop)
    return _with_marks(quoted, said, words, first, last)


def _slid(there: list[str], here: list[str], pairs: list[Pair]) -> list[Pair]:
    """Move a pair towards the next one where the words there are the same."""
    for at in range(len(pairs) - 2, -1, -1):
        (place, step), (next_place, next_step) = pairs[at], pairs[at + 1]
        moved = (
            next_place - 1 if next_step - step == 1 else place,
            next_step - 1 if next_place - place == 1 else step,
        )
        if there[moved[0]] == there[place] and here[moved[1]] == here[step]:
            pairs[at] = moved
    return pairs


def _with_marks(
    quoted: Tokens, said: Tokens, words: list[Pair], first: Pair, last: Pair
) -> list[Pair]:
    """The pairs of words, and the equal marks that touch them on either side."""
    if not words:
        return []
    pairs: list[Pair] = []
    before = (first[0] - 1, first[1] - 1)
    for after in [*words, last]:
        pairs += _marks_between(quoted, said, before, after)
        pairs.append(after)
        before = after
    return pairs[:-1]


def _marks_between(
    quoted: Tokens, said: Tokens, before: Pair, after: Pair
) -> list[Pair]:
    """Equal marks that follow `before`, and then such as stand right before `after`."""
    room = min(after[0] - before[0], after[1] - before[1]) - 1
    if not room:
        return []
    behind = 0
    while behind < room and _same_mark(quoted, said, before, behind + 1):
        behind += 1
    ahead = 0
    while ahead < room - behind and _same_mark(quoted, said, after, -ahead - 1):
        ahead += 1
    steps = [(before, step) for step in range(1, behind + 1)]
    steps += [(after, -step) for step in range(ahead, 0, -1)]
    return [(pair[0] + step, pair[1] + step) for pair, step in steps]


def _same_mark(quoted: Tokens, said: Tokens, pair: Pair, step: int) -> bool:
    place, here = pair[0] + step, pair[1] + step
    return not said.is_word(place) and said.keys[place] == quoted.keys[here]
