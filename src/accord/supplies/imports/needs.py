"""A table of needs: a record for each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts import times
from accord.ledger import clock
from accord.supplies.forms.noted import NOTE
from accord.supplies.imports import amounts, cells
from accord.supplies.imports.columns import Column
from accord.supplies.imports.names import ITEM, UNIT, Items, Sites, site_column
from accord.supplies.imports.problems import Report, Wrong
from accord.supplies.imports.tables import Draft, Find, Kind, Reading
from accord.supplies.things import ItemView, PackView, SiteView

COLUMNS = (
    site_column("isaccea-warm-room"),
    ITEM,
    Column(
        "quantity",
        gettext_lazy("How many"),
        "#inneed+item+num",
        cells.whole(1),
        True,
        "120",
    ),
    UNIT,
    Column(
        "due",
        gettext_lazy("By when"),
        "#date+due",
        cells.moment,
        True,
        "2026-12-01 16:00",
    ),
    Column(
        "priority",
        gettext_lazy("How urgent"),
        "#severity+num",
        cells.whole(1, 5),
        False,
        "2",
    ),
    Column(
        "people",
        gettext_lazy("For how many people"),
        "#inneed+ind",
        cells.whole(0, 10**9),
        False,
        "60",
    ),
    Column("note", gettext_lazy("Note"), "#description", cells.text(NOTE), False, ""),
)
NORMAL = 3


class Needs:
    """Rows of needs; what stands twice is pointed out."""

    def __init__(self, reading: Reading) -> None:
        self.finds: dict[str, Find] = {
            "site": Sites(reading.things, reading.member).find,
            "item": Items(reading.things, reading.member).find,
            "in": amounts.pack_of,
        }
        self.now = times.write(clock.now())
        self.rows: dict[tuple[str, str, str], int] = {}
        self.made: list[Draft] = []

    def take(self, row: int, values: dict[str, object], report: Report) -> None:
        """One need."""
        site, item, number = values["site"], values["item"], values["quantity"]
        pack = values.get("in")
        assert isinstance(site, SiteView)  # noqa: S101 - what `finds` put there
        assert isinstance(item, ItemView)  # noqa: S101
        assert isinstance(number, int)  # noqa: S101
        assert pack is None or isinstance(pack, PackView)  # noqa: S101
        try:
            quantity = amounts.in_units(number, pack)
        except Wrong as error:
            return report.refuse(row, "quantity", str(number), str(error))
        due = str(values["due"])
        self._warn(row, (site.id, item.id, due), report)
        odd = amounts.odd(item, number, pack)
        if odd:
            report.warn(row, "quantity", str(number), odd)
        body = {
            "site": site.id,
            "item": item.id,
            "quantity": quantity,
            "priority": values.get("priority", NORMAL),
            "people": values.get("people", 0),
            "due": due,
        }
        note = str(values.get("note", ""))
        contents: dict[str, object] = {"note": {"text": note}} if note else {}
        return self.made.append(Draft("supplies.need", body, contents))

    def _warn(self, row: int, key: tuple[str, str, str], report: Report) -> None:
        first = self.rows.setdefault(key, row)
        if first != row:
            sentence = _("The same place, item and time stand in row {row}.")
            report.warn(row, "item", "", sentence.format(row=first))
        if key[2] < self.now:
            report.warn(row, "due", "", _("This time is over."))

    def drafts(self) -> list[Draft]:
        """An act for each need."""
        return self.made


NEEDS = Kind(COLUMNS, Needs)
