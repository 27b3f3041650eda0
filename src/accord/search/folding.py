"""Words as they are compared: without case, accents and endings. Pure.

English, Ukrainian, Russian and Romanian: `ё` is `е`, `ї` is `і`, `ґ` is `г`, `ă â î ș
ț` are `a a i s t`, an apostrophe inside of a word is nothing. An ending is cut off from
what is asked for alone, and what remains is looked for as a beginning: so `мости` finds
`мостами`, and `podul` finds `poduri`.
"""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"\w+")
SHORTEST = 3
KEPT = "й"  # a letter of its own, not an accented и
SAME = {"ё": "е", "ї": "і", "ґ": "г", "ђ": "д", "ł": "l", "ø": "o", "đ": "d", "ı": "i"}
APOSTROPHES = "'’ʼ`´‘"
CYRILLIC = re.compile(r"[аеиоуыэюяіїєйьмхв]{1,3}\Z")
LATIN = re.compile(
    r"(urilor|urile|ului|ilor|elor|uri|ile|ele|lor|ul|ing|ies|ed|es|ea|ii|le"
    r"|[aeiuys])\Z"
)


class _Table(dict[int, str]):
    """Each character's folded form, made when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _folded(chr(code))
        return made


def _folded(char: str) -> str:
    if char in APOSTROPHES or unicodedata.combining(char):
        return ""
    small = char.casefold()
    if small == KEPT:
        return small
    if small in SAME:
        return SAME[small]
    apart = unicodedata.normalize("NFKD", small)
    return "".join(one for one in apart if not unicodedata.combining(one))


_table = _Table()


def folded(text: str) -> str:
    """A text as it is compared."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return composed.translate(_table)


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return WORD.findall(folded(text))


def stem(word: str) -> str:
    """The beginning of a folded word that its other forms share, at a guess."""
    if len(word) <= SHORTEST or word.isdigit():
        return word
    endings = LATIN if word.isascii() else CYRILLIC
    found = endings.search(word)
    if found is None:
        return word
    return word[: max(SHORTEST, found.start())]


def stems(query: str, most: int = 12) -> list[str]:
    """What a query asks for: beginnings of words, each once."""
    return list(dict.fromkeys(stem(one) for one in words(query)))[:most]


def has(words: Iterable[str], asked: Iterable[str]) -> bool:
    """Whether a word begins with each beginning that is asked for."""
    known = list(words)
    return all(any(one.startswith(begin) for one in known) for begin in asked)
