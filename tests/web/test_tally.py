"""The tally: a line for everybody, a notch where the rule is met."""

import pytest
from django.utils import translation

from accord.web.tally import MANY, Tally


@pytest.mark.parametrize(
    ("tally", "lines"),
    [
        (Tally(signed=4, needed=3), "s s s notch s"),
        (Tally(signed=3, silent=1, needed=3), "s s s notch ."),
        (Tally(signed=2, you=True, silent=1, needed=3), "s s you notch ."),
        (Tally(signed=1, silent=1, abstains=1, objects=1, needed=2), "s . notch a x"),
        (Tally(signed=1, you=True, needed=2), "s you notch"),
        (Tally(silent=2), ". ."),
        (Tally(), ""),
    ],
)
def test_lines_stand_in_the_order_of_the_seats(tally: Tally, lines: str) -> None:
    assert " ".join(line or "." for line in tally.lines()) == lines


def test_met() -> None:
    assert Tally(signed=3, needed=3).met
    assert not Tally(signed=2, silent=2, needed=3).met
    assert not Tally(signed=0, needed=0).met
    assert Tally(signed=2, needed=3).still == 1
    assert Tally(signed=4, needed=3).still == 0


def test_many_members_are_one_bar() -> None:
    tally = Tally(signed=30, you=True, silent=9, abstains=3, objects=4, needed=32)
    assert tally.many
    assert tally.members == 47
    assert tally.bars() == [
        ("s", 0, 30),
        ("you", 30, 1),
        ("", 31, 9),
        ("a", 40, 3),
        ("x", 43, 4),
    ]
    assert not Tally(silent=MANY).many


def test_it_is_said_in_words() -> None:
    tally = Tally(signed=2, you=True, silent=1, abstains=1, objects=1, needed=3)
    with translation.override("en"):
        assert tally.words() == (
            "signed: 2 of 6; needed: 3; you have not signed; object: 1; abstain: 1"
        )
    with translation.override("uk"):
        assert tally.words().startswith("підписали: 2 з 6; потрібно: 3; ")
