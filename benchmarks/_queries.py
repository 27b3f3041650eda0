"""Queries with labels: what is asked, what was done to it, and what has to come out.

Each kind takes a source of chance and a passage (a splice also another one of the same
language), and gives a query, or None where it does not apply. The label is what was
done, never what the checker thinks.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from _sayings import LANGUAGES, Passage, passage, sayings

Words = list[str]


class Query(NamedTuple):
    """A text to ask about; `wrong` if nobody said it. `names`: changes to be named."""

    text: str
    kind: str
    passage: Passage
    wanted: frozenset[str]
    wrong: bool = True
    names: frozenset[str] = frozenset()
    sentence: str = ""


NEGATION = {"en": "not", "uk": "не", "ru": "не", "ro": "nu"}
DENIALS = {
    "en": ("not", "nobody", "no"),
    "uk": ("не", "ніхто", "жодна"),
    "ru": ("не", "никто", "нельзя,"),
    "ro": ("nu", "nimeni", "nicio"),
}
PREFIX = {"en": "un", "uk": "не", "ru": "не", "ro": "ne"}
ADVERBS = {
    "en": ("gladly", "rarely", "always", "quietly"),
    "uk": ("радо", "зрідка", "завжди", "тихо"),
    "ru": ("охотно", "изредка", "всегда", "тихо"),
    "ro": ("bucuros", "rareori", "mereu", "discret"),
}
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ"
_LATIN = (
    "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia e "
    "- y e"
)
ROMAN = {
    one: "" if other == "-" else other
    for one, other in zip(_CYRILLIC, _LATIN.split(" "), strict=True)
}
SCANNED = {
    "l": "1",
    "rn": "m",
    "o": "0",
    "е": "c",
    "и": "н",
    "п": "л",
    "ș": "s",
    "ă": "a",
}
TWINS = str.maketrans("асеорх", "aceopx")


def _span(random: Random, words: Words, least: int = 8, most: int = 28) -> Words:
    length = min(len(words), random.randrange(least, most + 1))
    start = random.randrange(len(words) - length + 1)
    return words[start : start + length]


def _quote(random: Random, source: Passage) -> Words:
    """A whole sentence, two, or any words that stand one after the other."""
    if random.random() < 0.5:
        at = random.randrange(len(source.sentences))
        count = random.choice((1, 1, 2))
        return " ".join(source.sentences[at : at + count]).split()
    return _span(random, source.text.split())


def _pick(random: Random, words: Words, fits: Callable[[str], object]) -> int | None:
    places = [at for at in range(1, len(words) - 1) if fits(words[at])]
    return random.choice(places) if places else None


def _put(words: Words, at: int, *new: str, instead: int = 1) -> str:
    return " ".join([*words[:at], *new, *words[at + instead :]])


def _as_said(random: Random, source: Passage) -> Words:
    """The same, never cut through a number and what belongs to it."""
    words, at = source.text.split(), 0
    while True:
        quote = _quote(random, source)
        at = next(i for i in range(len(words)) if words[i : i + len(quote)] == quote)
        ends = [*words[max(0, at - 1) : at + 1], *words[at + len(quote) - 1 :][:2]]
        if quote[0][0].isupper() or not re.search(r"\d", " ".join(ends)):
            return quote


# What was said ----------------------------------------------------------------------


def verbatim(random: Random, one: Passage) -> str:
    return " ".join(_as_said(random, one))


def other_shapes(random: Random, one: Passage) -> str:
    """Case, spaces, quotation marks, characters without width, look-alike letters."""
    text = " ".join(_as_said(random, one))
    text = random.choice((text, text.upper(), text.lower()))
    text = text.translate(str.maketrans("«»“”„", '""""”'[:5]))
    text = re.sub(" ", lambda _: random.choice((" ", " ", "\u00a0", "\n")), text)
    if one.language in ("uk", "ru"):
        text = re.sub(
            "[асеорх]", lambda m: random.choice((m[0], m[0].translate(TWINS))), text
        )
    places = sorted(random.sample(range(len(text)), 3), reverse=True)
    for at in places:
        text = text[:at] + random.choice("\u200b\u200d\u00ad\u2060") + text[at:]
    return text


def romanised(random: Random, one: Passage) -> str | None:
    if one.language not in ("uk", "ru"):
        return None
    text = " ".join(_as_said(random, one))
    return "".join(
        ROMAN.get(char, ROMAN.get(char.lower(), char).capitalize()) for char in text
    )


def scanned(random: Random, one: Passage) -> str:
    """Three letters of a hundred are another that looks like it."""
    text = " ".join(_as_said(random, one))

    def slip(match: re.Match[str]) -> str:
        return SCANNED[match[0]] if random.random() < 0.15 else match[0]

    return re.sub("|".join(SCANNED), slip, text)


def marked_omission(random: Random, one: Passage) -> str | None:
    if len(one.sentences) < 3:
        return None
    return f"{one.sentences[0]} […] {one.sentences[2]}"


