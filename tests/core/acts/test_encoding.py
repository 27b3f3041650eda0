"""Base64: one way to write each value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed

BAD = {
    "no padding": "QQ",
    "too little padding": "QQ=",
    "too much padding": "QQ===",
    "bits left over": "QR==",
    "a line break": "QUFB\nQUFB",
    "a line break at the end": "QUFB\n",
    "a space": "QUFB QUFB",
    "the URL's alphabet": "_-8=",
    "something after the padding": "QQ==QQ==",
    "padding alone": "=",
    "a letter outside of ASCII": "QUF\u0411",
    "a sign that is none": "QUF!",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_refuses(text: str) -> None:
    with pytest.raises(Malformed, match="base64"):
        from_base64(text)


@given(st.binary())
def test_round_trip(data: bytes) -> None:
    assert from_base64(to_base64(data)) == data


@given(st.text(alphabet="ABQRZaz09+/=", max_size=9))
def test_accepts_one_form(text: str) -> None:
    try:
        data = from_base64(text)
    except Malformed:
        return
    assert to_base64(data) == text
