"""Choosing an item and counting it in units or packs; what is signed is in units."""

import json
from collections.abc import Iterator

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies.things import ItemView, Things
from accord.supplies.units import grouped, plurals

SELECTED = SafeString(" selected")


class PackSelect(forms.Select):
    """A select whose options say how many units they stand for, and of which unit.

    `data-packs`: what stands behind a number of each unit, by CLDR's plural forms.
    """

    def __init__(self, sizes: dict[str, int], units: dict[str, str]) -> None:
        said = {code: plurals(code) for code in sorted({*units.values()})}
        super().__init__({"data-packs": json.dumps(said, ensure_ascii=False)})
        self.sizes, self.units = sizes, units

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The select; without a template for each of what may be many hundreds."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}{}>{}</option>',
            (
                (one, self._counts(one), SELECTED if one == chosen else "", said)
                for one, said in self.choices
            ),
        )
        given = flatatt(self.build_attrs(self.attrs, (attrs or {}) | {"name": name}))
        return format_html("<select{}>\n{}\n</select>", given, options)

    def _counts(self, value: str) -> SafeString | str:
        if value not in self.sizes:
            return ""
        said = ' data-units="{}" data-unit="{}"'
        return format_html(said, self.sizes[value], self.units[value])


def item_choices(
    things: Things, *, label: str, required: bool = True
) -> forms.ChoiceField:
    """Every item by its unit and by its packs: `<item>` or `<item>/<pack>`."""
    options: list[tuple[str, str]] = [("", _("Choose"))]
    sizes, units = {}, {}
    for item in things.items.values():
        for value, name, size in [(item.id, item.counted_in, 1), *_packs(item)]:
            options.append((value, f"{item.name} · {name}"))
            sizes[value], units[value] = size, item.unit
    widget = PackSelect(sizes, units)
    return forms.ChoiceField(
        label=label, choices=options, widget=widget, required=required
    )


def _packs(item: ItemView) -> Iterator[tuple[str, str, int]]:
    for pack in item.packs:
        yield f"{item.id}/{pack.code}:{pack.units}", pack.name, pack.units


def split_choice(value: str) -> tuple[str, int]:
    """(item, units in one) of a choice out of `item_choices`."""
    item, _slash, pack = value.partition("/")
    return item, int(pack.rpartition(":")[2]) if pack else 1


def pack_choice(item: ItemView) -> forms.ChoiceField:
    """Units or packs of one item: "1" or the pack's size."""
    options = [("1", item.counted_in), *((str(p.units), p.name) for p in item.packs)]
    sizes = {value: int(value) for value, _name in options}
    widget = PackSelect(sizes, dict.fromkeys(sizes, item.unit))
    return forms.ChoiceField(
        label=_("in"), choices=options, widget=widget, required=False
    )


def too_many(number: int, size: int) -> str | None:
    """Why so many packs are too many, or None."""
    if number * size <= MAX_QUANTITY:
        return None
    return _("At most {n}.").format(n=grouped(MAX_QUANTITY))
