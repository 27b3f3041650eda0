"""Statements that share all their phrases: the one with the words in a row is found."""

from itertools import product
from random import Random

import numpy as np

from accord.quotes import Index, Statement
from accord.quotes.shifts import agreeing

WHO = ("our drivers", "the night crews", "the cooks of the mill", "two engineers")
DO = ("bring", "collect", "hand out", "repair")
WHAT = ("warm blankets", "the spare pumps", "the blue boards", "baby food")
WHERE = ("on the road to Nelsadorf", "at the quay of Reni", "near the mill of Dova")
SENTENCES = [" ".join(parts).capitalize() + "." for parts in product(WHO, DO, WHAT)]
ASKED = "The night crews repair the spare pumps on the road to Nelsadorf"


def crowd(count: int) -> Index:
    """Statements with every phrase of what is asked, each in another sentence; the
    words themselves in the first alone.
    """
    random, index = Random(5), Index()
    index.add(Statement("said", "en", _shuffled(random, f"{ASKED}.")))
    for at in range(count):
        other = random.choice(
            (
                "Two engineers repair the spare pumps at the quay of Reni.",
                "The night crews repair the blue boards near the mill of Dova.",
            )
        )
        road = "The cooks of the mill collect baby food on the road to Nelsadorf."
        index.add(Statement(str(at), "en", _shuffled(random, other, road)))
    return index


def _shuffled(random: Random, *sentences: str) -> str:
    some = [*random.sample([one for one in SENTENCES if "repair" not in one], 30)]
    some += sentences
    random.shuffle(some)
    return " ".join(some)


CROWD = crowd(150)


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
