"""Times as people read them: the coalition's zone first, then the reader's own.

today, 14:00 Kyiv (13:00 for you)
21 November, 14:00 Kyiv (13:00 for you)
"""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

STYLES = ("when", "full", "brief", "short", "time", "date", "day", "clock")


def said(moment: datetime, now: datetime, style: str = "when") -> str:
    """An aware time in words.

    `when`   today, 14:00 Kyiv (13:00 for you); else the day, and the year if another
    `full`   21 November 2026, 14:00 Kyiv (13:00 for you)
    `time`   14:00 Kyiv (13:00 for you)
    `brief`  14:00; else 21 Nov, 14:00
    `short`  21 Nov, 14:00
    `clock`  14:00
    `date`   21 November 2026
    `day`    21 Nov
    """
    if style not in STYLES:
        raise ValueError(f"There is no style of time {style!r}; see {STYLES}.")
    here = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    local = moment.astimezone(here)
    if style == "date":
        return dated(local, "j E Y")
    if style == "day":
        return dated(local, "j M")
    today = local.date() == now.astimezone(here).date()
    if style == "short" or (style == "brief" and not today):
        return f"{dated(local, 'j M')}, {local:%H:%M}"
    if style in ("brief", "clock"):
        return f"{local:%H:%M}"
    clock = f"{_placed(local)}{_for_reader(moment, local)}"
    if style == "time":
        return clock
    return f"{_which_day(local, now.astimezone(here), style)}, {clock}"


def _which_day(local: datetime, now: datetime, style: str) -> str:
    if style == "full":
        return dated(local, "j E Y")
    if local.date() == now.date():
        return _("today")
    pattern = "j E" if local.year == now.year else "j E Y"
    return dated(local, pattern)


def dated(local: date, pattern: str) -> str:
    """A date by a pattern; of our languages, English alone writes months large."""
    said = date_format(local, pattern, use_l10n=False)
    return said if get_language() == "en" else said.lower()


def _placed(local: datetime) -> str:
    """14:00 Kyiv"""
    city = settings.TIME_ZONE.rpartition("/")[-1].replace("_", " ")
    pattern = _zones().get(settings.TIME_ZONE, f"%(time)s {city}")
    return pattern % {"time": f"{local:%H:%M}"}


def _for_reader(moment: datetime, local: datetime) -> str:
    own = moment.astimezone(timezone.get_current_timezone())
    if own.utcoffset() == local.utcoffset():
        return ""
    time = f"{own:%H:%M}"
    if own.date() != local.date():
        time = f"{dated(own, 'j M')}, {time}"
    return " " + _("(%(time)s for you)") % {"time": time}


def _zones() -> dict[str, str]:
    """Zones whose names are declined in some languages; others show their city."""
    return {
        "Europe/Kyiv": pgettext("time zone", "%(time)s Kyiv"),
        "Europe/Bucharest": pgettext("time zone", "%(time)s Bucharest"),
        "Europe/Chisinau": pgettext("time zone", "%(time)s Chișinău"),
        "Europe/Warsaw": pgettext("time zone", "%(time)s Warsaw"),
        "Europe/Berlin": pgettext("time zone", "%(time)s Berlin"),
        "Europe/Paris": pgettext("time zone", "%(time)s Paris"),
        "Europe/London": pgettext("time zone", "%(time)s London"),
        "UTC": pgettext("time zone", "%(time)s UTC"),
    }
