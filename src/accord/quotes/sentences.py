"""Whole sentences around a quote: rather too much than too little.

A quote cut out of "they claim: ..." must be shown with the claim. So there is no end
of a sentence inside quotation marks, after an abbreviation or an initial, or between
the points of a list and the line that leads into it.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable

from accord.quotes.characters import plain, twins
from accord.quotes.quotation import CLOSE, FEET, INCHES, OPEN
from accord.quotes.tokens import DASH, ELLIPSIS, Kind, Tokens

_END = frozenset((".", "!", "?", ELLIPSIS))
_CLOSERS = frozenset((CLOSE, FEET, INCHES, ")", "]"))
_GOES_ON = frozenset((":", ";", ",", DASH))
_POINT = frozenset((DASH, "•", "*", "·", "‣", "◦"))
_SHORT = """
mr mrs ms dr prof st no nos vs etc approx dept nov dec jan feb aug sept oct
ім вул обл тис млн млрд грн проф див напр рр пп ст им ул тыс руб см гг
str dl dna nr art al lit jud
"""
_ABBREVIATIONS = frozenset(twins(plain(word)) for word in _SHORT.split())


def sentence_starts(tokens: Tokens) -> "array[int]":
    """The tokens at which a sentence starts, in order; the first is 0."""
    starts, depth = array("I", [0]), 0
    for at in _after_marks(tokens):
        depth = max(0, depth + _turn(tokens, at - 1))
        if not depth and (_paragraph(tokens, at) or _after_end(tokens, at)):
            starts.append(at)
    return starts


def _after_marks(tokens: Tokens) -> Iterable[int]:
    """The tokens with a mark before; all, where an empty line may be before a word."""
    size, weights = len(tokens), tokens.weights
    if "\n" in tokens.text:
        return range(1, size)
    return [at for at in range(1, size) if not weights[at - 1]]


def whole_sentences(starts: "array[int]", size: int, low: int, high: int) -> range:
    """The tokens of all sentences that the tokens from `low` to `high` touch."""
    first = bisect_right(starts, low) - 1
    after = bisect_right(starts, high - 1)
    return range(starts[first], starts[after] if after < len(starts) else size)


def _turn(tokens: Tokens, at: int) -> int:
    """+1 where a quotation opens, -1 where one closes; single marks do not count."""
    if tokens.kinds[at] is not Kind.MARK or tokens.raw(at) in "'’‘`´":
        return 0
    if tokens.keys[at] == OPEN:
        return 1
    return -1 if tokens.keys[at] in (CLOSE, INCHES) else 0


def _paragraph(tokens: Tokens, at: int) -> bool:
    """An empty line, but not one inside a list."""
    if tokens.between(at).count("\n") < 2:
        return False
    return tokens.keys[at - 1] not in _GOES_ON and not _is_point(tokens, at)


def _is_point(tokens: Tokens, at: int) -> bool:
    if tokens.keys[at] in _POINT:
        return True
    numbered = tokens.kinds[at] is Kind.NUMBER and at + 1 < len(tokens)
    return numbered and tokens.keys[at + 1] in (".", ")") and "\n" in tokens.between(at)


def _after_end(tokens: Tokens, at: int) -> bool:
    """A full stop before, perhaps closing marks, white space, and a beginning."""
    if not tokens.between(at) or not _begins(tokens, at):
        return False
    end = at - 1
    while end > 0 and tokens.keys[end] in _CLOSERS:
        end -= 1
    return tokens.keys[end] in _END and not _abbreviated(tokens, end)


def _begins(tokens: Tokens, at: int) -> bool:
    if "\n" in tokens.between(at) and _is_point(tokens, at):
        return False
    first = tokens.raw(at)[0]
    opens = tokens.keys[at] in (OPEN, "(", "[", DASH)
    return opens or (first.isalnum() and not first.islower())


def _abbreviated(tokens: Tokens, end: int) -> bool:
    if tokens.keys[end] != "." or not end or tokens.between(end):
        return False
    word, unit = tokens.keys[end - 1], end > 1 and _measures(tokens, end - 2)
    return tokens.kinds[end - 1] is Kind.WORD and (
        (len(word) == 1 and not unit) or word in _ABBREVIATIONS
    )


def _measures(tokens: Tokens, at: int) -> bool:
    """Whether a letter after this token is a unit: 5 m, 15 m/s."""
    return tokens.kinds[at] is Kind.NUMBER or tokens.keys[at] == "/"
