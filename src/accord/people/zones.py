"""Time zones: which can be chosen, and what people call them.

14:00 Kyiv time · 14:00 за київським часом · 14:00 по киевскому времени · 14:00, ora
Kievului
"""

import json
import zoneinfo
from functools import cache
from pathlib import Path

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

AREAS = (
    "Africa",
    "America",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
# Older spellings of zones that are listed under their names of today.
OLD = frozenset({"Europe/Kiev", "Europe/Uzhgorod", "Europe/Zaporozhye"})
CITIES = Path(__file__).with_name("zone_cities.json")  # scripts/zone_cities.py


@cache
def zones() -> tuple[str, ...]:
    """IANA names, `Area/City`, and UTC."""
    found = zoneinfo.available_timezones() - OLD
    named = (zone for zone in found if zone.partition("/")[0] in AREAS)
    return ("UTC", *sorted(named))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The same, by area and in the order of their cities, for a form's select."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in zones():
        groups.setdefault(zone.partition("/")[0], []).append((zone, city(zone)))
    names = _areas()
    return [
        (names.get(area, area), sorted(found, key=lambda one: one[1].casefold()))
        for area, found in groups.items()
    ]


def city(zone: str) -> str:
    """What the city of an IANA zone is called: Kyiv, Київ, Киев, Kiev."""
    own = zone.rpartition("/")[2].replace("_", " ")
    return _cities().get(get_language() or "en", {}).get(zone, own)


def called(zone: str) -> str:
    """A zone by itself: Kyiv time, Київський час, Киевское время, Ora Kievului."""
    return _called().get(zone) or _("{city} time").format(city=city(zone))


def at(zone: str, clock: str) -> str:
    """A time of the day in a zone: 14:00 Kyiv time, 14:00 за київським часом."""
    pattern = _at().get(zone) or _("{time} {city} time")
    return pattern.format(time=clock, city=city(zone))


@cache
def _cities() -> dict[str, dict[str, str]]:
    """By language and zone, where it is not the last part of the zone's name."""
    found: dict[str, dict[str, str]] = json.loads(CITIES.read_text(encoding="utf-8"))
    return found


def _areas() -> dict[str, str]:
    return {
        "Africa": _("Africa"),
        "America": _("America"),
        "Asia": _("Asia"),
        "Atlantic": _("Atlantic"),
        "Australia": _("Australia"),
        "Europe": _("Europe"),
        "Indian": _("Indian Ocean"),
        "Pacific": _("Pacific"),
    }


# Cities that are declined in our languages; others keep their name as it is.


def _called() -> dict[str, str]:
    return {
        "Europe/Kyiv": pgettext("by itself", "Kyiv time"),
        "Europe/Bucharest": pgettext("by itself", "Bucharest time"),
        "Europe/Chisinau": pgettext("by itself", "Chișinău time"),
        "Europe/Warsaw": pgettext("by itself", "Warsaw time"),
        "Europe/Berlin": pgettext("by itself", "Berlin time"),
        "Europe/Paris": pgettext("by itself", "Paris time"),
        "Europe/London": pgettext("by itself", "London time"),
        "UTC": "UTC",
    }


def _at() -> dict[str, str]:
    return {
        "Europe/Kyiv": _("{time} Kyiv time"),
        "Europe/Bucharest": _("{time} Bucharest time"),
        "Europe/Chisinau": _("{time} Chișinău time"),
        "Europe/Warsaw": _("{time} Warsaw time"),
        "Europe/Berlin": _("{time} Berlin time"),
        "Europe/Paris": _("{time} Paris time"),
        "Europe/London": _("{time} London time"),
        "UTC": "{time} UTC",
    }
