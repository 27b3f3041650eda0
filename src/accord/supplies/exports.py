"""Stock, needs and movements as CSV with a row of HXL hashtags under the header.

HXL (hxlstandard.org): the second row says what each column holds, so that programs
can read tables of many organisations. Times and codes are as in the log; words of the
header and names are in the language of the page.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.core.acts import times
from accord.supplies.models import Balance, Lot, Movement
from accord.supplies.needs import needs
from accord.supplies.things import SiteView, Things

Cell = str | int
BOM = "\ufeff"  # spreadsheets take UTF-8 for something else without it
CHUNK = 2000
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")

# Column -> hashtag, in order; the names of the columns are in `_words`.
STOCK = {
    "item": "#item+name",
    "code": "#item+code",
    "quantity": "#item+quantity+num",
    "unit": "#item+unit",
    "condition": "#status",
    "recalled": "#status+recalled",
    "batch": "#item+batch",
    "expiry": "#date+expiry",
    "donor": "#org+funder",
    "only": "#loc+code+earmark",
    "owner": "#org+owner",
    "holder": "#org+impl",
    "site": "#loc+name",
    "site_code": "#loc+code",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
}
NEEDS = {
    "id": "#meta+id",
    "item": "#item+name",
    "code": "#item+code",
    "quantity": "#inneed+item+num",
    "there": "#reached+item+num",
    "coming": "#targeted+item+num",
    "unit": "#item+unit",
    "people": "#inneed+ind",
    "priority": "#severity+num",
    "due": "#date+due",
    "state": "#status",
    "owner": "#org+impl",
    "site": "#loc+name",
    "site_code": "#loc+code",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "note": "#description",
}
MOVEMENTS = {
    "id": "#meta+id",
    "time": "#date+recorded",
    "item": "#item+name",
    "code": "#item+code",
    "quantity": "#item+quantity+num",
    "unit": "#item+unit",
    "batch": "#item+batch",
    "expiry": "#date+expiry",
    "donor": "#org+funder",
    "only": "#loc+code+earmark",
    "from_owner": "#org+owner+from",
    "from_holder": "#org+impl+from",
    "from": "#loc+from",
    "from_condition": "#status+from",
    "to_owner": "#org+owner+to",
    "to_holder": "#org+impl+to",
    "to": "#loc+to",
    "to_condition": "#status+to",
}
TABLES = {"stock": STOCK, "needs": NEEDS, "movements": MOVEMENTS}


def lines(table: str, things: Things) -> Iterator[str]:
    """The lines of a table as CSV (RFC 4180), header and hashtags first.

    What is said in the page's language is read before the first line is asked for.
    """
    columns, words = TABLES[table], _words()
    head = [[words[one] for one in columns], list(columns.values())]
    # Named now, because a stream is written when the page's language is forgotten.
    things.items, things.sites  # noqa: B018
    rows = {"stock": _stock, "needs": _needs, "movements": _movements}[table]
    return _written(head, rows(things))


def _written(head: list[list[str]], rows: Iterable[list[Cell]]) -> Iterator[str]:
    out = StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    writer.writerows(head)
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
        if out.tell() > 2**16:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def plain(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if isinstance(cell, int) or not _FORMULA.match(cell) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def _words() -> dict[str, str]:
    return {
        "id": _("Record"),
        "time": _("Recorded"),
        "item": _("Item"),
        "code": _("Code"),
        "quantity": _("Quantity"),
        "unit": _("Unit"),
        "condition": _("Condition"),
        "recalled": _("Recalled"),
        "batch": _("Batch"),
        "expiry": _("Keep until"),
        "donor": _("Donor"),
        "only": _("Only for the site"),
        "owner": _("Owner"),
        "holder": _("Holder"),
        "site": _("Site"),
        "site_code": _("Code of the site"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "there": _("There"),
        "coming": _("On the way"),
        "people": _("People"),
        "priority": _("Urgency"),
        "due": _("By when"),
        "state": _("State"),
        "note": _("Note"),
        "from_owner": _("Owner before"),
        "from_holder": _("Holder before"),
        "from": pgettext("goods", "From"),
        "from_condition": _("Condition before"),
        "to_owner": _("Owner after"),
        "to_holder": _("Holder after"),
        "to": pgettext("goods", "To"),
        "to_condition": _("Condition after"),
    }


def _place(site: SiteView) -> list[Cell]:
    return [site.name, site.code, site.lat, site.lon]


def _stock(things: Things) -> Iterator[list[Cell]]:
    """What lies in stores, lot by lot."""
    found = Balance.objects.filter(place__startswith="site:").exclude(holder="")
    rows = found.select_related("lot", "lot__recall").order_by(
        "holder", "place", "owner", "condition", "lot_id"
    )
    for row in rows.iterator(CHUNK):
        item, lot = things.items[row.lot.item], row.lot
        frozen = lot.recall.member if hasattr(lot, "recall") else ""
        yield [
            item.name,
            item.code,
            row.quantity,
            item.counted_in,
            row.condition,
            frozen,
            lot.batch,
            lot.expiry,
            lot.donor,
            _only(lot, things),
            row.owner,
            row.holder,
            *_place(things.sites[row.place.removeprefix("site:")]),
        ]


def _needs(things: Things) -> Iterator[list[Cell]]:
    """Needs that hold, worst first."""
    for one in needs(things):
        yield [
            one.id,
            one.item.name,
            one.item.code,
            one.quantity,
            one.there,
            one.coming,
            one.item.counted_in,
            one.people,
            one.priority,
            times.write(one.due),
            one.state,
            one.by.handle,
            *_place(one.site),
            one.note,
        ]


def _movements(things: Things) -> Iterator[list[Cell]]:
    """Every movement, in the order of the log; places as `site code` or as accounts."""
    rows = Movement.objects.select_related("lot").order_by("position")
    for row in rows.iterator(CHUNK):
        item, lot = things.items[row.lot.item], row.lot
        yield [
            row.act,
            row.time,
            item.name,
            item.code,
            row.quantity,
            item.counted_in,
            lot.batch,
            lot.expiry,
            lot.donor,
            _only(lot, things),
            row.owner,
            row.source_holder,
            _account(row.source_place, things),
            row.source_condition,
            row.target_owner,
            row.target_holder,
            _account(row.target_place, things),
            row.target_condition,
        ]


def _only(lot: Lot, things: Things) -> str:
    """The one site that a lot was given for, as `member/code`; or ""."""
    if not lot.earmark:
        return ""
    site = things.sites[lot.earmark]
    return f"{site.by}/{site.code}"


def _account(place: str, things: Things) -> str:
    if place.startswith("site:"):
        return things.sites[place.removeprefix("site:")].name
    return place
