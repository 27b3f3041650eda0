"""Coarse spellings: for finding candidates and for seeing a scanner's mistakes.

`skeleton` is one small Latin alphabet for Latin, Cyrillic and romanised words, with
the letters that scanners confuse merged. It finds; it never proves. `scanned` merges
only what scanners confuse and accents that get lost, within one script.
"""

import re
import unicodedata
from functools import lru_cache

from accord.quotes.characters import is_cyrillic

_CYRILLIC = "абвгґдезиіїйклмнопрстуфхцчшщыэє"
_LATIN = "abvggdeziiiiklmnoprstufgccssiee"
_ROMAN = str.maketrans(
    {
        **dict(zip(_CYRILLIC, _LATIN, strict=True)),
        **dict.fromkeys("ьъ", ""),
        "ж": "z", "ю": "iu", "я": "ia", "ў": "u", "ј": "i", "ѕ": "z",
    }
)  # fmt: skip
_DIGITS = str.maketrans("0135689", "olzsbbg")
_COMBINED = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "g"),
    ("ts", "c"), ("rn", "m"), ("cl", "d"), ("w", "v"), ("x", "ks"), ("q", "k"),
    ("h", "g"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_GLIDE = re.compile("i+(?=[aeou])")
_DOUBLE = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z0-9]")

_SCAN_LATIN = str.maketrans("01i|568", "olllsbb")
_SCAN_CYRILLIC = str.maketrans("0368щ", "озбвш")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The coarse Latin spelling of a plain word; never empty."""
    roman = _strip_marks(word).translate(_DIGITS).translate(_ROMAN)
    for several, one in _COMBINED:
        roman = roman.replace(several, one)
    roman = _GLIDE.sub("", _DOUBLE.sub(r"\1", roman)).replace("l", "i")
    return _DOUBLE.sub(r"\1", _NO_LETTER.sub("", roman)) or word


@lru_cache(maxsize=1 << 16)
def scanned(word: str) -> str:
    """A plain word as a bad scan might give it: no marks, confused letters merged."""
    letters = "".join([char for char in _strip_marks(word) if char.isalnum()])
    if is_cyrillic(letters):
        return letters.translate(_SCAN_CYRILLIC)
    letters = letters.translate(_SCAN_LATIN)
    return letters.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _strip_marks(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join([char for char in parts if not unicodedata.combining(char)])
