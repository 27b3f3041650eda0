"""A table of sites that the reader's organisation runs: a record for each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.supplies.forms.catalogue import NAME
from accord.supplies.imports import cells
from accord.supplies.imports.codes import Codes
from accord.supplies.imports.columns import Column
from accord.supplies.imports.problems import Report
from accord.supplies.imports.tables import Draft, Find, Kind, Reading

COLUMNS = (
    Column(
        "code", gettext_lazy("Code"), "#loc+code", cells.code, True, "isaccea-warm-room"
    ),
    Column(
        "name",
        gettext_lazy("Name"),
        "#loc+name",
        cells.text(NAME),
        True,
        "Isaccea, warm room",
    ),
    Column("address", gettext_lazy("Address"), "#loc+address", cells.text(300)),
    Column(
        "lat", gettext_lazy("Latitude"), "#geo+lat", cells.degrees(90), False, "45.2704"
    ),
    Column(
        "lon",
        gettext_lazy("Longitude"),
        "#geo+lon",
        cells.degrees(180),
        False,
        "28.4619",
    ),
)
_PLACE = ("name", "address", "lat", "lon")


class Sites:
    """Rows of sites; a code stands once."""

    def __init__(self, reading: Reading) -> None:
        self.codes = Codes(reading.things.sites.values(), reading.member)
        self.made: list[Draft] = []
        self.finds: dict[str, Find] = {"code": self.codes.free}

    def take(self, row: int, values: dict[str, object], report: Report) -> None:
        """One site."""
        code = str(values["code"])
        if ("lat" in values) != ("lon" in values):
            missing = "lon" if "lat" in values else "lat"
            return report.refuse(row, missing, "", _("Give both coordinates, or none."))
        if "lat" not in values:
            sentence = _("Without coordinates it is on no map and in no plan.")
            report.warn(row, "lat", "", sentence)
        self.codes.take(code, row)
        place = {name: str(values.get(name, "")) for name in _PLACE}
        return self.made.append(
            Draft("supplies.site", {"code": code}, {"place": place})
        )

    def drafts(self) -> list[Draft]:
        """An act for each site."""
        return self.made


SITES = Kind(COLUMNS, Sites)
