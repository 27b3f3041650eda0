"""Cells as people and spreadsheets write them: numbers, days, times, codes.

What could be read in two ways is refused with both, never guessed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accord.core.acts import times
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import slug
from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies.forms.fields import Degrees
from accord.supplies.imports.problems import Wrong
from accord.supplies.units import grouped

Parse = Callable[[str], object]

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009’']")
_WHOLE = re.compile(r"[0-9]{1,16}(?:[.,]0+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_PARTS = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_SERIAL = re.compile(r"[1-9][0-9]{4}")
_CLOCK = re.compile(r"(.+?)[ T]([0-9]{1,2}):([0-9]{2})(?::00)?")
_FIRST = date(1899, 12, 30)  # the day 0 of spreadsheets


def whole(low: int, high: int = MAX_QUANTITY) -> Callable[[str], int]:
    """A whole number from `low` to `high`."""

    def parse(cell: str) -> int:
        written = cell if cell.isascii() and cell.isdigit() else _SPACES.sub("", cell)
        if _GROUPED.fullmatch(written):
            plain = re.sub("[.,]", "", written)
            raise Wrong(
                _(
                    "{cell} can be read in two ways. Write {plain}, or whole units."
                ).format(cell=cell, plain=plain)
            )
        if not _WHOLE.fullmatch(written):
            raise Wrong(_("Write a whole number, like 120."))
        number = int(re.split("[.,]", written)[0])
        if number > high:
            raise Wrong(_("At most {n}.").format(n=grouped(high)))
        if number < low:
            raise Wrong(_("At least {n}.").format(n=grouped(low)))
        return number

    return parse


def code(cell: str) -> str:
    """A code as the log writes it; capitals, spaces, dots and slashes are turned."""
    written = re.sub(r"[\s_./\\-]+", "-", cell.lower()).strip("-")
    try:
        return slug(written, "code")
    except Malformed as error:
        raise Wrong(
            _("Small Latin letters, digits and single hyphens, like {example}.").format(
                example="blanket-medium"
            )
        ) from error


def day(cell: str) -> str:
    """A calendar day as the log writes it: 2027-11-30, 30.11.2027 or 30/11/2027."""
    found = _ISO.fullmatch(cell)
    if found:
        year, month, number = map(int, found.groups())
        return _date(cell, year, month, number)
    found = _PARTS.fullmatch(cell)
    if found:
        first, second, year = map(int, found.groups())
        if "/" in cell and first <= 12 and second <= 12 and first != second:
            raise Wrong(
                _("{cell} can be two days. Write {one} or {other}.").format(
                    cell=cell,
                    one=_date(cell, year, second, first),
                    other=_date(cell, year, first, second),
                )
            )
        if "/" in cell and second > 12:
            first, second = second, first
        return _date(cell, year, second, first)
    if _SERIAL.fullmatch(cell):
        meant = (_FIRST + timedelta(days=int(cell))).isoformat()
        raise Wrong(
            _("{cell} is a day as a spreadsheet counts it. Did you mean {day}?").format(
                cell=cell, day=meant
            )
        )
    raise Wrong(_("Write a day like 2027-11-30."))


def _date(cell: str, year: int, month: int, number: int) -> str:
    if not 2000 <= year <= 2999:
        raise Wrong(_("Write a day like 2027-11-30."))
    try:
        return date(year, month, number).isoformat()
    except ValueError as error:
        raise Wrong(_("There is no such day: {cell}.").format(cell=cell)) from error


def moment(cell: str) -> str:
    """A time in the coalition's zone; a day alone is its last minute."""
    found = _CLOCK.fullmatch(cell)
    if found is None and cell.endswith("Z"):
        try:
            return times.write(times.parse(cell))
        except Malformed as error:
            raise Wrong(_("Write a time like 2026-11-24 16:00.")) from error
    on, hour, minute = found.groups() if found else (cell, "23", "59")
    try:
        local = datetime.fromisoformat(f"{day(on)}T{int(hour):02}:{minute}")
    except Wrong:
        raise
    except ValueError as error:
        raise Wrong(_("Write a time like 2026-11-24 16:00.")) from error
    return times.write(local.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)))


def degrees(most: int) -> Callable[[str], str]:
    """Degrees from -`most` to `most`, with a point or a comma, as text with a point."""
    field = Degrees(most=most)

    def parse(cell: str) -> str:
        # Spreadsheets write more digits than a place has: six are a hand's breadth.
        short = re.sub(r"([.,][0-9]{6})[0-9]+$", r"\1", cell.replace("−", "-"))
        try:
            return field.clean(short)
        except ValidationError as error:
            raise Wrong(error.messages[0]) from error

    return parse


def text(most: int) -> Callable[[str], str]:
    """Words of at most so many characters."""

    def parse(cell: str) -> str:
        if len(cell) > most:
            raise Wrong(_("At most {count} characters.").format(count=most))
        return cell

    return parse
