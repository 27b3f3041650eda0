"""What a refusal says: its numbers are written as the language writes them."""

import pytest
from django.utils import translation

from accord.core.acts.errors import Malformed
from accord.ledger.problems import sentence


@pytest.mark.parametrize(
    ("language", "number"),
    [("en", "1,048,577"), ("uk", "1\xa0048\xa0577"), ("ro", "1.048.577")],
)
def test_numbers_are_grouped(language: str, number: str) -> None:
    inner = Malformed("{size} bytes.", size=1_048_577)
    with translation.override(language):
        assert sentence(inner) == f"{number} bytes."
        assert sentence(Malformed("No: {reason}", reason=inner)).endswith(
            f"{number} bytes."
        )


def test_words_and_answers_stay_as_they_are() -> None:
    given = Malformed("{one} {yes} {place}", one="12345", yes=True, place=7)
    assert sentence(given) == "12345 True 7"
