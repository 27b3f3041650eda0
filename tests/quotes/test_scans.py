"""What a scanner does to words is near; but not in a number or a negation.

Slips are put into words that are neither numbers nor negations.
"""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from accord.quotes import Statement
from accord.quotes.exact import question_after
from accord.quotes.tokens import Kind, Tokens, tokenise
from accord.quotes.words import cuts_number, is_negation, is_number, is_unit
from tests.quotes.statements import STATEMENTS, index

INDEX = index()
LATIN = (("l", "1"), ("o", "0"), ("i", "l"), ("m", "rn"), ("w", "vv"), ("s", "5"))
CYRILLIC = (("о", "0"), ("з", "3"), ("б", "6"), ("ш", "щ"), ("й", "и"), ("в", "8"))
ACCENTS = (("ă", "a"), ("â", "a"), ("ș", "s"), ("ț", "t"), ("î", "i"))


def letters(random: Random, word: str) -> str:
    for one, other in random.sample(LATIN + CYRILLIC + ACCENTS, 17):
        if one in word[1:]:
            return word[0] + word[1:].replace(one, other, 1)
    return word


def broken(random: Random, word: str) -> str:
    at = random.randrange(3, len(word) - 2)
    return word[:at] + " " + word[at:]


def passage(random: Random, tokens: Tokens) -> tuple[int, int]:
    """Fifteen tokens or more, not cut through a number or before a question mark."""
    while True:
        low = random.randrange(len(tokens) - 25)
        high = low + random.randrange(15, 25)
        cuts = cuts_number(tokens, low) or cuts_number(tokens, high)
        if not cuts and question_after(tokens, high) is None:
            return low, high


def slippery(tokens: Tokens, at: int) -> bool:
    """A longer word in which a slip may be taken for one."""
    careful = is_negation(tokens, at) or is_number(tokens, at) or is_unit(tokens, at)
    word = tokens.kinds[at] is Kind.WORD and tokens.raw(at).isalpha()
    return word and not careful and len(tokens.keys[at]) > 5


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.id + one.language)
@pytest.mark.parametrize("slip", [letters, broken], ids=lambda slip: slip.__name__)
def test_slips_in_words_are_near(
    slip: Callable[[Random, str], str], statement: Statement
) -> None:
    random = Random(4)
    tokens = tokenise(statement.text)
    seen = Counter[str]()
    for _ in range(60):
        low, high = passage(random, tokens)
        wanted = [at for at in range(low + 1, high - 1) if slippery(tokens, at)]
        for at in random.sample(wanted, min(2, len(wanted))):
            word = tokens.raw(at)
            slipped = slip(random, word)
            if slipped == word or denies(slipped):
                continue
            before = tokens.span(low, at).of(statement.text)
            after = tokens.span(at + 1, high).of(statement.text)
            verdict = INDEX.check(f"{before} {slipped} {after}")
            named = [(one.said, one.quoted) for one in verdict.changes if one.scan]
            seen[verdict.kind] += named == [(word, slipped)]
            seen["asked"] += 1
            assert verdict.statement == statement.id
    assert seen["asked"] > 30
    assert seen["near"] / seen["asked"] > 0.95


def denies(text: str) -> bool:
    tokens = tokenise(text)
    return any(is_negation(tokens, at) for at in range(len(tokens)))


CAREFUL = (
    ("a number", "The eleven water points are open from 07:00 to l9:00"),
    ("a number in words", "The e1even water points are open from 07:00"),
    ("a negation", "Water from these wells is n0t safe to drink"),
    ("a negation, uk", "ніхто нe має пpaва вимагати у вас гроші, н1хто"),
    ("a negation, ru", "и никт0 не будет платить за переправу"),
    ("a negation, ro", "Apa din aceste fântâni nn este bună de băut"),
    ("a negation broken", "money, a document or a registration; no body may ask you"),
    ("a unit", "the water at the gauge is above 4.75 rn."),
)


@pytest.mark.parametrize(("name", "text"), CAREFUL)
def test_a_slip_in_a_number_or_a_negation_is_no_slip(name: str, text: str) -> None:
    verdict = INDEX.check(text)
    assert verdict.kind in ("altered", "unknown")
    assert verdict.gravest is None or not verdict.gravest.scan


@pytest.mark.parametrize("name", ["wells", "shelter"])
def test_romanised_text_finds_its_source_and_is_never_authentic(name: str) -> None:
    texts = {
        "wells": "Odynadtsiat punktiv vody pratsiuiut shchodnia z 07:00 do 19:00.",
        "shelter": "Tvaryn mozhna braty z soboiu, yakshcho vony na povidku.",
    }
    verdict = INDEX.check(texts[name])
    assert (verdict.kind, verdict.other_letters) == ("near", True)
    assert (verdict.statement, verdict.language) == (name, "uk")


def test_romanised_text_with_another_number_or_a_negation_is_altered() -> None:
    hours = INDEX.check(
        "Odynadtsiat punktiv vody pratsiuiut shchodnia z 09:00 do 19:00."
    )
    assert hours.gravest
    assert (hours.kind, hours.gravest.kind) == ("altered", "number")
    animals = INDEX.check("Tvaryn ne mozhna braty z soboiu, yakshcho vony na povidku.")
    assert animals.gravest
    assert (animals.kind, animals.gravest.kind) == ("altered", "negation")
