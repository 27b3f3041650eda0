"""Numbers of units or of packs, and what looks as if one was taken for the other."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies import units
from accord.supplies.imports import measures
from accord.supplies.imports.problems import Wrong
from accord.supplies.things import ItemView, PackView


def pack_of(cell: str, values: Mapping[str, object]) -> PackView | None:
    """The pack of the row's item that is named; None for units; raises Wrong."""
    item, word = values.get("item"), measures.folded(cell)
    # An item that is not found has its own sentence.
    if not isinstance(item, ItemView):
        return None
    meant = measures.packs().get(word, frozenset())
    for pack in item.packs:
        if pack.code in meant or word in (pack.code, pack.name.casefold()):
            return pack
    if word == item.unit or item.unit in measures.units().get(word, frozenset()):
        return None
    known = [item.counted_in, *(pack.name for pack in item.packs)]
    raise Wrong(_("This item comes in: {packs}.").format(packs=", ".join(known)))


def in_units(number: int, pack: PackView | None) -> int:
    """So many units; raises Wrong when no account holds that many."""
    found = number * (pack.units if pack else 1)
    if found > MAX_QUANTITY:
        raise Wrong(_("At most {n}.").format(n=units.grouped(MAX_QUANTITY)))
    return found


def odd(item: ItemView, number: int, pack: PackView | None) -> str:
    """Why packs and units may have been mistaken for each other, or ""."""
    if pack is not None:
        if number >= pack.units and number % pack.units == 0:
            return _("{n} × {pack} are {sum}. Is {n} the number of {unit}?").format(
                n=number,
                pack=pack.name,
                sum=item.counted(number * pack.units),
                unit=item.counted_in,
            )
        return ""
    smallest = min(item.packs, key=lambda one: one.units, default=None)
    if smallest is None or not number or number % smallest.units == 0:
        return ""
    return _("{units}: not a number of whole packs ({pack}). Are packs meant?").format(
        units=item.counted(number), pack=smallest.name
    )
