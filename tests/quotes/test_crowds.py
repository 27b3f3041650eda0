"""Statements that share all grams: the one with the words in a row is found."""

from random import Random

import numpy as np
import pytest

from accord.quotes import Index, Statement, candidates
from accord.quotes.shifts import agreeing

ASKED = "The night crews repair the spare pumps on the road to Nelsadorf"
FILLERS = ("bridge", "garden", "morning", "yellow", "number", "travel", "window")


def crowd(count: int) -> Index:
    """Statements with every four words of what is asked, never five in a row; the
    words themselves in the first alone.
    """
    words, random, index = ASKED.split(), Random(5), Index()
    index.add(Statement("said", "en", f"We know it. {ASKED}. So do you."))
    runs = [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]
    for at in range(count):
        random.shuffle(runs)
        mixed = " ".join(f"{' '.join(random.sample(FILLERS, 7))} {run}" for run in runs)
        index.add(Statement(str(at), "en", mixed))
    return index


CROWD = crowd(250)


def test_words_in_a_row_are_found_among_statements_with_all_their_phrases() -> None:
    verdict = CROWD.check(ASKED)
    assert (verdict.kind, verdict.statement) == ("authentic", "said")


def test_what_was_altered_is_found_among_them() -> None:
    for altered, kind in (
        (ASKED.replace("repair", "do not repair"), "negation"),
        (ASKED.replace("spare", "red"), "word"),
        (f"{ASKED}?", "punctuation"),
    ):
        verdict = CROWD.check(altered)
        assert (verdict.kind, verdict.statement) == ("altered", "said"), altered
        assert [one.kind for one in verdict.changes] == [kind]


def test_statements_too_long_to_be_looked_at_are_found_by_their_grams(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "_LOOKED_SIZE", 0)
    verdict = crowd(0).check(ASKED.replace("spare", "red"))
    assert (verdict.kind, verdict.statement) == ("altered", "said")


def test_a_claim_put_before_hides_no_statement() -> None:
    """Though many others have half the words of both, four at a time."""
    claim = (
        "Because the rivers rise again this winter three gardeners from the hills say "
        "that nobody who lives behind the old station may ever paint yellow windows "
        "or count small birds before the first of May comes and every bell rings twice"
    )
    text, many = f"{claim}. {ASKED}.", Index()
    for at in range(60):
        words = text.replace(".", "").split()
        for start in range(4):
            words[start::8] = [f"week{at}"] * len(words[start::8])
        many.add(Statement(str(at), "en", " ".join(words)))
    many.add(Statement("said", "en", f"{ASKED}."))
    verdict = many.check(text)
    sources = {one.source.statement for one in verdict.changes if one.source}
    assert (verdict.kind, sources) == ("altered", {"said"})


def test_the_share_is_that_of_one_place() -> None:
    quote = b"The night crews repair the spare pumps on the road."
    texts = [
        b"We know. The night crews repair the spare pumps on the road. We know it.",
        b"On the road. The night crews wait. Who will repair it? The spare pumps do.",
        "Нічні зміни ремонтують насоси.".encode(),
        b"",
    ]
    whole, mixed, other, empty = agreeing(
        quote, [np.frombuffer(text, np.uint8) for text in texts]
    )
    assert whole > 0.75 > 0.5 > mixed > 0 == other == empty
    assert agreeing(b"Too short", [np.frombuffer(texts[0], np.uint8)]) == [0]
    assert len(agreeing(quote, [])) == 0
