"""Strict tokens, sentences and skeletons, each by named examples."""

from itertools import pairwise

import pytest

from accord.quotes.sentences import sentence_starts
from accord.quotes.skeleton import scanned, skeleton
from accord.quotes.tokens import tokenise

SAME = (
    ("white space", "not  safe\n\nto drink", "not safe to drink"),
    ("space before a unit", "5 km, 3.5 %", "5km, 3.5%"),
    ("shapes of quotes", "the «safe» wells", "the “safe” wells"),
    ("dash and hyphen as a pause", "no — one", "no - one"),
    ("dash and hyphen in a word", "Isaccea–Orlivka", "isaccea-orlivka"),
    ("minus and hyphen", "\u22125", "-5"),
    ("a group's space", "1\u00a0000", "1 000"),
    ("е and ё", "ещё", "еще"),
    ("ligature", "ﬁve", "five"),
)
DIFFERENT = (
    ("apostrophe", "its", "it's"),
    ("hyphen and pause", "no-one", "no — one"),
    ("hyphen and nothing", "re-sign", "resign"),
    ("a word apart", "no one", "noone"),
    ("sign", "5", "-5"),
    ("separator", "3.5", "3,5"),
    ("groups and digits", "1 000", "1000"),
    ("colon", "07:00", "0700"),
    ("power", "10²", "102"),
    ("half", "½", "1/2"),
    ("number sign", "№ 5", "No 5"),
    ("per cent and per mille", "5 %", "5 ‰"),
    ("feet and inches", "5'", '5"'),
    ("comma", "so, we", "so we"),
    ("opening and closing", "“so” we", "so” “we"),
    ("question", "so?", "so."),
    ("struck through", "n\u0336o\u0336t\u0336", "not"),
    ("right to left", "so\u202e", "so"),
    ("й and и", "й", "и"),
    ("і and и", "кіт", "кит"),
    ("sharp s", "Maße", "Masse"),
)


@pytest.mark.parametrize(("name", "one", "other"), SAME)
def test_same(name: str, one: str, other: str) -> None:
    assert tokenise(one).keys == tokenise(other).keys


@pytest.mark.parametrize(("name", "one", "other"), DIFFERENT)
def test_different(name: str, one: str, other: str) -> None:
    assert tokenise(one).keys != tokenise(other).keys


def test_nothing_is_lost_but_white_space_and_what_has_no_width() -> None:
    text = "A\u200b «b» — c-d, 1 000,5 % …\u2067 \x00 ½ e\u0301"
    tokens = tokenise(text)
    kept = "".join(tokens.raw(at) for at in range(len(tokens)))
    assert "".join(kept.split()) == "".join(text.replace("\u200b", "").split())


def sentences(text: str) -> list[str]:
    tokens = tokenise(text)
    starts = [*sentence_starts(tokens), len(tokens)]
    return [tokens.span(low, high).of(text) for low, high in pairwise(starts)]


SENTENCES = (
    ("two", "So it is. It was.", ["So it is.", "It was."]),
    ("question", "Is it? Yes!", ["Is it?", "Yes!"]),
    ("paragraphs", "Title\n\nText here.", ["Title", "Text here."]),
    ("initials", "A. B. Carp said so.", ["A. B. Carp said so."]),
    ("abbreviation", "Вул. Садова, 5. Там вода.", ["Вул. Садова, 5.", "Там вода."]),
    ("unit", "It is 5 m. Then more.", ["It is 5 m.", "Then more."]),
    ("decimal", "It is 4.75 m.", ["It is 4.75 m."]),
    ("speech", "They say: “All is safe. Drink.” We do not.",
     ["They say: “All is safe. Drink.”", "We do not."]),
    ("speech over paragraphs", "“All is safe.\n\nDrink” is a lie.",
     ["“All is safe.\n\nDrink” is a lie."]),
    ("a list and its first line", "These are lies:\n\n- All is safe.\n- Drink.\n\nEnd.",
     ["These are lies:\n\n- All is safe.\n- Drink.", "End."]),
    ("small letter", "We, i.e. all of us.", ["We, i.e. all of us."]),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), SENTENCES)
def test_sentences(name: str, text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("word", "romanised"),
    [
        ("колодязів", "kolodiaziv"),
        ("колодязів", "kolodyaziv"),
        ("щонайменше", "shchonaimenshe"),
        ("вулицях", "vulytsiakh"),
        ("переправиться", "perepravitsya"),
        ("человек", "chelovek"),
        ("харчі", "kharchi"),
        ("не", "ne"),
    ],
)
def test_romanised_words_have_the_skeleton_of_their_source(
    word: str, romanised: str
) -> None:
    assert skeleton(word) == skeleton(romanised)


def test_scanned_merges_marks_and_shapes_and_nothing_else() -> None:
    assert scanned("novernber") == scanned("november")
    assert scanned("fântână") == scanned("fantana")
    assert scanned("c1ear") == scanned("clear")
    assert scanned("вода") != scanned("вада")
    assert scanned("кіт") != scanned("кит")
    assert scanned("safe") != scanned("save")
