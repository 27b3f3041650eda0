"""Rows of text out of what people paste or upload: CSV, tabs, or a workbook (XLSX)."""

import codecs
import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accord.supplies.imports import limits
from accord.supplies.imports.problems import Unreadable
from accord.supplies.imports.workbook import workbook_rows

Row = tuple[int, list[str]]
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def rows(data: bytes) -> Iterator[Row]:
    """(number as spreadsheets count, cells) of each row that is not empty.

    Raises Unreadable with a sentence for the person.
    """
    if len(data) > limits.BYTES:
        raise Unreadable(
            _("At most {n} MB at once. Divide the table.").format(
                n=limits.BYTES // 1024 // 1024
            )
        )
    if data.startswith(_OLD_EXCEL):
        raise Unreadable(_("This is an old workbook (XLS). Save it as XLSX or CSV."))
    if data.startswith(_ZIP):
        return _counted(workbook_rows(data), limits.WORKBOOK_ROWS)
    return _counted(_text_rows(_decoded(data)), limits.ROWS)


def _counted(found: Iterator[Row], most: int) -> Iterator[Row]:
    taken = 0
    for number, cells in found:
        if not any(cells):
            continue
        taken += 1
        if taken > most + 2:  # the header and the row of hashtags
            raise Unreadable(_("At most {n} rows at once.").format(n=most))
        if len(cells) > limits.COLUMNS:
            raise Unreadable(
                _("Row {row} has more than {n} columns.").format(
                    row=number, n=limits.COLUMNS
                )
            )
        if max(map(len, cells)) > limits.CELL:
            raise Unreadable(
                _("Row {row} has a cell of more than {n} characters.").format(
                    row=number, n=limits.CELL
                )
            )
        yield number, cells


# Text


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _(
                "The letters of this file cannot be read. Save it as “CSV UTF-8”, "
                "or copy the cells and paste them."
            )
        ) from error
    if "\0" in text:
        raise Unreadable(_("This is no table: CSV, XLSX or pasted cells are."))
    return text


def _text_rows(text: str) -> Iterator[Row]:
    first, _end, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower() in ("sep=;", "sep=,", "sep=\t"):
        text, skipped = rest, 1
    named = next((one for one in text.split("\n", 100) if one.strip(" \r,;\t")), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(named), strict=False
    )
    try:
        before = 0
        for cells in reader:
            yield before + 1 + skipped, [_plain(cell) for cell in cells]
            before = reader.line_num
    except csv.Error as error:
        raise Unreadable(
            _("Row {row} cannot be read: a quotation mark may be missing.").format(
                row=reader.line_num + skipped
            )
        ) from error


def _delimiter(first: str) -> str:
    """Tabs, else whichever of ; and , divides the first row more often."""
    if "\t" in first:
        return "\t"
    return max(";,", key=first.count)


def _plain(cell: str) -> str:
    """What is meant by a cell; ="00123" is how spreadsheets keep digits as text."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].replace('""', '"').strip()
    # Our own exports put an apostrophe before what looks like a formula.
    if cell.startswith("'") and cell[1:2] in tuple("=+-@"):
        return cell[1:]
    return cell
