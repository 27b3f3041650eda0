"""Units and packs in words: the code in the log, the word on the page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext, pgettext_lazy

# CLDR's plural forms, each with a number that takes it in our languages that have it.
PLURALS = {"one": 1, "few": 2, "many": 5, "other": 20}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name, and what stands behind a number of it: "1 kit", "20 kits".

    Ukrainian and Russian abbreviate behind a number, so that it fits in any case.
    """

    name: str | Promise
    behind: Callable[[int], str]


UNITS: dict[str, Unit] = {
    "piece": Unit(
        pgettext_lazy("unit", "piece"),
        lambda n: npgettext("number of", "pc", "pcs", n),
    ),
    "kit": Unit(
        pgettext_lazy("unit", "kit"),
        lambda n: npgettext("number of", "kit", "kits", n),
    ),
    "set": Unit(
        pgettext_lazy("unit", "set"),
        lambda n: npgettext("number of", "set", "sets", n),
    ),
    "packet": Unit(
        pgettext_lazy("unit", "packet"),
        lambda n: npgettext("number of", "packet", "packets", n),
    ),
    "pair": Unit(
        pgettext_lazy("unit", "pair"),
        lambda n: npgettext("number of", "pair", "pairs", n),
    ),
    "bottle": Unit(
        pgettext_lazy("unit", "bottle"),
        lambda n: npgettext("number of", "bottle", "bottles", n),
    ),
    "tin": Unit(
        pgettext_lazy("unit", "tin"),
        lambda n: npgettext("number of", "tin", "tins", n),
    ),
    "bag": Unit(
        pgettext_lazy("unit", "bag"),
        lambda n: npgettext("number of", "bag", "bags", n),
    ),
    "roll": Unit(
        pgettext_lazy("unit", "roll"),
        lambda n: npgettext("number of", "roll", "rolls", n),
    ),
    "ration": Unit(
        pgettext_lazy("unit", "ration"),
        lambda n: npgettext("number of", "ration", "rations", n),
    ),
    "tablet": Unit(
        pgettext_lazy("unit", "tablet"),
        lambda n: npgettext("number of", "tablet", "tablets", n),
    ),
    "kg": Unit(
        pgettext_lazy("unit", "kilogram"), lambda _n: pgettext("number of", "kg")
    ),
    "litre": Unit(
        pgettext_lazy("unit", "litre"), lambda _n: pgettext("number of", "l")
    ),
    "metre": Unit(
        pgettext_lazy("unit", "metre"), lambda _n: pgettext("number of", "m")
    ),
}
PACKS: dict[str, str | Promise] = {
    "bag": gettext_lazy("bag"),
    "bale": gettext_lazy("bale"),
    "box": gettext_lazy("box"),
    "bundle": gettext_lazy("tied pack"),
    "carton": gettext_lazy("carton"),
    "crate": gettext_lazy("crate"),
    "pallet": gettext_lazy("pallet"),
    "sack": gettext_lazy("sack"),
    "strip": gettext_lazy("strip"),
}


def behind_number(code: str, n: int) -> str:
    """What stands behind a number of this unit: "kit"; an unknown code as it is."""
    return UNITS[code].behind(n) if code in UNITS else code


def counted_in(code: str) -> str:
    """What several are counted in, without a number: "kits"."""
    return behind_number(code, 2)


def forms(code: str) -> list[str]:
    """What stands behind numbers that take every plural form."""
    return [behind_number(code, n) for n in PLURALS.values()]


def plurals(code: str) -> dict[str, str]:
    """For scripts, which choose by CLDR's forms: {"one": "kit", "few": "kits", …}."""
    return dict(zip(PLURALS, forms(code), strict=True))


def counted(n: int, code: str) -> str:
    """A number of this unit: "1,200 kits"."""
    return f"{grouped(n)} {behind_number(code, n)}"


def grouped(n: int) -> str:
    """A number with its thousands apart, as the page's language writes it."""
    return number_format(n, force_grouping=True)


def pack_name(code: str, units: int) -> str:
    """A pack in words: "bale of 10"."""
    name = str(PACKS[code]) if code in PACKS else code
    return _("{pack} of {units}").format(pack=name, units=units)


def unit_choices() -> list[tuple[str, str]]:
    """For a form."""
    return [(code, str(unit.name)) for code, unit in UNITS.items()]


def pack_choices() -> list[tuple[str, str]]:
    """For a form; the first means: no such pack."""
    return [("", "—"), *((code, str(name)) for code, name in PACKS.items())]
