"""Quiet hours: when a mail that is ready may go out."""

from datetime import UTC, datetime

import pytest

from accord.people.quiet import is_quiet, not_before


@pytest.mark.parametrize(
    ("hour", "since", "until", "quiet"),
    [
        (23, 22, 7, True),
        (6, 22, 7, True),
        (7, 22, 7, False),
        (21, 22, 7, False),
        (12, 9, 17, True),
        (17, 9, 17, False),
        (3, 0, 0, False),
    ],
)
def test_which_hours_are_quiet(hour: int, since: int, until: int, quiet: bool) -> None:
    assert is_quiet(hour, since, until) == quiet


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-22T21:10:20+00:00", "2026-11-23T05:00:00+00:00"),  # 23:10 in Kyiv
        ("2026-11-22T12:00:00+00:00", "2026-11-22T12:00:00+00:00"),
        ("2026-11-23T05:00:00+00:00", "2026-11-23T05:00:00+00:00"),
        ("2026-03-29T00:30:00+00:00", "2026-03-29T04:00:00+00:00"),  # clocks go on
        ("2026-10-24T20:00:00+00:00", "2026-10-25T05:00:00+00:00"),  # clocks go back
    ],
)
def test_mail_waits_for_the_end_of_the_night(now: str, then: str) -> None:
    at = datetime.fromisoformat(now)
    assert not_before(at, "Europe/Kyiv", 22, 7) == datetime.fromisoformat(then)
    assert not_before(at, "Europe/Kyiv", 0, 0) == at
    assert at.tzinfo == UTC
