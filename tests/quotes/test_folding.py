"""Words that were said are found, whatever happened to their shapes on the way.

And the other half: one token changed, and they are authentic no more.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.quotes import Statement, Verdict
from accord.quotes.exact import question_after
from accord.quotes.tokens import Tokens, tokenise
from accord.quotes.words import cuts_number
from tests.quotes import noise
from tests.quotes.statements import STATEMENTS, index

INDEX = index()
TOKENS = {one: tokenise(one.text) for one in STATEMENTS}
VOCABULARY = sorted(
    {tokens.raw(at) for tokens in TOKENS.values() for at in range(len(tokens))}
)
SEEDS = st.integers(min_value=0, max_value=2**32)


def span(random: Random, tokens: Tokens) -> tuple[int, int]:
    """Five words or more, in a row, with the cuts not through a number or question."""
    while True:
        low = random.randrange(len(tokens))
        high = random.randrange(low, len(tokens)) + 1
        if (
            5 <= len(tokens.words(low, high)) <= 60
            and not cuts_number(tokens, low)
            and not cuts_number(tokens, high)
            and question_after(tokens, high) is None
        ):
            return low, high


def found_in(verdict: Verdict, statement: Statement) -> bool:
    """Whether the verdict names the statement, first or besides."""
    names = [(verdict.statement, verdict.language)]
    names += [(place.statement, place.language) for place in verdict.also]
    return (statement.id, statement.language) in names


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(STATEMENTS), SEEDS)
def test_any_span_is_authentic(statement: Statement, seed: int) -> None:
    tokens = TOKENS[statement]
    low, high = span(Random(seed), tokens)
    verdict = INDEX.check(tokens.span(low, high).of(statement.text))
    assert verdict.kind == "authentic"
    assert found_in(verdict, statement)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(STATEMENTS), SEEDS)
def test_any_span_is_authentic_in_other_shapes(statement: Statement, seed: int) -> None:
    random = Random(seed)
    tokens = TOKENS[statement]
    text = tokens.span(*span(random, tokens)).of(statement.text)
    chosen = random.sample(noise.ALL, random.randrange(1, 5))
    for change in sorted(chosen, key=noise.ALL.index):
        text = change(random, text)
    verdict = INDEX.check(text)
    assert (verdict.kind, text) == ("authentic", text)
    assert found_in(verdict, statement)


@pytest.mark.parametrize("change", noise.ALL, ids=lambda change: change.__name__)
def test_every_shape_changes_something(change: object) -> None:
    assert callable(change)
    texts = [change(Random(seed), one.text) for one in STATEMENTS for seed in range(4)]
    assert any(text not in {one.text for one in STATEMENTS} for text in texts)


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(STATEMENTS), SEEDS)
def test_one_token_changed_is_never_authentic(statement: Statement, seed: int) -> None:
    random = Random(seed)
    tokens = TOKENS[statement]
    low, high = span(random, tokens)
    raws = [tokens.raw(at) for at in range(low, high)]
    at = random.randrange(1, len(raws) - 1)
    edits = [raws[:at] + raws[at + 1 :]]
    edits += [[*raws[:at], random.choice(VOCABULARY), *raws[at + 1 :]]]
    edits += [[*raws[:at], random.choice(VOCABULARY), *raws[at:]]]
    edits += [[*raws[:at], raws[at + 1], raws[at], *raws[at + 2 :]]]
    text = " ".join(random.choice(edits))
    if not stands_somewhere(text):
        assert INDEX.check(text).kind not in ("authentic", "excerpted")


def stands_somewhere(text: str) -> bool:
    """The keys, without quotation marks and stops at the ends, one by one."""
    keys = tokenise(text).keys
    edge = set(".,;:—“”'\"")
    while keys and keys[0] in edge:
        keys = keys[1:]
    while keys and keys[-1] in edge:
        keys = keys[:-1]
    return any(
        tokens.keys[at : at + len(keys)] == keys
        for tokens in TOKENS.values()
        for at in range(len(tokens) - len(keys) + 1)
    )
