"""A table of what lies in the reader's stores: opening stock, or a stock-take.

A row whose owner, item, batch and date fit one lot that the books show there counts
that lot; any other brings goods into the books. A gift for one place fits only a lot
that came in as such: a stock-take knows of no donor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.supplies import MAX_LINES
from accord.ledger import clock
from accord.supplies.imports import amounts, cells, limits
from accord.supplies.imports.columns import Column
from accord.supplies.imports.names import ITEM, NAME, UNIT, Items, Sites, site_column
from accord.supplies.imports.problems import Report, Wrong
from accord.supplies.imports.tables import Draft, Find, Kind, Reading
from accord.supplies.models import Balance
from accord.supplies.things import ItemView, PackView, SiteView

COLUMNS = (
    site_column("tulcea-store"),
    ITEM,
    Column(
        "quantity",
        gettext_lazy("Quantity"),
        "#item+quantity+num",
        cells.whole(0),
        True,
        "120",
    ),
    UNIT,
    Column(
        "batch", gettext_lazy("Batch"), "#item+batch", cells.code, False, "b-2026-04"
    ),
    Column(
        "expiry",
        gettext_lazy("Keep until"),
        "#date+expiry",
        cells.day,
        False,
        "2027-11-30",
    ),
    Column(
        "only",
        gettext_lazy("Only for the site"),
        "#loc+code+earmark",
        NAME,
        False,
        "",
    ),
    Column("owner", gettext_lazy("Owner"), "#org+owner", cells.text(64), False, ""),
)
Line = dict[str, object]
Shelf = tuple[str, str]  # site, owner
Kept = tuple[str, str, str, str, str]  # site, owner, item, batch, expiry


class Stock:
    """Rows of goods, by store and owner."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        things, member = reading.things, reading.member
        self.finds: dict[str, Find] = {
            "site": Sites(things, member, member).find,
            "owner": self._owner,
            "item": Items(things, member).find,
            "in": amounts.pack_of,
            "only": Sites(things, member).find,
        }
        self.today = clock.now().date().isoformat()
        self.books, self.units = _books(reading.member)
        self.rows: dict[object, int] = {}  # by lot, or else by what is new
        self.lines: dict[Shelf, list[Line]] = defaultdict(list)

    def take(self, row: int, values: dict[str, object], report: Report) -> None:
        """Goods of one item, batch and date in one store."""
        site, item, number = values["site"], values["item"], values["quantity"]
        pack, only_for = values.get("in"), values.get("only")
        owner = str(values.get("owner", self.reading.member))
        assert isinstance(site, SiteView)  # noqa: S101 - what `finds` put there
        assert isinstance(item, ItemView)  # noqa: S101
        assert isinstance(number, int)  # noqa: S101
        assert pack is None or isinstance(pack, PackView)  # noqa: S101
        only = only_for.id if isinstance(only_for, SiteView) else ""
        column, cell = "quantity", str(number)
        try:
            counted = amounts.in_units(number, pack)
            key = (
                site.id,
                owner,
                item.id,
                str(values.get("batch", "")),
                str(values.get("expiry", "")),
            )
            if isinstance(only_for, SiteView):
                column, cell = "only", only_for.code
            lots = self._fitting(key, only)
            column, cell = "quantity", str(number)
            line = self._line(key, lots, counted)
        except Wrong as error:
            return report.refuse(row, column, cell, str(error))
        first = self.rows.setdefault(line.get("lot", key), row)
        if first != row:
            sentence = _("The same goods stand in row {row}. Add them up.")
            return report.refuse(row, "item", "", sentence.format(row=first))
        self._warn(row, key, item, line, report)
        odd = amounts.odd(item, number, pack)
        if odd:
            report.warn(row, "quantity", str(number), odd)
        return self.lines[site.id, owner].append(line)

    def _owner(self, cell: str, _values: object) -> str:
        found = cell.casefold()
        if found not in self.reading.members:
            raise Wrong(
                _("Owners are members, by their handles: {members}.").format(
                    members=", ".join(self.reading.members)
                )
            )
        return found

    def _line(self, key: Kept, lots: list[str], counted: int) -> Line:
        if len(lots) > 1:
            raise Wrong(
                _("The books show {n} lots that fit. Count them on the form.").format(
                    n=len(lots)
                )
            )
        if lots:
            return {"lot": lots[0], "counted": counted}
        if not counted:
            raise Wrong(_("The books show nothing like it here: nothing to count."))
        _site, _owner, item, batch, expiry = key
        line: Line = {"item": item, "counted": counted}
        if batch:
            line["batch"] = batch
        if expiry:
            line["expiry"] = expiry
        return line

    def _fitting(self, key: Kept, only: str) -> list[str]:
        """The lots that a row can mean; of several, those for wherever it is needed."""
        every = self.books.get(key, ())
        found = [lot for lot, earmark in every if earmark == only]
        if only and not found:
            raise Wrong(
                _(
                    "The books show no such gift for that site here. What a donor "
                    "gives for one place is recorded as goods that came in."
                )
            )
        if only or (found and len(every) > 1):
            return found
        return [lot for lot, _earmark in every]

    def _warn(
        self, row: int, key: Kept, item: ItemView, line: Line, report: Report
    ) -> None:
        there = self.units.get(key[:3], 0)
        if "lot" not in line and there:
            sentence = _(
                "The books show {units} here under other batches. These come on top."
            )
            report.warn(
                row, "item", item.code, sentence.format(units=item.counted(there))
            )
        if key[4] and key[4] < self.today:
            report.warn(row, "expiry", key[4], _("This day is over."))

    def drafts(self) -> list[Draft]:
        """Counts of one store and owner each, of as many lines as an act holds."""
        return [
            Draft(
                "supplies.count",
                {"site": site, "owner": owner, "field": False, "lines": lines},
                {},
            )
            for (site, owner), every in self.lines.items()
            for lines in _parts(every)
        ]


def _parts(lines: list[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    size = 0
    for line in lines:
        # 64 digits of a lot or item, names of fields, and what is written.
        length = 110 + len(str(line.get("batch", ""))) + 30
        if part and (len(part) == MAX_LINES or size + length > limits.PAYLOAD):
            yield part
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield part


def _books(
    member: str,
) -> tuple[Mapping[Kept, list[tuple[str, str]]], Mapping[tuple[str, str, str], int]]:
    """The lots in a member's stores, each with its earmark; the units of each item."""
    found = Balance.objects.filter(
        holder=member, place__startswith="site:", condition="good"
    )
    lots: dict[Kept, list[tuple[str, str]]] = defaultdict(list)
    units: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in found.select_related("lot"):
        shelf = (row.place.removeprefix("site:"), row.owner, row.lot.item)
        lots[*shelf, row.lot.batch, row.lot.expiry].append(
            (row.lot_id, row.lot.earmark)
        )
        units[shelf] += row.quantity
    return lots, units


STOCK = Kind(COLUMNS, Stock)
