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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

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
from accord.quotes.quotation import CLOSE, FEET, INCHES, OPEN, Turns
from accord.quotes.skeleton import skeleton
from accord.quotes.verdict import Span


class Kind(Enum):
    """What a token is; a sign is what is neither word, number nor punctuation."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"
    SIGN = "sign"


SEPARATOR = "\x1f"  # white space, so in no key
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
# Tokens reach over white space in four ways, and over no other; so each piece can be
# read by itself.
_PIECE = re.compile(
    rf"""
    \S+(?:(?<=[\d{_DASH_IN_WORD}\[(<.…])
       (?:(?<=\d)\s+(?=\d)
         |(?<=[{_DASH_IN_WORD}])[^\S\n]*\n\s*
         |(?<=[\[(<.…])\s+(?=[.…\])>]))
       \S+)*
    """,
    re.VERBOSE,
)
_SHORT = 40  # characters: only such pieces come again and are remembered
_REMEMBERED = 1 << 16
_UNITS = frozenset((FEET, INCHES))
_TURNS = _UNITS | {OPEN, CLOSE}
_QUOTATION_MARKS = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_LINE_END = re.compile(rf"([{_DASH_IN_WORD}])[^\S\n]*\n\s*")


class Token(NamedTuple):
    """What one token says; `weight` is its letters, 0 for all but words and numbers.

    `other` is another reading of its key, where a hyphen stood at a line's end.
    """

    kind: Kind
    key: str
    skeleton: str
    weight: int = 0
    other: str = ""


class Piece(NamedTuple):
    """What stands between white space: its tokens, and their keys in one."""

    joined: str
    tokens: tuple[Token, ...]


class Tokens:
    """The tokens of `text`; their columns are made when they are asked for, because
    most statements are only looked through for a run of keys.
    """

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self._pieces = pieces

    @property
    def joined(self) -> str:
        """All keys, with a separator before and after each, so that a run is found."""
        keys = SEPARATOR.join([piece.joined for piece in self._pieces])
        return f"{SEPARATOR}{keys}{SEPARATOR}"

    def _found(self) -> Iterator[Token]:
        return chain.from_iterable([piece.tokens for piece in self._pieces])

    @cached_property
    def keys(self) -> list[str]:
        """What each token is compared by."""
        return [token.key for token in self._found()]

    @cached_property
    def kinds(self) -> list[Kind]:
        """What each token is: feet and inches are signs where no quotation is open."""
        kinds = [token.kind for token in self._found()]
        for at in _units(self):
            kinds[at] = Kind.SIGN
        return kinds

    @cached_property
    def skeletons(self) -> list[str]:
        """The coarse spelling of each."""
        return [token.skeleton for token in self._found()]

    @cached_property
    def weights(self) -> list[int]:
        """The letters of words and numbers, and 0 for all else."""
        return [token.weight for token in self._found()]

    @cached_property
    def word_places(self) -> list[int]:
        """The tokens that have a weight."""
        return [at for at, weight in enumerate(self.weights) if weight]

    @cached_property
    def other_keys(self) -> dict[int, str]:
        """The other readings of words with a hyphen at a line's end."""
        return {at: one.other for at, one in enumerate(self._found()) if one.other}

    @cached_property
    def _places(self) -> "tuple[array[int], array[int]]":
        """Where each token starts and ends: asked of the few texts that are shown."""
        seen = visible(self.text)
        spans = [match.span() for match in _TOKEN.finditer(seen.text)]
        if seen.offsets is not None:
            places = seen.offsets
            spans = [(places[start], places[end - 1] + 1) for start, end in spans]
        starts = array("I", [start for start, _ in spans])
        return starts, array("I", [end for _, end in spans])

    @property
    def starts(self) -> "array[int]":
        """The first character of each token."""
        return self._places[0]

    @property
    def ends(self) -> "array[int]":
        """The character after the last of each."""
        return self._places[1]

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
    pieces = _PIECE.findall(visible(text).text)
    return Tokens(text, list(map(_PIECES.__getitem__, pieces)))


def skeletons(text: str) -> list[str]:
    """The skeletons of all words and numbers, as `tokenise` gives them, and no more."""
    found: list[str] = []
    for piece in _PIECE.findall(visible(text).text):
        found += _rough(piece) if len(piece) <= _SHORT else _fresh_rough(piece)
    return found


@lru_cache(maxsize=1 << 16)
def _rough(piece: str) -> list[str]:
    return _fresh_rough(piece)


def _fresh_rough(piece: str) -> list[str]:
    return [token.skeleton for token in _fresh(piece).tokens if token.weight]


class _Pieces(dict[str, Piece]):
    """What short pieces say; faster than `lru_cache` where a text has hundreds."""

    def __missing__(self, piece: str) -> Piece:
        read = _fresh(piece)
        if len(piece) <= _SHORT:
            if len(self) == _REMEMBERED:
                self.clear()
            self[piece] = read
        return read


_PIECES = _Pieces()


def _fresh(piece: str) -> Piece:
    """The tokens of a piece; feet and inches are marks till what is around is known."""
    found: list[Token] = []
    turns = Turns(piece)
    for match in _TOKEN.finditer(piece):
        raw = match.group()
        match match.lastgroup:
            case "WORD":
                found.append(_broken(raw) if "\n" in raw else _word(raw))
            case "NUMBER":
                found.append(_number(raw))
            case "OMISSION":
                found.append(Token(Kind.MARK, OMISSION, OMISSION))
            case "ELLIPSIS":
                found.append(Token(Kind.MARK, ELLIPSIS, ELLIPSIS))
            case _ if raw in _QUOTATION_MARKS:
                number = bool(found) and found[-1].kind is Kind.NUMBER
                key = turns.read(match.start(), after_number=number)
                found.append(Token(Kind.MARK, key, key))
            case _:
                found.append(_mark(raw))
    return Piece(SEPARATOR.join([token.key for token in found]), tuple(found))


def _units(tokens: Tokens) -> list[int]:
    """The marks after a number that close no quotation: feet and inches."""
    if _UNITS.isdisjoint(tokens.keys):
        return []
    units, depth, paragraph = [], 0, 0
    breaks = _breaks(tokens)
    for at in [at for at, key in enumerate(tokens.keys) if key in _TURNS]:
        before, paragraph = paragraph, bisect_right(breaks, at)
        depth = depth if paragraph == before else 0
        if not depth and tokens.keys[at] in _UNITS:
            units.append(at)
        depth = depth + 1 if tokens.keys[at] == OPEN else max(0, depth - 1)
    return units


def _breaks(tokens: Tokens) -> list[int]:
    """The tokens with which a paragraph begins: no quotation is open there."""
    seen = visible(tokens.text)
    ends = [match.start() for match in _PARAGRAPH.finditer(seen.text)]
    if seen.offsets is not None:
        ends = [seen.offsets[end] for end in ends]
    return [bisect_left(tokens.starts, end) for end in ends]


def _broken(raw: str) -> Token:
    """A word with a hyphen at a line's end, which may or may not belong to it."""
    other = twins(plain(_LINE_END.sub(r"\1", raw)))
    return _word(_LINE_END.sub("", raw))._replace(other=other)


@lru_cache(maxsize=1 << 16)
def _word(raw: str) -> Token:
    word = plain(raw)
    rough = skeleton(word)
    return Token(Kind.WORD, twins(word), rough, len(rough))


@lru_cache(maxsize=1 << 14)
def _number(raw: str) -> Token:
    """ "1 000,5" and "1000,5" are two numbers with one skeleton."""
    key = " ".join(plain(raw).split())
    rough = "".join([char for char in key if char.isalnum()]) or key
    return Token(Kind.NUMBER, key, rough, len(rough))


@lru_cache(maxsize=1 << 12)
def _mark(raw: str) -> Token:
    key = compatible(raw)
    if raw in DASHES:
        key = DASH
    elif len(key) != 1:
        key = raw
    return Token(Kind.MARK if key in _PUNCTUATION else Kind.SIGN, key, key)
