"""The time zones that a person can choose."""

import zoneinfo
from functools import cache

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


@cache
def zones() -> tuple[str, ...]:
    """IANA names, `Area/City`, and UTC."""
    found = zoneinfo.available_timezones() - OLD
    named = (zone for zone in found if zone.partition("/")[0] in AREAS)
    return ("UTC", *sorted(named))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The same, by area, as a form's select shows them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in zones():
        area, _, city = zone.partition("/")
        groups.setdefault(area, []).append((zone, (city or area).replace("_", " ")))
    return list(groups.items())
