"""The briefing as PDF. Words reach the sheet as JSON (people/typeset.py)."""

from datetime import date, datetime
from pathlib import Path

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accord.desk.briefing import Briefing, Part
from accord.ledger import coalition
from accord.people import times, typeset
from accord.people.reader import Reader

SHEET = Path(__file__).with_name("press") / "briefing.typ"


def pdf(found: Briefing, day: date, reader: Reader, language: str) -> bytes:
    """A briefing on A4, in a language."""
    here = coalition.current()
    data = {
        "coalition": here.name(language) if here else "",
        "language": language,
        "title": _("Briefing"),
        "day": f"{date_format(day, 'l')}, {times.dated(day, 'j E Y')}",
        "for": _("For {name} alone. Do not leave it lying about.").format(
            name=reader.name or reader.member_name or reader.member
        ),
        "nothing": _("Nothing new, and nothing waits.") if found.empty else "",
        "parts": [_part(one) for one in found.parts],
    }
    return typeset.pdf(SHEET.read_bytes(), data)


def _part(part: Part) -> dict[str, object]:
    return {
        "title": str(part.title),
        "lines": [
            {
                "kind": one.kind,
                "title": one.title,
                "note": one.note,
                "time": _time(one.time, one.day),
            }
            for one in part.lines
        ],
        "more": _("and {n} more").format(n=part.more) if part.more else "",
    }


def _time(time: datetime | None, day: date | None) -> str:
    if day is not None:
        return times.dated(day, "j E")
    if time is None:
        return ""
    local = localtime(time)
    return f"{times.dated(local, 'j E')}, {local:%H:%M}"
