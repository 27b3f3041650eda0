"""Tables to fill in: named columns, hashtags below, and one row as an example."""

import csv
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from accord.supplies.imports.tables import Kind

BOM = "\ufeff"  # spreadsheets take UTF-8 for something else without it


def as_csv(kind: Kind, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """As CSV, with these rows by short names of columns; else empty.

    The example is left out, because people forget to delete it.
    """
    out = io.StringIO()
    filled = [[row.get(one.name, "") for one in kind.columns] for row in rows]
    csv.writer(out).writerows([_names(kind), _tags(kind), *filled])
    return (BOM + out.getvalue()).encode()


def as_workbook(kind: Kind) -> bytes:
    """As XLSX, the example on a second sheet, which is not imported."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(_names(kind))
    sheet.append(_tags(kind))
    sheet.freeze_panes = "A3"
    example = book.create_sheet("2")
    example.append(_names(kind))
    example.append([one.example for one in kind.columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _names(kind: Kind) -> list[str]:
    return [str(one.label) for one in kind.columns]


def _tags(kind: Kind) -> list[str]:
    return [one.tag for one in kind.columns]
