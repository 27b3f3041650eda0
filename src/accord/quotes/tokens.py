"""Strict tokens: the words, numbers and marks of a text, and nothing lost.

A quote is authentic when its tokens stand in a statement one after the other, so a
token keeps all that can change a meaning: apostrophes and hyphens inside a word; sign,
separators and groups of a number; every mark of punctuation. Folded are white space,
shapes (`characters.py`), and a hyphen at a line's end, which may or may not belong to
the word: such a token has two keys, and either may match.

A dash tight between letters is part of the word ("no-one"); any other dash is a pause
("no — one"). Quotation marks are told apart as opening and closing, not by shape.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from accord.quotes.characters import (
    APOSTROPHES,
    COMBINING,
    DASHES,
    DOUBLE_QUOTES,
    HYPHENS,
    SINGLE_QUOTES,
    compatible,
    plain,
    twins,
    visible,
)
from accord.quotes.quotation import CLOSE, OPEN, Quotations
from accord.quotes.skeleton import skeleton
from accord.quotes.verdict import Span


class Kind(Enum):
    """What a token is; a sign is what is neither word, number nor punctuation."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"
    SIGN = "sign"


DASH = "—"
OMISSION, ELLIPSIS = "[…]", "…"
_PUNCTUATION = frozenset(",;:?!.()[]{}/" + DASH + OPEN + CLOSE + ELLIPSIS) | {OMISSION}

_DASH_IN_WORD = re.escape(HYPHENS)
_VALUES = "²³¹⁰-⁹₀-₉¼-¾⅐-⅞"
_RUN = rf"[^\W_]+(?:[{COMBINING}]+[^\W_]*)*"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
_TOKEN = re.compile(
    rf"""
    (?P<NUMBER>
        (?:(?<![\w)\]%°])[+{_DASH_IN_WORD}])?
        (?:\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?
          |\d+(?:[.,:/'’]\d+)*)
        [{_VALUES}]*)
  | (?P<WORD>
        (?=[^\W\d_]){_RUN}
        (?:(?:[{APOSTROPHES}{_DASH_IN_WORD}](?=[^\W_])|[{_DASH_IN_WORD}][^\S\n]*\n\s*(?=[^\W\d_]))
           {_RUN})*)
  | (?P<OMISSION>[\[(<]\s*(?:…|\.\s?\.\s?\.)\s*[\])>])
  | (?P<ELLIPSIS>…|\.{{3,}}|\.(?:[ \u00a0]\.){{2,}})
  | (?P<OTHER>\S)
    """,
    re.VERBOSE,
)
_LINE_END = re.compile(rf"([{_DASH_IN_WORD}])[^\S\n]*\n\s*")


@dataclass(slots=True)
class Tokens:
    """The tokens of `text` as columns, so that a long text costs little.

    `weights` are the letters of words and numbers, and 0 for all else; `word_places`
    are the tokens that have a weight.
    """

    text: str
    keys: list[str] = field(default_factory=list)
    skeletons: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    word_places: list[int] = field(default_factory=list)
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    other_keys: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def raw(self, at: int) -> str:
        """The characters of one token."""
        return self.text[self.starts[at] : self.ends[at]]

    def span(self, low: int, high: int) -> Span:
        """The characters of the tokens from `low` to `high`; if none, the place."""
        if low < high:
            return Span(self.starts[low], self.ends[high - 1])
        if low < len(self):
            return Span(self.starts[low], self.starts[low])
        end = self.ends[-1] if len(self) else 0
        return Span(end, end)

    def between(self, at: int) -> str:
        """The white space before token `at`."""
        return self.text[self.ends[at - 1] : self.starts[at]] if at else ""

    def is_word(self, at: int) -> bool:
        """A word or a number: what counts when words are counted."""
        return self.weights[at] > 0

    def words(self, low: int, high: int) -> list[int]:
        """The words and numbers from `low` to `high`."""
        first = bisect_left(self.word_places, low)
        return self.word_places[first : bisect_left(self.word_places, high)]

    def letters_between(self, low: int, high: int) -> int:
        """The letters of all words from `low` to `high`."""
        return sum(self.weights[low:high])

    def key_in(self, at: int, keys: set[str]) -> str:
        """The token's key; the other reading of a line-end hyphen if it is there."""
        key = self.keys[at]
        other = self.other_keys.get(at, key)
        return other if other in keys and key not in keys else key


