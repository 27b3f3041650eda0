"""Twenty thousand wrong quotes: not one may be called authentic.

The oracle shares nothing with the package: small letters, single spaces, and a search
for the text. Passages are cut at white space, so a right quote is found that way.
"""

from collections import Counter, defaultdict
from itertools import islice

import pytest

from accord.quotes import Index, Span, Verdict
from tests.quotes.edits import Wrong, wrong_quotes
from tests.quotes.statements import STATEMENTS, index, text_of

COUNT = 20_000
EDGES = " .,;:«»“”\"'—-()"


def folded(text: str) -> str:
    return " ".join(text.lower().split())


TEXTS = [folded(one.text) for one in STATEMENTS]


def is_said(text: str) -> bool:
    return any(folded(text).strip(EDGES) in said for said in TEXTS)


@pytest.fixture(scope="module")
def answers() -> list[tuple[Wrong, Verdict]]:
    statements: Index = index()
    return [
        (wrong, statements.check(wrong.text))
        for wrong in islice(wrong_quotes(STATEMENTS, seed=6), COUNT)
    ]


MOVED = ("order", "negation")  # the same words in another place


@pytest.mark.slow
def test_none_is_authentic(answers: list[tuple[Wrong, Verdict]]) -> None:
    believed = [
        wrong
        for wrong, verdict in answers
        if verdict.kind in ("authentic", "excerpted") and not is_said(wrong.text)
    ]
    assert len(answers) == COUNT
    assert believed == []


@pytest.mark.slow
def test_nearly_all_are_called_altered(answers: list[tuple[Wrong, Verdict]]) -> None:
    kinds = Counter(verdict.kind for _, verdict in answers)
    asked = COUNT - kinds["too_short"] - kinds["authentic"]
    assert kinds["altered"] / asked > 0.99


NAMED = {
    "negation_dropped": "negation",
    "negation_added": "negation",
    "number_changed": "number",
    "separator_changed": "number",
    "mark_dropped": "punctuation",
    "mark_added": "punctuation",
    "mark_moved": "punctuation",
    "word_added": "word",
}


@pytest.mark.slow
def test_the_gravest_change_is_the_one_that_was_made(
    answers: list[tuple[Wrong, Verdict]],
) -> None:
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for wrong, verdict in answers:
        if verdict.gravest is not None:
            named[wrong.edit][verdict.gravest.kind] += 1
    for edit, kind in NAMED.items():
        assert named[edit][kind] / named[edit].total() > 0.93, (edit, named[edit])


@pytest.mark.slow
def test_the_evidence_is_in_the_texts(answers: list[tuple[Wrong, Verdict]]) -> None:
    for wrong, verdict in answers:
        if verdict.statement is None:
            continue
        said = text_of(verdict.statement, verdict.language or "")
        assert is_inside(verdict.part, wrong.text)
        assert verdict.span is not None
        assert verdict.sentence is not None
        assert is_inside(verdict.span, said)
        assert verdict.sentence.start <= verdict.span.start
        assert verdict.span.end <= verdict.sentence.end
        for change in verdict.changes:
            assert change.said_at.of(said) == change.said
            assert change.quoted_at.of(wrong.text) == change.quoted
            assert change.said != change.quoted or change.kind in MOVED


def is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)
