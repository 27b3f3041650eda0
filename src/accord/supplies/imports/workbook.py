"""A workbook (XLSX) that somebody hands in, read by a process of its own: book.py."""

from collections.abc import Iterator

import orjson
from django.utils.translation import gettext as _

from accord.people import jail
from accord.supplies.imports import limits
from accord.supplies.imports.problems import Unreadable


def workbook_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(number, cells as text) of each row of the first sheet; raises Unreadable."""
    try:
        _kind, made = jail.read("accord.supplies.imports.jailed", data=data)
    except jail.NotTaken as refused:
        raise Unreadable(_why(str(refused))) from None
    except jail.Broken:
        raise Unreadable(_why("large")) from None
    yield from orjson.loads(made)


def _why(word: str) -> str:
    if word == "large":
        return _("This workbook is too large inside. Save it as CSV.")
    if word == "rows":
        return _("At most {n} rows at once.").format(n=limits.WORKBOOK_ROWS)
    return _("This workbook cannot be read. Save it anew as XLSX, or as “CSV UTF-8”.")
