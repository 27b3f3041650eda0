"""The index: adding, the same words in several statements, limits, odd input."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.quotes import ASKED, LIMIT, Index, Place, Span, Statement
from tests.quotes.statements import STATEMENTS, WELLS_EN, index

INDEX = index()
QUOTE = "Water from these wells is not safe to drink, even where it looks clear"


def test_an_empty_index_knows_nothing() -> None:
    assert Index().check(QUOTE).kind == "unknown"
    assert len(Index()) == 0


def test_the_same_statement_again_changes_nothing() -> None:
    twice = index()
    twice.add(STATEMENTS[0])
    assert len(twice) == len(STATEMENTS)
    assert twice.check(QUOTE) == INDEX.check(QUOTE)


def test_another_text_under_the_same_name_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"Statement wells \(en\) is in the index with"
    ):
        index().add(Statement("wells", "en", "Water is safe."))


def test_the_same_words_in_a_later_statement_come_first() -> None:
    both = index()
    both.add(Statement("wells-2", "en", "We repeat. " + QUOTE + "."))
    verdict = both.check(QUOTE)
    assert (verdict.kind, verdict.statement) == ("authentic", "wells-2")
    at = WELLS_EN.index(QUOTE)
    assert verdict.also == (Place("wells", "en", Span(at, at + len(QUOTE))),)


def test_a_whole_sentence_comes_before_one_cut_out() -> None:
    both = index()
    both.add(
        Statement("rumour", "en", f"It is false that {QUOTE[0].lower()}{QUOTE[1:]}.")
    )
    both.add(Statement("wells-2", "en", QUOTE + ". We repeat it."))
    both.add(Statement("rumour-2", "en", f"They say: {QUOTE}."))
    verdict = both.check(QUOTE)
    assert (verdict.statement, verdict.context) == ("wells-2", False)
    assert {place.statement for place in verdict.also} == {
        "wells",
        "rumour",
        "rumour-2",
    }


def test_a_correction_and_what_it_corrects() -> None:
    both = index()
    both.add(Statement("ferry-2", "en", "Every crossing keeps 83 places for families."))
    assert both.check("Every crossing keeps 83 places for").statement == "ferry-2"
    assert both.check("Every crossing keeps 38 places for").statement == "ferry"
    altered = both.check("Every crossing keeps 40 places for")
    assert altered.gravest
    assert (altered.kind, altered.gravest.kind) == ("altered", "number")


def test_five_tiny_words_are_found() -> None:
    tiny = index()
    tiny.add(Statement("tiny", "en", "So it is as we do it. No more."))
    assert tiny.check("is as we do it").statement == "tiny"
    assert tiny.check("a b c d e").kind == "unknown"


def test_too_long_a_text_is_refused_with_a_sentence() -> None:
    for text in ("a " * ASKED, "ї" * ASKED, "a" * 10_000_000):
        with pytest.raises(ValueError, match="The text is too long: more than 256"):
            INDEX.check(text)
    with pytest.raises(ValueError, match="The statement is too long"):
        Index().add(Statement("long", "en", "a " * LIMIT))


FILLERS = ("bridge", "garden", "morning", "yellow", "number", "travel", "window")


def article(random: Random, words: int) -> str:
    return " ".join(random.choice(FILLERS) for _ in range(words))


def test_an_article_with_a_quote_is_never_authentic_but_shows_it() -> None:
    random = Random(1)
    text = f"{article(random, 8000)}. {QUOTE}. {article(random, 8000)}"
    verdict = INDEX.check(text)
    assert (verdict.kind, verdict.whole, verdict.statement) == ("near", False, "wells")
    assert verdict.part.of(text) == QUOTE


def test_an_article_with_an_altered_quote() -> None:
    random = Random(2)
    text = (
        f"{article(random, 8000)}. {QUOTE.replace(' not', '')}. {article(random, 80)}"
    )
    verdict = INDEX.check(text)
    assert (verdict.kind, verdict.whole) == ("altered", False)
    assert [change.kind for change in verdict.changes] == ["negation"]


def test_a_mark_of_omission_that_stands_for_nothing_excuses_no_hidden_denial() -> None:
    """However many statements say the same without the denial."""
    both = index()
    for at in range(70):
        rain = f"Water from these wells is safe to drink, we hope in week {at}."
        both.add(Statement(f"rain {at}", "en", rain))
    hidden = both.check("Water from these wells is […] safe to drink")
    assert hidden.kind == "altered"
    nothing = both.check("Water from these wells is safe to […] drink, we hope")
    assert (nothing.kind, nothing.statement) == ("altered", "rain 69")
    assert [one.kind for one in nothing.changes] == ["punctuation"]


def test_the_statements_own_three_dots_are_no_omission() -> None:
    own = Index()
    text = "We wait… and we go on. The road is closed. The ferry runs every hour."
    own.add(Statement("dots", "en", text))
    quote = "We wait… and we go on. […] The ferry runs every hour."
    verdict = own.check(quote)
    assert verdict.kind == "excerpted"
    assert [one.of(text) for one in verdict.left_out] == ["…", "The road is closed."]


def test_who_does_what_is_not_put_together_from_two_sentences() -> None:
    two = Index()
    text = (
        "People at the quay collect torches. Our drivers bring medicine for children."
    )
    two.add(Statement("two", "en", text))
    glued = two.check("People at the quay […] bring medicine for children.")
    assert {one.kind for one in glued.changes} == {"omission"}
    assert glued.kind == "altered"
    whole = two.check("People at the quay collect torches. […] bring medicine for")
    assert whole.kind == "excerpted"


def test_as_close_a_denial_is_meant_before_an_excerpt_of_another_statement() -> None:
    both = Index()
    both.add(Statement("no", "en", "The school in Reni is not open for families."))
    both.add(Statement("yes", "en", "The school in Reni is now open for families."))
    verdict = both.check("The school in Reni is […] open for families.")
    assert (verdict.kind, verdict.statement) == ("altered", "no")


def test_the_worst_of_the_quotes_in_an_article() -> None:
    random = Random(3)
    false = "Every crossing keeps 83 places for families who have no car"
    text = f"{article(random, 90)}: «{QUOTE}», «{false}», {article(random, 30)}"
    verdict = INDEX.check(text)
    assert (verdict.kind, verdict.whole, verdict.statement) == (
        "altered",
        False,
        "ferry",
    )
    assert verdict.part.of(text) == false
    assert [change.kind for change in verdict.changes] == ["number"]


def test_a_hidden_denial_is_not_excused_by_another_statement() -> None:
    """Whose words would have to be gathered from much farther apart."""
    both = index()
    many = "We thank everybody who has helped us to carry and to count. " * 9
    far = f"Water from these wells is what we test. {many}It was safe to drink then."
    both.add(Statement("thanks", "en", far))
    verdict = both.check("Water from these wells is […] safe to drink")
    assert (verdict.kind, verdict.statement) == ("altered", "wells")
    assert [change.kind for change in verdict.changes] == ["negation"]


def test_a_whole_statement_and_one_without_a_single_word() -> None:
    assert INDEX.check(WELLS_EN).kind == "authentic"
    verdict = INDEX.check(WELLS_EN.replace("not safe", "safe"))
    assert [change.kind for change in verdict.changes] == ["negation"]


ODD = {
    "spaces": " " * 200_000,
    "one word": "a" * 200_000,
    "the same word": "water " * 30_000,
    "quotation marks": '"' * 100_000,
    "brackets": "[ " * 100_000,
    "numbers": "1 " * 100_000,
    "groups of digits": "100 " * 50_000,
    "hyphens at line ends": "a-\n" * 60_000,
    "marks of omission": "the … " * 30_000,
    "combining marks": "a" + "\u0301" * 90_000,
    "lone surrogates": "\ud800 " * 60_000,
    "zero bytes": "\x00 " * 60_000,
    "no width": "\u200d" * 60_000,
    "right to left": "\u202e" + QUOTE,
    "all statements often": " ".join(one.text for one in STATEMENTS) * 40,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_get_an_answer(name: str) -> None:
    verdict = INDEX.check(ODD[name])
    assert verdict.kind in ("altered", "near", "unknown", "too_short")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    verdict = INDEX.check(text)
    assert verdict.kind in ("unknown", "too_short")
    assert 0 <= verdict.part.start <= verdict.part.end <= len(text)


PIECES = st.sampled_from(
    [*WELLS_EN.split()[:60], "…", "[...]", "«", "»", '"', "\u202e", "-", "5", "не", ","]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_heap_of_words_gets_an_answer(words: list[str]) -> None:
    text = " ".join(words)
    verdict = INDEX.check(text)
    for change in verdict.changes:
        assert change.quoted_at.of(text) == change.quoted
    assert verdict == INDEX.check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_statement_can_be_added(text: str) -> None:
    Index().add(Statement("any", "en", text))
