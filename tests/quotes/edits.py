"""Wrong quotes, made from right ones: each kind of edit, by seed, with its name.

An edit takes a random source and the words of a passage (split at white space) and
gives the words of the wrong quote, or None where it does not apply.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from accord.quotes import Statement

Words = list[str]
Edit = Callable[[Random, Words], Words | None]

NEGATIONS = {
    "en": ("not", "no", "nobody", "cannot", "no-one"),
    "uk": ("не", "ні", "ніхто", "нікому"),
    "ru": ("не", "нельзя", "никто", "Неправда,"),
    "ro": ("nu", "Nu", "nimeni"),
}
_NOT = {"en": "not", "uk": "не", "ru": "не", "ro": "nu"}
_FOREIGN = {
    "en": ("quickly", "gladly", "old", "mountain", "paper", "sings", "purple"),
    "uk": ("швидко", "радо", "старий", "гора", "папір", "співає"),
    "ru": ("быстро", "рады", "старый", "гора", "бумага", "поёт"),
    "ro": ("repede", "bucuros", "vechi", "munte", "hârtie", "cântă"),
}
_NUMBER = re.compile(r"\d")
_MARK = re.compile(r"[,;:?.!]$")


class Wrong(NamedTuple):
    """A quote that nobody said, the name of the edit, and where it comes from."""

    text: str
    edit: str
    source: Statement


def _at(random: Random, words: Words, wanted: Callable[[str], object]) -> int | None:
    places = [at for at, word in enumerate(words) if wanted(word)]
    return random.choice(places) if places else None


def _without(words: Words, at: int) -> Words:
    return words[:at] + words[at + 1 :]


def _with(words: Words, at: int, *new: str) -> Words:
    return [*words[:at], *new, *words[at + 1 :]]


def _inner(random: Random, words: Words) -> int:
    return random.randrange(1, len(words) - 1)


def negation_dropped(language: str) -> Edit:
    def edit(random: Random, words: Words) -> Words | None:
        inside = words[1:-1]
        at = _at(random, inside, lambda word: word in NEGATIONS[language])
        return None if at is None else _without(words, at + 1)

    return edit


def negation_added(language: str) -> Edit:
    def edit(random: Random, words: Words) -> Words | None:
        at = _inner(random, words)
        return [*words[:at], _NOT[language], *words[at:]]

    return edit


def word_exchanged(language: str) -> Edit:
    def edit(random: Random, words: Words) -> Words | None:
        at = _inner(random, words)
        return _with(words, at, random.choice(_FOREIGN[language]))

    return edit


def word_added(language: str) -> Edit:
    def edit(random: Random, words: Words) -> Words | None:
        at = _inner(random, words)
        return [*words[:at], random.choice(_FOREIGN[language]), *words[at:]]

    return edit


def number_changed(random: Random, words: Words) -> Words | None:
    at = _at(random, words, _NUMBER.search)
    if at is None:
        return None
    digits = [place for place, char in enumerate(words[at]) if char.isdigit()]
    place = random.choice(digits)
    digit = str((int(words[at][place]) + random.randrange(1, 10)) % 10)
    return _with(words, at, words[at][:place] + digit + words[at][place + 1 :])


def separator_changed(random: Random, words: Words) -> Words | None:
    at = _at(random, words, re.compile(r"\d[.,:–]\d").search)
    if at is None:
        return None
    return _with(words, at, re.sub(r"(?<=\d)[.,:–](?=\d)", "", words[at]))


def word_dropped(random: Random, words: Words) -> Words | None:
    return _without(words, _inner(random, words))


def neighbours_swapped(random: Random, words: Words) -> Words | None:
    at = random.randrange(len(words) - 1)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def halves_swapped(random: Random, words: Words) -> Words | None:
    at = random.randrange(2, len(words) - 2)
    return words[at:] + words[:at]


def mark_dropped(random: Random, words: Words) -> Words | None:
    at = _at(random, words[:-1], _MARK.search)
    return None if at is None else _with(words, at, words[at][:-1])


def mark_added(random: Random, words: Words) -> Words | None:
    at = _at(random, words[:-1], lambda word: word[-1].isalnum())
    return None if at is None else _with(words, at, words[at] + random.choice(",;:?.!"))


def mark_moved(random: Random, words: Words) -> Words | None:
    dropped = mark_dropped(random, words)
    return dropped and mark_added(random, dropped)


def mark_exchanged(random: Random, words: Words) -> Words | None:
    at = _at(random, words, _MARK.search)
    if at is None:
        return None
    other = random.choice(",;:?.!".replace(words[at][-1], ""))
    return _with(words, at, words[at][:-1] + other)


def middle_left_out(random: Random, words: Words) -> Words | None:
    at = random.randrange(2, len(words) - 3)
    length = random.randrange(2, len(words) - at - 1)
    return words[:at] + words[at + length :]


def sentence_put_before(random: Random, words: Words) -> Words | None:
    return ["All", "of", "it", "is", "now", "allowed.", *words]


def prefix_denies(random: Random, words: Words) -> Words | None:
    at = _at(random, words, lambda word: len(word) > 4 and word.isalpha())
    if at is None:
        return None
    return _with(words, at, ("un" if words[at].isascii() else "не") + words[at])


def letter_changed(random: Random, words: Words) -> Words | None:
    at = _at(random, words, lambda word: len(word) > 3 and word.isalpha())
    if at is None:
        return None
    place = random.randrange(1, len(words[at]))
    letter = "k" if words[at].isascii() else "ф"
    changed = words[at][:place] + letter + words[at][place + 1 :]
    return None if changed == words[at] else _with(words, at, changed)


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        number_changed,
        separator_changed,
        word_dropped,
        neighbours_swapped,
        halves_swapped,
        mark_dropped,
        mark_added,
        mark_moved,
        mark_exchanged,
        middle_left_out,
        sentence_put_before,
        prefix_denies,
        letter_changed,
    )
}
LANGUAGE_EDITS: dict[str, Callable[[str], Edit]] = {
    edit.__name__: edit
    for edit in (negation_dropped, negation_added, word_exchanged, word_added)
}


def passage(random: Random, text: str, shortest: int = 7, longest: int = 30) -> Words:
    """Words of the text that stand next to each other."""
    words = text.split()
    length = random.randrange(shortest, min(longest, len(words)) + 1)
    start = random.randrange(len(words) - length + 1)
    return words[start : start + length]


def wrong_quotes(statements: tuple[Statement, ...], seed: int) -> Iterator[Wrong]:
    """Without end: edits of passages of one statement, and splices of two."""
    random = Random(seed)
    names = [*EDITS, *LANGUAGE_EDITS, "spliced"]
    while True:
        source = random.choice(statements)
        words = passage(random, source.text)
        name = random.choice(names)
        if name == "spliced":
            other = random.choice(statements)
            half = passage(random, other.text, 5, 15)
            quote: Words | None = words[: random.randrange(5, len(words) + 1)] + half
        elif name in EDITS:
            quote = EDITS[name](random, words)
        else:
            quote = LANGUAGE_EDITS[name](source.language)(random, words)
        if quote is not None and quote != words:
            yield Wrong(" ".join(quote), name, source)
