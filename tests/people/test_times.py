"""Times: the coalition's zone first, the reader's own beside it when it differs."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from accord.people import zones
from accord.people.times import printed, said

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # 14:00 in Kyiv
MOMENT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
LAST_YEAR = datetime(2025, 7, 1, 9, 5, tzinfo=UTC)  # summer time


@pytest.mark.parametrize(
    ("moment", "style", "words"),
    [
        (MOMENT, "when", "today, 14:30 Kyiv time"),
        (MOMENT, "full", "22 November 2026, 14:30 Kyiv time"),
        (MOMENT, "time", "14:30 Kyiv time"),
        (MOMENT, "brief", "14:30"),
        (MOMENT, "short", "22 Nov, 14:30"),
        (MOMENT, "date", "22 November 2026"),
        (MOMENT, "day", "22 Nov"),
        (NOW.replace(day=20), "when", "20 November, 14:00 Kyiv time"),
        (NOW.replace(day=20), "brief", "20 Nov, 14:00"),
        (LAST_YEAR, "when", "1 July 2025, 12:05 Kyiv time"),
        (NOW.replace(hour=22), "when", "23 November, 00:00 Kyiv time"),
    ],
)
def test_in_english(moment: datetime, style: str, words: str) -> None:
    with translation.override("en"):
        assert said(moment, NOW, style) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "today, 14:30 Kyiv time (13:30 for you)"),
        ("Europe/Bucharest", "today, 14:30 Kyiv time"),  # the same hour
        ("America/New_York", "today, 14:30 Kyiv time (07:30 for you)"),
        ("Asia/Tokyo", "today, 14:30 Kyiv time (21:30 for you)"),
        ("Pacific/Auckland", "today, 14:30 Kyiv time (23 Nov, 01:30 for you)"),
    ],
)
def test_elsewhere(zone: str, words: str) -> None:
    with translation.override("en"), timezone.override(zone):
        assert said(MOMENT, NOW) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "20 листопада, 14:00 за київським часом (13:00 у вас)"),
        ("ru", "20 ноября, 14:00 по киевскому времени (13:00 у вас)"),
        ("ro", "20 noiembrie, 14:00, ora Kievului (13:00 la dvs.)"),
    ],
)
def test_in_the_other_languages(language: str, words: str) -> None:
    with translation.override(language), timezone.override("Europe/Berlin"):
        assert said(NOW.replace(day=20), NOW) == words


def test_another_coalition_may_live_elsewhere(settings: object) -> None:
    settings.TIME_ZONE = "America/Argentina/Buenos_Aires"  # type: ignore[attr-defined]
    with translation.override("en"):
        assert said(MOMENT, NOW, "time").startswith("09:30 Buenos Aires time")


@pytest.mark.parametrize(
    ("language", "time", "alone"),
    [
        ("uk", "09:30 за часом міста Буенос-Айрес", "Час міста Буенос-Айрес"),
        ("ru", "09:30 по времени города Буэнос-Айрес", "Время города Буэнос-Айрес"),
        ("ro", "09:30, ora orașului Buenos Aires", "Ora orașului Buenos Aires"),
    ],
)
def test_zones_far_away_have_the_names_of_their_cities(
    settings: object, language: str, time: str, alone: str
) -> None:
    settings.TIME_ZONE = "America/Argentina/Buenos_Aires"  # type: ignore[attr-defined]
    with translation.override(language):
        assert said(MOMENT, NOW, "time") == time
        assert zones.called("America/Argentina/Buenos_Aires") == alone


@pytest.mark.parametrize(
    ("language", "words", "alone"),
    [
        ("en", "22 November 2026, 14:30 Kyiv time", "Kyiv time"),
        ("uk", "22 листопада 2026, 14:30 за київським часом", "Київський час"),
        ("ru", "22 ноября 2026, 14:30 по киевскому времени", "Киевское время"),
        ("ro", "22 noiembrie 2026, 14:30, ora Kievului", "Ora Kievului"),
    ],
)
def test_on_paper_a_time_is_the_same_for_every_reader(
    language: str, words: str, alone: str
) -> None:
    with translation.override(language), timezone.override("Asia/Tokyo"):
        assert printed(MOMENT) == words
        assert zones.called("Europe/Kyiv") == alone


@pytest.mark.parametrize(
    ("language", "area", "city"),
    [
        ("uk", "Європа", "Варшава"),
        ("ru", "Европа", "Варшава"),
        ("ro", "Europa", "Varșovia"),
    ],
)
def test_the_zones_to_choose_from_are_named_in_the_language(
    language: str, area: str, city: str
) -> None:
    with translation.override(language):
        groups = dict(zones.choices())
    assert ("Europe/Warsaw", city) in groups[area]
    assert [name for _, name in groups[area]] == sorted(
        (name for _, name in groups[area]), key=str.casefold
    )


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(ValueError, match="'soon'"):
        said(MOMENT, NOW, "soon")
