"""The named cases of cases.toml: every verdict, every change, four languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accord.quotes import Index, Verdict
from tests.quotes.statements import index, text_of

Case = dict[str, Any]
CASES: dict[str, list[Case]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
ALL = [(kind, case) for kind, cases in CASES.items() for case in cases]


@pytest.fixture(scope="module")
def statements() -> Index:
    return index()


def cases(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["name"])


def said(verdict: Verdict) -> str:
    """The text of the statement found."""
    assert verdict.statement
    assert verdict.language
    return text_of(verdict.statement, verdict.language)


def changes(verdict: Verdict) -> list[list[str]]:
    return [[one.kind, one.said, one.quoted] for one in verdict.changes]


@pytest.mark.parametrize(("kind", "case"), ALL, ids=lambda part: str(part)[:60])
def test_kind(statements: Index, kind: str, case: Case) -> None:
    assert statements.check(case["text"]).kind == kind


@cases("authentic")
def test_authentic_has_no_changes_and_shows_its_sentence(
    statements: Index, case: Case
) -> None:
    verdict = statements.check(case["text"])
    assert (verdict.changes, verdict.left_out, verdict.whole) == ((), (), True)
    assert verdict.context == case["context"]
    assert verdict.sentence is not None
    if "sentence" in case:
        assert verdict.sentence.of(said(verdict)) == case["sentence"]


@cases("excerpted")
def test_excerpted_shows_what_was_left_out(statements: Index, case: Case) -> None:
    verdict = statements.check(case["text"])
    assert [span.of(said(verdict)) for span in verdict.left_out] == case["left_out"]
    assert verdict.changes == ()


@cases("altered")
def test_altered_names_the_changes(statements: Index, case: Case) -> None:
    verdict = statements.check(case["text"])
    assert changes(verdict) == case["changes"]
    assert verdict.whole


@cases("near")
def test_near_shows_the_differences(statements: Index, case: Case) -> None:
    verdict = statements.check(case["text"])
    assert changes(verdict) == case["changes"]
    assert verdict.whole == case.get("whole", True)
    assert verdict.other_letters == case.get("other_letters", False)


@pytest.mark.parametrize("kind", ["unknown", "too_short"])
def test_no_statement_no_evidence(statements: Index, kind: str) -> None:
    for case in CASES[kind]:
        verdict = statements.check(case["text"])
        assert (verdict.statement, verdict.span, verdict.sentence) == (None, None, None)
        assert verdict.gravest is None
