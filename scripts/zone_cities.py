"""Writes what the cities of time zones are called in our languages.

    python scripts/zone_cities.py    (with Babel 2.18, which has the data of CLDR)

Only names that differ from the zone's own are written: Europe/Warsaw is Warsaw.
"""

import json
import zoneinfo
from pathlib import Path

from babel import Locale
from babel.core import get_global

ROOT = Path(__file__).parent.parent
MADE = ROOT / "src/accord/people/zone_cities.json"
LANGUAGES = ("en", "uk", "ru", "ro")


def main() -> None:
    """Reads CLDR, and writes the table."""
    # CLDR never renames its keys: Europe/Kyiv stands under Europe/Kiev.
    aliases: dict[str, str] = dict(get_global("zone_aliases"))
    older = {new: old for old, new in aliases.items()} | {"Europe/Kyiv": "Europe/Kiev"}
    made: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        known = Locale(language).time_zones
        made[language] = {}
        for zone in sorted(zoneinfo.available_timezones()):
            found = known.get(zone) or known.get(older.get(zone, "")) or {}
            own = zone.rpartition("/")[2].replace("_", " ")
            if "city" in found and found["city"] != own:
                made[language][zone] = found["city"]
    written = json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True)
    MADE.write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
