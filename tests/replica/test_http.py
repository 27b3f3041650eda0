"""Addresses that others wrote: what is none does not answer, and breaks nothing."""

import pytest

from accord.replica.http import Address, Unanswered


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "hub.example",
        "http://127. .0.1:8000",
        "http://127.0.0.1:port",
        "http://127.0.0.1:999999",
        "http://[::1",
        "https://" + "x" * 300 + ".example",
        "http://hub\r\nHost: other",
    ],
)
def test_what_is_no_address_does_not_answer(origin: str) -> None:
    with pytest.raises(Unanswered):
        Address(origin, silence=1).get("/", 100)
