"""Folding that cannot change a word: case, compatibility forms, look-alikes, marks.

What is folded: NFKC, except forms that carry a value of their own (10² is not 102,
½ is not 1/2, № is not "No"); case; characters without width; stress marks on Cyrillic
vowels; shapes of apostrophes and hyphens; ё to е; cedillas for the Romanian commas;
and letters of the other script that look the same.

Direction marks are dropped only where nothing in the text runs from right to left.
Otherwise they stay, and no quote with them is authentic: what a reader sees is not
what stands there.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'\u2019\u02bc\u2018\u02b9`\u00b4\u2032\uff07"
HYPHENS = "-\u2010\u2011\u2013\u2212\ufe63\uff0d"
DASHES = HYPHENS + "\u2012\u2014\u2015\u2e3a\u2e3b\ufe58"
SINGLE_QUOTES = APOSTROPHES + "\u201a\u201b\u2039\u203a"
DOUBLE_QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d\uff02'
COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)

_NO_WIDTH = "\u00ad\u034f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
_LEFT_TO_RIGHT = "\u200e\u202a\u202c\u202d\u2066\u2068\u2069"
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_INVISIBLE = re.compile(f"[{_NO_WIDTH}]")
_INVISIBLE_OR_MARK = re.compile(f"[{_NO_WIDTH}{_LEFT_TO_RIGHT}]")

_STRESS = re.compile("(?<=[аеєиіїоуюяыэАЕЄИІЇОУЮЯЫЭ])\u0301")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_OWN_VALUE = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")

# The same look in both cases; other letters look alike as capitals only.
_LATIN_TWINS = str.maketrans("асеіјорѕхуї", "aceijopsxyï")
_CYRILLIC_TWINS = str.maketrans("aceijopsxyï", "асеіјорѕхуї")
_CAPITAL_TWINS = str.maketrans("BHKMT", "ВНКМТ")
_CAPITAL_TWINS_BACK = str.maketrans("ВНКМТ", "BHKMT")
_ONLY_CYRILLIC = re.compile("[бвгджзийклмнптфцчшщъыьэюяґєђљњћџБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯҐЄ]")
_ONLY_LATIN = re.compile("[bdfghklmnqrtuvwzDFGLNQRUVWZ]")

_SHAPES = str.maketrans(
    {"ё": "е", "ş": "ș", "ţ": "ț"}
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
)


class Visible(NamedTuple):
    """A text without its invisible characters, and where each one stood before."""

    text: str
    offsets: list[int] | None


def visible(text: str) -> Visible:
    """Drop what has no width; `offsets` is None where nothing was dropped."""
    if text.isascii():
        return Visible(text, None)
    pattern = _INVISIBLE if _TURNS.search(text) else _INVISIBLE_OR_MARK
    if not pattern.search(text):
        return Visible(text, None)
    offsets = [at for at, char in enumerate(text) if not pattern.match(char)]
    return Visible("".join([text[at] for at in offsets]), offsets)


def compatible(text: str) -> str:
    """NFKC, but characters with a value of their own stay what they are."""
    composed = unicodedata.normalize("NFC", text)
    folded = [
        char if _has_own_value(char) else unicodedata.normalize("NFKC", char)
        for char in composed
    ]
    return unicodedata.normalize("NFC", "".join(folded))


def _has_own_value(char: str) -> bool:
    return char == "№" or unicodedata.decomposition(char).startswith(_OWN_VALUE)


@lru_cache(maxsize=1 << 16)
def plain(raw: str) -> str:
    """A word in small letters, and in letters of one script where it can be."""
    if raw.isascii():
        return raw.lower().replace("`", "'")
    word = _STRESS.sub("", compatible(raw))
    cyrillic, latin = _ONLY_CYRILLIC.search(word), _ONLY_LATIN.search(word)
    if cyrillic and not latin:
        return _small(word.translate(_CAPITAL_TWINS)).translate(_CYRILLIC_TWINS)
    if latin and not cyrillic:
        return _small(word.translate(_CAPITAL_TWINS_BACK)).translate(_LATIN_TWINS)
    return _small(word)


def _small(word: str) -> str:
    small = "".join([char if char in "ßẞ" else char.casefold() for char in word])
    return small.translate(_SHAPES)


def twins(word: str) -> str:
    """A plain word with the letters that look alike written in Latin: its key."""
    return word if word.isascii() else word.translate(_LATIN_TWINS)


def is_cyrillic(word: str) -> bool:
    """Whether any letter of the word is Cyrillic."""
    return bool(_CYRILLIC.search(word))
