"""Times: one way to write each second."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts import times
from accord.core.acts.errors import Malformed

BAD = {
    "nothing": "",
    "a day": "2026-11-22",
    "a space for the T": "2026-11-22 14:00:00Z",
    "small letters": "2026-11-22t14:00:00z",
    "an offset": "2026-11-22T14:00:00+00:00",
    "no offset": "2026-11-22T14:00:00",
    "parts of a second": "2026-11-22T14:00:00.0Z",
    "no seconds": "2026-11-22T14:00Z",
    "midnight as 24:00": "2026-11-22T24:00:00Z",
    "a leap second": "2026-12-31T23:59:60Z",
    "month 13": "2026-13-01T00:00:00Z",
    "February 30": "2026-02-30T00:00:00Z",
    "digits of another script": "2026-11-22T14:00:0\u0660Z",
    "a newline at the end": "2026-11-22T14:00:00Z\n",
    "before 2000": "1999-12-31T23:59:59Z",
    "from 3000 on": "3000-01-01T00:00:00Z",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_refuses(text: str) -> None:
    with pytest.raises(Malformed):
        times.parse(text)


FIRST, LAST = times.parse("2000-01-01T00:00:00Z"), times.parse("2999-12-31T23:59:59Z")
moments = st.integers(int(FIRST.timestamp()), int(LAST.timestamp())).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@given(moments)
def test_round_trip(moment: datetime) -> None:
    assert times.parse(times.write(moment)) == moment


@given(moments, moments)
def test_times_compare_as_text(one: datetime, other: datetime) -> None:
    assert (one < other) == (times.write(one) < times.write(other))


def test_shift() -> None:
    assert times.shift("2026-02-28T23:50:00Z", minutes=10) == "2026-03-01T00:00:00Z"
    assert times.shift("2026-03-01T00:00:00Z", days=-1) == "2026-02-28T00:00:00Z"


def test_the_last_time_can_be_shifted() -> None:
    assert times.shift(times.write(LAST), days=30) == times.write(
        LAST + timedelta(days=30)
    )
