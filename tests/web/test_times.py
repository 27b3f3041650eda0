"""Times: the coalition's zone first, the reader's own beside it when it differs."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from accord.web.times import said

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # 14:00 in Kyiv
MOMENT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
LAST_YEAR = datetime(2025, 7, 1, 9, 5, tzinfo=UTC)  # summer time


@pytest.mark.parametrize(
    ("moment", "style", "words"),
    [
        (MOMENT, "when", "today, 14:30 Kyiv"),
        (MOMENT, "full", "22 November 2026, 14:30 Kyiv"),
        (MOMENT, "time", "14:30 Kyiv"),
        (MOMENT, "brief", "14:30"),
        (MOMENT, "short", "22 Nov, 14:30"),
        (MOMENT, "date", "22 November 2026"),
        (MOMENT, "day", "22 Nov"),
        (NOW.replace(day=20), "when", "20 November, 14:00 Kyiv"),
        (NOW.replace(day=20), "brief", "20 Nov, 14:00"),
        (LAST_YEAR, "when", "1 July 2025, 12:05 Kyiv"),
        (NOW.replace(hour=22), "when", "23 November, 00:00 Kyiv"),
    ],
)
def test_in_english(moment: datetime, style: str, words: str) -> None:
    with translation.override("en"):
        assert said(moment, NOW, style) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "today, 14:30 Kyiv (13:30 for you)"),
        ("Europe/Bucharest", "today, 14:30 Kyiv"),  # the same hour
        ("America/New_York", "today, 14:30 Kyiv (07:30 for you)"),
        ("Asia/Tokyo", "today, 14:30 Kyiv (21:30 for you)"),
        ("Pacific/Auckland", "today, 14:30 Kyiv (23 Nov, 01:30 for you)"),
    ],
)
def test_elsewhere(zone: str, words: str) -> None:
    with translation.override("en"), timezone.override(zone):
        assert said(MOMENT, NOW) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "20 листопада, 14:00 за Києвом (13:00 у вас)"),
        ("ru", "20 ноября, 14:00 по Киеву (13:00 у вас)"),
        ("ro", "20 noiembrie, 14:00, ora Kievului (13:00 la dvs.)"),
    ],
)
def test_in_the_other_languages(language: str, words: str) -> None:
    with translation.override(language), timezone.override("Europe/Berlin"):
        assert said(NOW.replace(day=20), NOW) == words


def test_another_coalition_may_live_elsewhere(settings: object) -> None:
    settings.TIME_ZONE = "America/Argentina/Buenos_Aires"  # type: ignore[attr-defined]
    with translation.override("en"):
        assert said(MOMENT, NOW, "time").startswith("09:30 Buenos Aires")


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(ValueError, match="'soon'"):
        said(MOMENT, NOW, "soon")
