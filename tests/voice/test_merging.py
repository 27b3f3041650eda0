"""Two people's changes to one text: brought together, or shown as a choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.voice.merging import Clash, clashes, merge, together

CASES = {
    "nobody changed anything": ("a b c", "a b c", "a b c", "a b c"),
    "mine alone": ("a b c", "a x c", "a b c", "a x c"),
    "theirs alone": ("a b c", "a b c", "a x c", "a x c"),
    "different paragraphs": ("a b c", "x b c", "a b y", "x b y"),
    "the same change": ("a b c", "a x c", "a x c", "a x c"),
    "one more at each end": ("a b", "x a b", "a b y", "x a b y"),
    "one less, and another": ("a b c", "b c", "a b x", "b x"),
    "all gone and unchanged": ("a b", "", "a b", ""),
}


def text(words: str) -> str:
    return "\n\n".join(words.split())


@pytest.mark.parametrize("name", CASES)
def test_fits_together(name: str) -> None:
    was, mine, theirs, both = map(text, CASES[name])
    parts = merge(was, mine, theirs)
    assert clashes(parts) == []
    assert together(parts) == both


def test_the_same_paragraph_is_a_choice() -> None:
    parts = merge(text("a b c"), text("a x c"), text("a y c"))
    assert clashes(parts) == [Clash(("b",), ("x",), ("y",))]
    assert together(parts, ["mine"]) == text("a x c")
    assert together(parts, ["theirs"]) == text("a y c")
    assert together(parts, ["both"]) == together(parts) == text("a y x c")


def test_two_places_are_two_choices() -> None:
    parts = merge(text("a b c d"), text("x b c y"), text("v b c w"))
    assert together(parts, ["mine", "theirs"]) == text("x b c w")


LETTERS = st.lists(st.sampled_from("abcdef"), max_size=8).map(" ".join)


@given(LETTERS, LETTERS, LETTERS)
def test_nothing_that_was_written_is_lost(was: str, mine: str, theirs: str) -> None:
    """Of what one of them wrote anew, everything is in it when both is chosen."""
    whole = together(merge(text(was), text(mine), text(theirs)))
    new = (set(mine.split()) | set(theirs.split())) - set(was.split())
    assert new <= set(whole.split())


@given(LETTERS, LETTERS)
def test_one_change_alone_holds(was: str, new: str) -> None:
    assert together(merge(text(was), text(new), text(was))) == text(new)
    assert together(merge(text(was), text(was), text(new))) == text(new)