def tokenise(text: str) -> Tokens:
    """All tokens of a text; any text has tokens, and no text is an error."""
    seen = visible(text)
    tokens = Tokens(text)
    quotes = Quotations(seen.text)
    for match in _TOKEN.finditer(seen.text):
        raw = match.group()
        if match.lastgroup == "WORD" and "\n" not in raw:  # most tokens, and no call
            key, rough = _word(raw)
            kind = Kind.WORD
        else:
            kind, key, rough = _read(tokens, match, quotes)
        counts = kind is Kind.WORD or kind is Kind.NUMBER
        if counts:
            tokens.word_places.append(len(tokens.keys))
        tokens.weights.append(len(rough) if counts else 0)
        tokens.kinds.append(kind)
        tokens.keys.append(key)
        tokens.skeletons.append(rough)
        start, end = match.span()
        if seen.offsets is not None:
            start, end = seen.offsets[start], seen.offsets[end - 1] + 1
        tokens.starts.append(start)
        tokens.ends.append(end)
    return tokens


def skeletons(text: str) -> list[str]:
    """The skeletons of all words and numbers, as `tokenise` gives them, and no more."""
    found = []
    for match in _TOKEN.finditer(visible(text).text):
        kind = match.lastgroup
        if kind == "WORD":
            raw = match.group()
            found.append(_word(_LINE_END.sub("", raw) if "\n" in raw else raw)[1])
        elif kind == "NUMBER":
            found.append(_number(match.group())[1])
    return found


def _read(
    tokens: Tokens, match: re.Match[str], quotes: Quotations
) -> tuple[Kind, str, str]:
    """Kind, key and skeleton of a token."""
    raw = match.group()
    match match.lastgroup:
        case "WORD":
            tokens.other_keys[len(tokens)] = twins(plain(_LINE_END.sub(r"\1", raw)))
            return Kind.WORD, *_word(_LINE_END.sub("", raw))
        case "NUMBER":
            return Kind.NUMBER, *_number(raw)
        case "OMISSION":
            return Kind.MARK, OMISSION, OMISSION
        case "ELLIPSIS":
            return Kind.MARK, ELLIPSIS, ELLIPSIS
        case _:
            return _read_other(tokens, match.start(), raw, quotes)


def _read_other(
    tokens: Tokens, at: int, raw: str, quotes: Quotations
) -> tuple[Kind, str, str]:
    if raw in SINGLE_QUOTES or raw in DOUBLE_QUOTES:
        after_number = bool(tokens.kinds) and tokens.kinds[-1] is Kind.NUMBER
        key, unit = quotes.read(at, after_number=after_number)
        return Kind.SIGN if unit else Kind.MARK, key, key
    key = _mark(raw)
    return Kind.MARK if key in _PUNCTUATION else Kind.SIGN, key, key


@lru_cache(maxsize=1 << 16)
def _word(raw: str) -> tuple[str, str]:
    """Key and skeleton of a word."""
    word = plain(raw)
    return twins(word), skeleton(word)


@lru_cache(maxsize=1 << 14)
def _number(raw: str) -> tuple[str, str]:
    """Key and skeleton: "1 000,5" and "1000,5" are two numbers with one skeleton."""
    key = " ".join(plain(raw).split())
    return key, "".join([char for char in key if char.isalnum()]) or key


@lru_cache(maxsize=1 << 12)
def _mark(raw: str) -> str:
    if raw in DASHES:
        return DASH
    folded = compatible(raw)
    return folded if len(folded) == 1 else raw
