"""A table of items for the catalogue: a record for each."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.supplies.forms.catalogue import NAME
from accord.supplies.imports import cells, measures
from accord.supplies.imports.codes import Codes
from accord.supplies.imports.columns import Column
from accord.supplies.imports.problems import Report, Wrong
from accord.supplies.imports.tables import Draft, Find, Kind, Reading
from accord.supplies.units import PACKS, UNITS

MOST_PACKS = 3


def _unit(cell: str) -> str:
    """The code of a unit, by its code or its name."""
    found = measures.units().get(measures.folded(cell), frozenset())
    if not found:
        raise Wrong(_("Units are: {units}.").format(units=", ".join(UNITS)))
    return min(found)


def _pack(cell: str) -> str:
    found = measures.packs().get(measures.folded(cell), frozenset())
    if not found:
        raise Wrong(_("Packs are: {packs}.").format(packs=", ".join(PACKS)))
    return min(found)


_NAMES = {
    "en": gettext_lazy("Name, English"),
    "uk": gettext_lazy("Name, Ukrainian"),
    "ru": gettext_lazy("Name, Russian"),
    "ro": gettext_lazy("Name, Romanian"),
}
_PACK = (
    gettext_lazy("Pack 1"),
    gettext_lazy("Pack 2"),
    gettext_lazy("Pack 3"),
)
_HOLDS = (
    gettext_lazy("Pack 1 holds"),
    gettext_lazy("Pack 2 holds"),
    gettext_lazy("Pack 3 holds"),
)
_GRAMS = gettext_lazy("Weight of one, in grams")
_LITRES = gettext_lazy("Volume of one, in millilitres")

COLUMNS = (
    Column(
        "code", gettext_lazy("Code"), "#item+code", cells.code, True, "blanket-medium"
    ),
    *(
        Column(
            f"name_{code}",
            _NAMES.get(code, code),
            f"#item+name+i_{code}",
            cells.text(NAME),
            example={"en": "Blanket", "uk": "Ковдра"}.get(code, ""),
        )
        for code, _language in settings.LANGUAGES
    ),
    Column("unit", gettext_lazy("Counted in"), "#item+unit", _unit, True, "piece"),
    Column("grams", _GRAMS, "#item+weight", cells.whole(0, 10**9), True, "1750"),
    Column(
        "millilitres", _LITRES, "#item+volume", cells.whole(0, 10**9), True, "11250"
    ),
    *(
        column
        for n in range(MOST_PACKS)
        for column in (
            Column(
                f"pack_{n + 1}",
                _PACK[n],
                f"#item+pack{n + 1}",
                _pack,
                example="bale" if n == 0 else "",
            ),
            Column(
                f"units_{n + 1}",
                _HOLDS[n],
                f"#item+pack{n + 1}+num",
                cells.whole(2, 10**6),
                example="10" if n == 0 else "",
            ),
        )
    ),
)


class Items:
    """Rows of items; a code stands once."""

    def __init__(self, reading: Reading) -> None:
        self.things = reading.things
        there = reading.things.items.values()
        self.codes = Codes(there, reading.member)
        self.others = {one.code: one.by for one in there if one.by != reading.member}
        self.made: list[Draft] = []
        self.finds: dict[str, Find] = {"code": self.codes.free}

    def take(self, row: int, values: dict[str, object], report: Report) -> None:
        """One item."""
        code = str(values["code"])
        names = {
            language: str(values[f"name_{language}"])
            for language, _name in settings.LANGUAGES
            if f"name_{language}" in values
        }
        if not names:
            return report.refuse(row, "", "", _("Give at least one name."))
        packs = _packs(values)
        if packs is None:
            sentence = _("A pack needs a name and a number.")
            return report.refuse(row, "pack_1", "", sentence)
        if len({one["code"] for one in packs}) < len(packs):
            sentence = _("This pack stands here already.")
            return report.refuse(row, "pack_1", "", sentence)
        if code in self.others:
            sentence = _("{member} has registered an item with this code.")
            who = self.things.member(self.others[code])
            report.warn(row, "code", code, sentence.format(member=who.name))
        self.codes.take(code, row)
        body = {name: values[name] for name in ("code", "unit", "grams", "millilitres")}
        draft = Draft("supplies.item", body | {"packs": packs}, {"names": names})
        return self.made.append(draft)

    def drafts(self) -> list[Draft]:
        """An act for each item."""
        return self.made


def _packs(values: dict[str, object]) -> list[dict[str, object]] | None:
    """The packs; None when one lacks its name or its number."""
    found: list[dict[str, object]] = []
    for n in range(1, MOST_PACKS + 1):
        pack, size = values.get(f"pack_{n}"), values.get(f"units_{n}")
        if (pack is None) != (size is None):
            return None
        if pack is not None:
            found.append({"code": pack, "units": size})
    return found


ITEMS = Kind(COLUMNS, Items)