def in_an_article(random: Random, one: Passage) -> str:
    unheard = sayings(one.language, unheard=True)
    before = " ".join(unheard.sentences(random, 4, 9))
    after = " ".join(unheard.sentences(random, 4, 9))
    return f"{before} «{random.choice(one.sentences)}» {after}"


# What nobody said -------------------------------------------------------------------


def negation_dropped(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    denying = DENIALS[one.language]
    at = _pick(random, words, lambda word: word.lower() in denying)
    return None if at is None else _put(words, at)


def negation_added(random: Random, one: Passage) -> str:
    words = _as_said(random, one)
    at = random.randrange(1, len(words) - 1)
    return _put(words, at, NEGATION[one.language], instead=0)


def number_changed(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(random, words, re.compile(r"\d").search)
    if at is None:
        return None
    place = random.choice([i for i, char in enumerate(words[at]) if char.isdigit()])
    digit = str((int(words[at][place]) + random.randrange(1, 10)) % 10)
    return _put(words, at, words[at][:place] + digit + words[at][place + 1 :])


def separator_changed(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(random, words, re.compile(r"\d[,:]\d").search)
    if at is None:
        return None
    return _put(
        words, at, re.sub(r"(?<=\d)[,:](?=\d)", random.choice((".", "")), words[at])
    )


def letter_for_digit(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(random, words, re.compile(r"[01]").search)
    if at is None:
        return None
    return _put(
        words, at, re.sub("[01]", lambda m: "Ol"[int(m[0])], words[at], count=1)
    )


def name_changed(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    towns = sayings(one.language).towns
    known = set(towns)
    at = _pick(random, words, lambda word: word.strip('.,;"”»') in known)
    if at is None:
        return None
    name = words[at].strip('.,;"”»')
    return _put(words, at, words[at].replace(name, random.choice(towns)))


def word_exchanged(random: Random, one: Passage) -> str:
    """By a word that stands in the same statements somewhere else."""
    words, others = (
        _as_said(random, one),
        sayings(one.language).sentence(random).split(),
    )
    at = random.randrange(1, len(words) - 1)
    return _put(words, at, random.choice(others).strip('.,;:"?“”„«»'))


def word_added(random: Random, one: Passage) -> str:
    words = _as_said(random, one)
    at = random.randrange(1, len(words) - 1)
    return _put(words, at, random.choice(ADVERBS[one.language]), instead=0)


def word_dropped(random: Random, one: Passage) -> str:
    words = _as_said(random, one)
    return _put(words, random.randrange(1, len(words) - 1))


def words_swapped(random: Random, one: Passage) -> str:
    words = _as_said(random, one)
    at = random.randrange(1, len(words) - 2)
    return _put(words, at, words[at + 1], words[at], instead=2)


def sentences_swapped(random: Random, one: Passage) -> str:
    at = random.randrange(len(one.sentences) - 1)
    return f"{one.sentences[at + 1]} {one.sentences[at]}"


def comma_moved(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(random, words, lambda word: word[-1] in ",;:")
    to = _pick(random, words, lambda word: word[-1].isalnum())
    if at is None or to is None:
        return None
    words[at], words[to] = words[at][:-1], words[to] + words[at][-1]
    return " ".join(words)


def mark_changed(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(random, words, lambda word: word[-1] in ",;:?.")
    if at is None:
        return None
    other = random.choice(["", *",;:?!.".replace(words[at][-1], "")])
    return _put(words, at, words[at][:-1] + other)


def question_mark_cut(random: Random, one: Passage) -> str | None:
    asked = [sentence for sentence in one.sentences if sentence.endswith("?")]
    return random.choice(asked)[:-1] + random.choice((".", "", "!")) if asked else None


def direction_turned(random: Random, one: Passage) -> str:
    words = _as_said(random, one)
    at = random.randrange(1, len(words) - 1)
    return _put(words, at, random.choice("\u202e\u202b\u2067\u200f") + words[at])


def prefix_denies(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    at = _pick(
        random, words, lambda word: len(word) > 4 and word.isalpha() and word.islower()
    )
    return None if at is None else _put(words, at, PREFIX[one.language] + words[at])


def middle_left_out(random: Random, one: Passage) -> str | None:
    words = _span(random, one.text.split(), 14, 30)
    if len(words) < 12:
        return None
    at, length = random.randrange(4, 7), random.randrange(2, len(words) - 10)
    return _put(words, at, instead=length)


def hidden_denial(random: Random, one: Passage) -> str | None:
    words = _as_said(random, one)
    denying = NEGATION[one.language]
    at = _pick(random, words, lambda word: word == denying)
    return None if at is None else _put(words, at, random.choice(("[…]", "...", "(…)")))


def spliced(random: Random, one: Passage, other: Passage) -> str:
    first = _span(random, one.text.split(), 7, 14)
    return " ".join([*first, *_span(random, other.text.split(), 7, 14)])


def claim_put_before(random: Random, one: Passage) -> str:
    unheard = sayings(one.language, unheard=True)
    return f"{unheard.sentence(random, 0)} {random.choice(one.sentences)}"


def rewritten(random: Random, one: Passage) -> str:
    """A word in five is another one."""
    words, others = (
        _as_said(random, one),
        sayings(one.language).sentence(random).split(),
    )
    for at in random.sample(range(len(words)), max(2, len(words) // 5)):
        words[at] = random.choice(others)
    return " ".join(words)


def cut_from_denial(random: Random, one: Passage) -> tuple[str, str] | None:
    """The words after "It is false that": authentic, and the denial must be shown."""
    frame = sayings(one.language).sentence
    false = frame(random, 5).split()[:3]
    found = [one for one in one.sentences if one.split()[:2] == false[:2]]
    if not found:
        return None
    sentence = random.choice(found)
    return " ".join(sentence.split()[4:]).rstrip("."), sentence


# What was never said ----------------------------------------------------------------


def never_said(random: Random, one: Passage) -> str:
    """Of phrases that no statement has, with the same places, times and grammar."""
    return " ".join(sayings(one.language, unheard=True).sentences(random, 1, 2))


def put_together_anew(random: Random, one: Passage) -> str:
    """Of phrases that all statements have: much like many of them, and like none."""
    return " ".join(sayings(one.language).sentences(random, 1, 2))


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


ALTERED = _names("altered")
SAID: dict[str, tuple[Callable[[Random, Passage], str | None], frozenset[str]]] = {
    "verbatim": (verbatim, _names("authentic")),
    "in other shapes": (other_shapes, _names("authentic")),
    "omission marked": (marked_omission, _names("excerpted")),
    "Latin for Cyrillic": (romanised, _names("near", "altered")),
    "scanned": (scanned, _names("near", "altered", "authentic")),
    "in an article": (in_an_article, _names("near")),
}
WRONG: dict[str, tuple[Callable[[Random, Passage], str | None], frozenset[str]]] = {
    "negation dropped": (negation_dropped, _names("negation")),
    "negation added": (negation_added, _names("negation")),
    "number changed": (number_changed, _names("number", "order")),
    "separator changed": (separator_changed, _names("number")),
    "letter for a digit": (letter_for_digit, _names("number")),
    "name changed": (name_changed, _names("name")),
    "word exchanged": (
        word_exchanged,
        _names("word", "name", "number", "negation", "order"),
    ),
    "word added": (word_added, _names("word", "number")),
    "word dropped": (word_dropped, _names("omission", "negation", "number", "name")),
    "words swapped": (
        words_swapped,
        _names("order", "number", "name", "negation", "word"),
    ),
    "sentences swapped": (sentences_swapped, _names("order")),
    "comma moved": (comma_moved, _names("punctuation")),
    "mark changed": (mark_changed, _names("punctuation")),
    "question mark cut": (question_mark_cut, _names("punctuation")),
    "direction turned": (direction_turned, _names("punctuation")),
    "denying prefix": (prefix_denies, _names("negation")),
    "middle left out": (
        middle_left_out,
        _names("omission", "negation", "number", "order"),
    ),
    "denial hidden": (hidden_denial, _names("negation")),
    "claim put before": (claim_put_before, _names("word", "negation", "splice")),
    "rewritten": (rewritten, _names("word", "name", "number", "negation")),
}
NEVER = {"never said": never_said, "put together anew": put_together_anew}
SPLICED, CUT = "spliced", "cut from a denial"
KINDS = (*SAID, *WRONG, *NEVER, SPLICED, CUT)


Shape = tuple[int, int]  # the fewest and the most sentences of a passage


def queries(
    seed: int,
    passages: int,
    shape: Shape,
    kinds: tuple[str, ...] = KINDS,
    salt: str = "",
) -> Iterator[Query]:
    """Without end: queries of all kinds, from any passage; other ones by salt."""
    random = Random(f"queries {seed} {salt}")  # noqa: S311
    while True:
        one = passage(seed, random.randrange(passages), *shape)
        kind = random.choice(kinds)
        if kind == SPLICED:
            step = random.randrange(passages // len(LANGUAGES)) * len(LANGUAGES)
            other = passage(seed, int(one.id) % len(LANGUAGES) + step, *shape)
            found = _spliced(random, one, other)
        else:
            found = _query(random, kind, one)
        if found is not None and found.text != found.passage.text:
            yield found


def _spliced(random: Random, one: Passage, other: Passage) -> Query | None:
    if other.language != one.language or other.id == one.id:
        return None
    text = spliced(random, one, other)
    return Query(text, SPLICED, one, ALTERED, names=_names("splice"))


def _query(random: Random, kind: str, one: Passage) -> Query | None:
    if kind == CUT:
        cut = cut_from_denial(random, one)
        wanted = _names("authentic")
        return cut and Query(cut[0], kind, one, wanted, False, sentence=cut[1])
    if kind in NEVER:
        wanted = _names("unknown", *([] if kind == "never said" else ["altered"]))
        return Query(NEVER[kind](random, one), kind, one, wanted)
    made, expected = (SAID | WRONG)[kind]
    text = made(random, one)
    if text is None:
        return None
    if kind in SAID:
        return Query(text, kind, one, expected, wrong=False)
    return Query(text, kind, one, ALTERED, names=expected)
