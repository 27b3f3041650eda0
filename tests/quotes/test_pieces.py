"""Reading by pieces, and statements kept in several files, change no answer."""

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from accord.quotes import Index, Statement
from accord.quotes import library as library_module
from accord.quotes.tokens import _TOKEN, Kind, tokenise
from tests.quotes.statements import STATEMENTS

BITS = (
    *(" ", " ", "\n", "\n\n", "\u00a0", "\u2028", "\x1f", "\u200b", "\n\u200b\n"),
    *(".", "..", "…", ". . .", "[ . . . ]", "( …", "<", ">", "-", "–", "- \n", "-\n"),
    *("1", "12", "123", "4567", "1 250", "1,5", "07:00", "+", "°", "%", "10²", "½"),
    *(")", "]", "(", "[", '"', "'", "’", "«", "»", "„", "“", '5"', "6'", "№", "$"),
    *("слово", "не", "ямкА", "word", "don’t", "no-one", "a_b", "e\u0301", "а\u0301"),
    *(",", ";", ":", "?", "/", "\u202e", "\u200f", "a" * 50, "«" * 41),
)


def texts(count: int) -> list[str]:
    random = Random(11)
    return [
        "".join(random.choice(BITS) for _ in range(random.randrange(1, 14)))
        for _ in range(count)
    ]


def test_no_token_reaches_over_the_pieces_a_text_is_read_in() -> None:
    """The tokens of the pieces are those that the text as a whole has."""
    for text in texts(4000):
        tokens = tokenise(text)
        seen = re.sub("[\u200b]", "", text)
        whole = [match.lastgroup for match in _TOKEN.finditer(seen)]
        assert len(tokens) == len(whole) == len(tokens.starts), repr(text)
        for kind, group in zip(tokens.kinds, whole, strict=True):
            named = {"WORD": Kind.WORD, "NUMBER": Kind.NUMBER}.get(group or "")
            assert (kind is named) or not named, repr(text)
        for one, other in pairwise(range(len(tokens))):
            assert tokens.ends[one] <= tokens.starts[other]


@pytest.mark.parametrize("text", ["6' tall", 'a 5" pipe', "«b» 6'", "«a 5' b» 6'"])
def test_feet_and_inches_are_units_where_no_quotation_is_open(text: str) -> None:
    assert tokenise(text).kinds.count(Kind.SIGN) == 1
    assert Kind.SIGN not in tokenise(f"«{text[:3]}").kinds


def test_a_paragraph_closes_what_stands_open() -> None:
    open_before = tokenise("«a word 5' b").kinds
    assert Kind.SIGN not in open_before
    assert tokenise("«a word\n\nand 5' b").kinds[5] is Kind.SIGN
    assert tokenise("«a word\n\u200b\nand 5' b").kinds[5] is Kind.SIGN


def changed(random: Random, text: str) -> str:
    """A run of words of a statement, mostly with one dropped or put elsewhere."""
    words = text.split()
    length = min(len(words), random.randrange(5, 25))
    start = random.randrange(len(words) - length + 1)
    quote = words[start : start + length]
    for _ in range(random.randrange(3)):
        at = random.randrange(len(quote))
        word = quote.pop(at)
        quote.insert(random.randrange(len(quote) + 1), random.choice((word, "not", "")))
    return " ".join(quote)


def stands(quote: str, text: str) -> bool:
    """Whether the keys of a quote stand one after the other: every statement read."""
    keys, said = tokenise(quote).keys, tokenise(text).keys
    found = range(len(said) - len(keys) + 1)
    return any(said[at : at + len(keys)] == keys for at in found)


def test_files_beside_each_other_a_tail_and_memory_give_the_same_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "TAIL", 4)
    random = Random(5)
    said = [
        *STATEMENTS,
        *(
            Statement(f"n{at}", "en", f"Gate {at} opens at {at % 24}:00; do not wait.")
            for at in range(60)
        ),
    ]
    one, three = Index(), len(said) // 3
    for statement in said:
        one.add(statement)
    Index.build(tmp_path / "a", said[:three])
    Index.build(tmp_path / "b", said[three : 2 * three])
    many = Index.open(tmp_path / "a", tmp_path / "b")
    for statement in said[2 * three :]:
        many.add(statement)
    Index.build(tmp_path / "all", said)
    single = Index.open(tmp_path / "all")
    assert many.names() == one.names() == single.names()
    kinds = set()
    for _ in range(400):
        quote = changed(random, random.choice(said).text)
        verdict = one.check(quote)
        kinds.add(verdict.kind)
        for other in (many.check(quote), single.check(quote)):
            # An altered quote may be shown beside any of those that are as near.
            assert other.kind == verdict.kind, quote
            assert other == verdict or verdict.kind == "altered", quote
        naive = [text for text in said if stands(quote, text.text)]
        assert verdict.kind != "authentic" or naive, quote
        assert not naive or verdict.kind in ("authentic", "altered", "too_short"), quote
    assert {"authentic", "altered"} <= kinds
    many.save(tmp_path / "all")
    assert many.unsaved == 0
    assert Index.open(tmp_path / "all").names() == one.names()
