"""Times as people read them: the coalition's zone first, then the reader's own.

today, 14:00 Kyiv time (13:00 for you)
21 November, 14:00 Kyiv time (13:00 for you)
"""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.people import zones

STYLES = ("when", "full", "brief", "short", "time", "date", "day", "clock")


def said(moment: datetime, now: datetime, style: str = "when") -> str:
    """An aware time in words.

    `when`   today, 14:00 Kyiv time (13:00 for you); else the day, and another year
    `full`   21 November 2026, 14:00 Kyiv time (13:00 for you)
    `time`   14:00 Kyiv time (13:00 for you)
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


def printed(moment: datetime) -> str:
    """An aware time for paper and messages, which anybody may read later and elsewhere.

    21 November 2026, 14:00 Kyiv time
    """
    local = moment.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE))
    return f"{dated(local, 'j E Y')}, {_placed(local)}"


def dated(local: date, pattern: str) -> str:
    """A date by a pattern; of our languages, English alone writes months large."""
    said = date_format(local, pattern, use_l10n=False)
    return said if get_language() == "en" else said.lower()


def _placed(local: datetime) -> str:
    return zones.at(settings.TIME_ZONE, f"{local:%H:%M}")


def _for_reader(moment: datetime, local: datetime) -> str:
    own = moment.astimezone(timezone.get_current_timezone())
    if own.utcoffset() == local.utcoffset():
        return ""
    time = f"{own:%H:%M}"
    if own.date() != local.date():
        time = f"{dated(own, 'j M')}, {time}"
    return " " + _("(%(time)s for you)") % {"time": time}
