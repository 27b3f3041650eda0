"""The first sheet of a workbook (XLSX), row by row and within limits.

A workbook is a ZIP archive: what it says of its size is looked at before anything is
unpacked, and what is unpacked is counted, so that a small file cannot fill the memory.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accord.supplies.imports import limits
from accord.supplies.imports.problems import Unreadable


def workbook_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(number, cells as text) of each row of the first sheet; raises Unreadable."""
    _look_inside(data)
    try:
        yield from _rows(data)
    except (
        InvalidFileException,
        ParseError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        OverflowError,
    ) as error:
        # A damaged workbook fails anywhere inside of the library that reads it.
        if isinstance(error, Unreadable):
            raise
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(
        _("This workbook cannot be read. Save it anew as XLSX, or as “CSV UTF-8”.")
    )


def _look_inside(data: bytes) -> None:
    """Raises Unreadable for an archive that is no workbook, or is too large inside."""
    too_large = Unreadable(_("This workbook is too large inside. Save it as CSV."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.PARTS:
                raise too_large
            if sum(one.file_size for one in parts) > limits.UNPACKED:
                raise too_large
            names = {one.filename for one in parts}
            if "[Content_Types].xml" not in names:
                raise _damaged()
            left = limits.UNPACKED
            for part in parts:
                left = _counted(archive, part, left)
                if left < 0:
                    raise too_large
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise _damaged() from error


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """What is left of the limit after this part, whatever its header says."""
    with archive.open(part) as opened:
        while left >= 0 and (chunk := opened.read(1024 * 1024)):
            left -= len(chunk)
            if b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk:
                raise _damaged()
    return left


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        # What a sheet says of its own size is not to be trusted.
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_col=limits.COLUMNS, values_only=True)
        for number, cells in enumerate(found, 1):
            if number > limits.WORKBOOK_ROWS + 1000:
                raise Unreadable(
                    _("At most {n} rows at once.").format(n=limits.WORKBOOK_ROWS)
                )
            texts = [_text(one) for one in cells]
            while texts and not texts[-1]:
                texts.pop()
            yield number, texts
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as people would have typed it: days and numbers in their plain form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return value.date().isoformat() if whole_day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
