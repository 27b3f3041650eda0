"""The first sheet of a workbook (XLSX), row by row and within limits.

It is read in a process of its own (jailed.py), which says in a word why not. A workbook
is a ZIP archive: what it says of its size is looked at before anything is unpacked, and
what is unpacked is counted.

    damaged   no workbook, or a broken one
    large     too large inside, or with too many words
    rows      more rows than are taken at once
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

import orjson
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accord.people.jail import NotTaken
from accord.supplies.imports import limits


def read(data: bytes) -> bytes:
    """`[[number, [cell, ...]], ...]` of the first sheet, as JSON; raises NotTaken."""
    _look_inside(data)
    try:
        return orjson.dumps(list(_bounded(_rows(data))))
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
        raise NotTaken("damaged") from error


def _bounded(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows, as long as all their words are not more than a workbook may hold: one
    long text can stand in every cell.
    """
    left = limits.UNPACKED
    for number, cells in rows:
        left -= sum(map(len, cells))
        if left < 0:
            raise NotTaken("large")
        yield number, cells


def _look_inside(data: bytes) -> None:
    """Raises NotTaken for an archive that is no workbook, or is too large inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.PARTS:
                raise NotTaken("large")
            if sum(one.file_size for one in parts) > limits.UNPACKED:
                raise NotTaken("large")
            names = {one.filename for one in parts}
            if "[Content_Types].xml" not in names:
                raise NotTaken("damaged")
            left = limits.UNPACKED
            for part in parts:
                left = _counted(archive, part, left)
                if left < 0:
                    raise NotTaken("large")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise NotTaken("damaged") from error


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """What is left of the limit after this part, whatever its header says."""
    with archive.open(part) as opened:
        while left >= 0 and (chunk := opened.read(1024 * 1024)):
            left -= len(chunk)
            if b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk:
                raise NotTaken("damaged")
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
                raise NotTaken("rows")
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
