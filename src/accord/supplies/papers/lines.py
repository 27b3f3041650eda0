"""The lines of a consignment as papers show them: packs, weights, volumes."""

from collections.abc import Iterable, Sequence

from django.utils.formats import number_format

from accord.supplies.things import ItemView, Things
from accord.supplies.transit import LineView


def line(one: LineView, quantity: int, named: Sequence[Things]) -> dict[str, object]:
    """One line, the item's name in each language of `named`, each name once."""
    item = one.item
    names = [things.items[item.id].name for things in named]
    return {
        "number": one.number + 1,
        "names": list(dict.fromkeys(names)),
        "code": item.code,
        "batch": one.batch,
        "expiry": one.expiry.isoformat() if one.expiry else "",
        "quantity": item.counted(quantity),
        "packs": in_packs(item, quantity),
        "kilograms": thousandths(item.grams * quantity),
        "litres": thousandths(item.millilitres * quantity),
        "recalled": one.recalled,
        "only": one.only,
    }


def in_packs(item: ItemView, quantity: int) -> str:
    """A quantity in the item's packs, the largest first: "12 × bale of 10 + 3 pcs"."""
    parts: list[str] = []
    left = quantity
    for pack in sorted(item.packs, key=lambda pack: -pack.units):
        number, left = divmod(left, pack.units)
        if number:
            parts.append(f"{number} × {pack.name}")
    if not parts:
        return ""
    return " + ".join([*parts, *([item.counted(left)] if left else [])])


def thousandths(whole: int) -> str:
    """Grams as kilograms, millilitres as litres: one digit behind the comma."""
    return number_format(whole / 1000, decimal_pos=1, force_grouping=True)


def weights(lines: Iterable[tuple[LineView, int]]) -> tuple[int, int]:
    """(grams, millilitres) of lines and their quantities together."""
    pairs = list(lines)
    return (
        sum(one.item.grams * quantity for one, quantity in pairs),
        sum(one.item.millilitres * quantity for one, quantity in pairs),
    )
