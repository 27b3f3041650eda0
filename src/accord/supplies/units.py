"""Units and packs in words: the code in the log, the word on the page."""

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# The code of a unit: its name, and what stands behind a number.
UNITS: dict[str, tuple[str | Promise, str | Promise]] = {
    "piece": (pgettext_lazy("unit", "piece"), pgettext_lazy("number of", "pcs")),
    "kit": (pgettext_lazy("unit", "kit"), pgettext_lazy("number of", "kits")),
    "set": (pgettext_lazy("unit", "set"), pgettext_lazy("number of", "sets")),
    "packet": (
        pgettext_lazy("unit", "packet"),
        pgettext_lazy("number of", "packets"),
    ),
    "pair": (pgettext_lazy("unit", "pair"), pgettext_lazy("number of", "pairs")),
    "bottle": (pgettext_lazy("unit", "bottle"), pgettext_lazy("number of", "bottles")),
    "tin": (pgettext_lazy("unit", "tin"), pgettext_lazy("number of", "tins")),
    "bag": (pgettext_lazy("unit", "bag"), pgettext_lazy("number of", "bags")),
    "roll": (pgettext_lazy("unit", "roll"), pgettext_lazy("number of", "rolls")),
    "ration": (pgettext_lazy("unit", "ration"), pgettext_lazy("number of", "rations")),
    "tablet": (pgettext_lazy("unit", "tablet"), pgettext_lazy("number of", "tablets")),
    "kg": (pgettext_lazy("unit", "kilogram"), pgettext_lazy("number of", "kg")),
    "litre": (pgettext_lazy("unit", "litre"), pgettext_lazy("number of", "l")),
    "metre": (pgettext_lazy("unit", "metre"), pgettext_lazy("number of", "m")),
}
PACKS: dict[str, str | Promise] = {
    "bag": gettext_lazy("bag"),
    "bale": gettext_lazy("bale"),
    "box": gettext_lazy("box"),
    "bundle": gettext_lazy("bundle"),
    "carton": gettext_lazy("carton"),
    "crate": gettext_lazy("crate"),
    "pallet": gettext_lazy("pallet"),
    "sack": gettext_lazy("sack"),
    "strip": gettext_lazy("strip"),
}


def behind_number(code: str) -> str:
    """What stands behind a number of this unit: "pcs"; an unknown code as it is."""
    return str(UNITS[code][1]) if code in UNITS else code


def grouped(n: int) -> str:
    """A number with its thousands apart, as the page's language writes it."""
    return number_format(n, force_grouping=True)


def pack_name(code: str, units: int) -> str:
    """A pack in words: "bale of 10"."""
    name = str(PACKS[code]) if code in PACKS else code
    return _("{pack} of {units}").format(pack=name, units=units)


def unit_choices() -> list[tuple[str, str]]:
    """For a form."""
    return [(code, str(name)) for code, (name, _short) in UNITS.items()]


def pack_choices() -> list[tuple[str, str]]:
    """For a form; the first means: no such pack."""
    return [("", "—"), *((code, str(name)) for code, name in PACKS.items())]
