"""The report of a donor's goods as CSV with HXL hashtags, as a workbook, and as PDF."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accord.ledger import coalition
from accord.people import times, typeset
from accord.supplies.donors import DonorLine, cells
from accord.supplies.exports import BOM, plain

SHEET = Path(__file__).with_name("papers") / "sheets" / "donor.typ"
TAGS = (
    "#item+name",
    "#item+code",
    "#org+owner",
    "#loc+only+name",
    "#item+unit",
    "#item+given+num",
    "#reached+item+num",
    "#item+good+num",
    "#item+damaged+num",
    "#item+transit+num",
    "#item+missing+num",
    "#item+lost+num",
    "#item+counted+num",
)


def heads() -> list[str]:
    """The names of the columns, in the language of the page."""
    return [
        _("Item"),
        _("Code"),
        _("Given to"),
        _("Only for"),
        _("Unit"),
        _("Given"),
        _("Given out"),
        _("In store, good"),
        _("In store, damaged"),
        _("On the way"),
        _("Missing"),
        _("Lost or thrown away"),
        _("Found by counts"),
    ]


def as_csv(lines: Sequence[DonorLine]) -> bytes:
    """CSV for a spreadsheet; the second row holds hashtags."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([heads(), TAGS])
    writer.writerows([[plain(one) for one in cells(line)] for line in lines])
    return (BOM + out.getvalue()).encode()


def as_workbook(lines: Sequence[DonorLine]) -> bytes:
    """XLSX; no cell is a formula, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (heads(), TAGS, *(cells(line) for line in lines)):
        made = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
            made.append(cell)
        sheet.append(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(donor: str, lines: Sequence[DonorLine], moment: datetime) -> bytes:
    """The report on paper."""
    here = coalition.current()
    when = times.printed(moment)
    data: dict[str, object] = {
        "language": get_language() or "en",
        "coalition": here.name(get_language() or "en") if here else "",
        "id": here.id if here else "",
        "title": _("What became of the gifts"),
        "donor": donor,
        "said": _("As recorded on {when}.").format(when=when),
        "sum": _(
            "Given = given out + in store + on the way + missing + lost or thrown away "
            "− found by counts. Whoever keeps a copy of the records can add this up."
        ),
        "heads": heads(),
        "rows": [[_cell(one) for one in cells(line)] for line in lines],
    }
    return typeset.pdf(SHEET.read_bytes(), data)


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return value
