"""Numbers out of an address: plain digits, as many as a database takes."""

import pytest

from accord.people.numbers import number


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("0", 0),
        ("017", 17),
        ("9" * 15, 10**15 - 1),
        ("9" * 16, None),
        ("", None),
        ("-1", None),
        ("+1", None),
        (" 1", None),
        ("1_0", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_a_number_or_none(given: str, found: int | None) -> None:
    assert number(given) == found
