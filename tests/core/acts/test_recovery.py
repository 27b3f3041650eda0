"""Recovery sheets: the seed in groups, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts import recovery
from accord.core.acts.errors import Refused
from tests.coalition import seed

GROUPS = recovery.groups(seed("alfa"))


@given(st.binary(min_size=32, max_size=32))
def test_round_trip(any_seed: bytes) -> None:
    groups = recovery.groups(any_seed)
    assert len(groups) == recovery.GROUPS
    assert recovery.seed_of(" ".join(groups)) == any_seed


@pytest.mark.parametrize("between", ["", " ", "-", " · ", "\n", ":", "\t"])
def test_what_stands_between_does_not_matter(between: str) -> None:
    assert recovery.seed_of(between.join(GROUPS).upper()) == seed("alfa")


def test_every_single_slip_is_found_or_named() -> None:
    typed = "".join(GROUPS)
    found = 0
    for at, digit in enumerate(typed):
        slip = typed[:at] + ("1" if digit == "0" else "0") + typed[at + 1 :]
        if slip != typed:
            with pytest.raises(Refused, match="last group does not fit"):
                recovery.seed_of(slip)
            found += 1
    assert found > 60


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "these are 0 digits"),
        (" ".join(GROUPS[:-1]), "these are 64 digits"),
        (" ".join([*GROUPS, "0000"]), "these are 72 digits"),
        (" ".join(["l000", *GROUPS[1:]]), "digits 0 to 9 and a to f"),
    ],
)
def test_refuses(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        recovery.seed_of(typed)
