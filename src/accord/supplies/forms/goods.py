"""Forms of movements: receive, count, consign, give out.

Numbers are in units or in packs; what is signed is always in units.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies.forms.fields import Code, Day, WholeNumber
from accord.supplies.stock import LotView
from accord.supplies.things import ItemView, Things

ROWS = 20
SHOWN = 3


class PackSelect(forms.Select):
    """A select whose options say how many units they stand for."""

    def __init__(self, units: dict[str, int], short: dict[str, str]) -> None:
        super().__init__({"data-packs": ""})
        self.units, self.short = units, short

    def create_option(self, *args: object, **kwargs: object) -> dict[str, object]:
        """An option, with the number of units and what stands behind it."""
        option: dict[str, object] = super().create_option(*args, **kwargs)  # type: ignore[arg-type]
        attrs, value = option["attrs"], str(option["value"])
        if isinstance(attrs, dict) and value in self.units:
            attrs |= {"data-units": self.units[value], "data-unit": self.short[value]}
        return option


def item_choices(
    things: Things, *, label: str, required: bool = True
) -> forms.ChoiceField:
    """Every item by its unit and by its packs: `<item>` or `<item>/<pack>`."""
    options: list[tuple[str, str]] = [("", _("Choose"))]
    units, short = {}, {}
    for item in things.items.values():
        for value, name, size in [(item.id, item.unit, 1), *_packs(item)]:
            options.append((value, f"{item.name} · {name}"))
            units[value], short[value] = size, item.unit
    widget = PackSelect(units, short)
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
    options = [("1", item.unit), *((str(p.units), p.name) for p in item.packs)]
    units = {value: int(value) for value, _name in options}
    widget = PackSelect(units, dict.fromkeys(units, item.unit))
    return forms.ChoiceField(
        label=_("in"), choices=options, widget=widget, required=False
    )


def too_many(number: int, size: int) -> str | None:
    """Why so many packs are too many, or None."""
    if number * size <= MAX_QUANTITY:
        return None
    return _("At most {n}.").format(n=MAX_QUANTITY)


HAPPENED = gettext_lazy(
    "This has happened already: record it even if the books say otherwise. People "
    "then settle the difference."
)


@dataclass(frozen=True)
class NewLine:
    """The fields of one line of goods that come in."""

    number: int
    item: forms.BoundField
    quantity: forms.BoundField
    batch: forms.BoundField
    expiry: forms.BoundField


class NewLines(forms.Form):
    """Lines of goods that are not in the books yet."""

    amount = "quantity"
    rows = 0

    def add_lines(self, things: Things) -> None:
        """Adds the fields of the lines."""
        self.rows = ROWS
        for n in range(ROWS):
            self.fields[f"item-{n}"] = item_choices(
                things, label=_("Item"), required=False
            )
            self.fields[f"number-{n}"] = WholeNumber(label=_("Number"), required=False)
            self.fields[f"batch-{n}"] = Code(label=_("Batch"), required=False)
            self.fields[f"expiry-{n}"] = Day(label=_("Keep until"), required=False)

    def lines(self) -> list[NewLine]:
        """The fields of the lines that a page shows at first."""
        return [self._line(n) for n in range(min(SHOWN, self.rows))]

    def next_line(self) -> NewLine:
        """The fields of the line that comes next; a page makes more in its likeness."""
        return self._line(SHOWN)

    def _line(self, n: int) -> NewLine:
        names = ("item", "number", "batch", "expiry")
        return NewLine(n, *(self[f"{name}-{n}"] for name in names))

    def clean_lines(self, cleaned: dict[str, object]) -> None:
        """An item has a number, and a number an item."""
        for n in range(self.rows):
            item, number = cleaned.get(f"item-{n}"), cleaned.get(f"number-{n}")
            if f"number-{n}" in self.errors or f"item-{n}" in self.errors:
                continue
            if item and number is None:
                self.add_error(f"number-{n}", _("How many? Write a number."))
            elif not item and self._is_begun(n, cleaned):
                self.add_error(f"item-{n}", _("Choose an item."))
            elif item and isinstance(number, int):
                reason = too_many(number, split_choice(str(item))[1])
                if reason:
                    self.add_error(f"number-{n}", reason)

    def _is_begun(self, n: int, cleaned: dict[str, object]) -> bool:
        return any(cleaned.get(f"{name}-{n}") for name in ("number", "batch", "expiry"))

    def new_lines(self) -> list[dict[str, object]]:
        """The lines for an act's body, in base units."""
        given = self.cleaned_data
        found: list[dict[str, object]] = []
        for n in range(self.rows):
            if not given.get(f"item-{n}"):
                continue
            item, size = split_choice(given[f"item-{n}"])
            line: dict[str, object] = {
                "item": item,
                self.amount: given[f"number-{n}"] * size,
            }
            for name in ("batch", "expiry"):
                if given[f"{name}-{n}"]:
                    line[name] = given[f"{name}-{n}"]
            found.append(line)
        return found


class ReceiveForm(NewLines):
    """Goods come in from a donor, for the reader's organisation or another owner."""

    kind = "supplies.receive"
    donor = Code(
        label=gettext_lazy("From which donor"),
        help_text=gettext_lazy("A short code for the books, like kind-hearts."),
    )

    def __init__(
        self,
        *args: object,
        things: Things,
        member: str,
        members: list[str],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sites = [(s.id, s.name) for s in things.sites.values() if s.by == member]
        self.fields["site"] = forms.ChoiceField(
            label=_("Into which store"), choices=sites
        )
        self.fields["owner"] = owner_choice(things, member, members)
        self.order_fields(["site", "owner", "donor"])
        self.add_lines(things)

    def clean(self) -> dict[str, object]:
        """At least one line."""
        cleaned = super().clean() or {}
        self.clean_lines(cleaned)
        if not self.errors and not self.new_lines():
            self.add_error("item-0", _("Enter at least one line."))
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        return {
            "site": given["site"],
            "owner": given["owner"],
            "donor": given["donor"],
            "field": False,
            "lines": self.new_lines(),
        }

    def contents(self) -> dict[str, object]:
        """None."""
        return {}


def owner_choice(things: Things, member: str, members: list[str]) -> forms.ChoiceField:
    """Whose goods they are: the reader's organisation first."""
    order = [member, *(one for one in members if one != member)]
    choices = [(one, things.member(one).title) for one in order]
    return forms.ChoiceField(
        label=_("Whose goods they are"),
        choices=choices,
        initial=member,
        help_text=_("Another owner signs as well."),
    )


@dataclass(frozen=True)
class LotLine:
    """A lot in the store, and the fields for it."""

    lot: LotView
    number: forms.BoundField
    pack: forms.BoundField


class LotForm(NewLines):
    """Quantities of lots that lie in one store and belong to one owner."""

    kind = ""
    empty = gettext_lazy("Enter a number for at least one of the goods.")
    low = 1

    def __init__(
        self,
        *args: object,
        things: Things,
        members: list[str],
        site: str,
        owner: str,
        lots: list[LotView],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.members = members
        self.site, self.owner, self.lots = site, owner, lots
        for n, lot in enumerate(lots):
            self.fields[f"lot-{n}"] = WholeNumber(
                label=lot.item.name, low=self.low, required=False
            )
            self.fields[f"pack-{n}"] = pack_choice(lot.item)
        self.fields["happened"] = forms.BooleanField(label=HAPPENED, required=False)

    def lot_lines(self) -> list[LotLine]:
        """The lots with their fields."""
        return [
            LotLine(lot, self[f"lot-{n}"], self[f"pack-{n}"])
            for n, lot in enumerate(self.lots)
        ]

    def counted(self) -> list[tuple[int, LotView, int]]:
        """(line, lot, units) of every line with a number."""
        found = []
        for n, lot in enumerate(self.lots):
            number = self.cleaned_data.get(f"lot-{n}")
            size = int(self.cleaned_data.get(f"pack-{n}") or 1)
            if number is not None:
                found.append((n, lot, number * size))
        return found

    def clean(self) -> dict[str, object]:
        """No more than there is, unless it has happened already."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        for n, lot, units in self.counted():
            reason = self.wrong(lot, units)
            if reason:
                self.add_error(f"lot-{n}", reason)
        if not self.errors and not self.counted() and not self.has_more():
            raise forms.ValidationError(str(self.empty))
        return cleaned

    def wrong(self, lot: LotView, units: int) -> str | None:
        """Why so many units of a lot cannot be, or None."""
        if units > MAX_QUANTITY:
            return too_many(units, 1)
        if units > lot.quantity and not self.cleaned_data.get("happened"):
            return _("The books show {have} here, not {asked}.").format(
                have=lot.quantity, asked=units
            )
        return None

    def has_more(self) -> bool:
        """Whether the form holds other lines."""
        return False

    def body(self) -> dict[str, object]:
        """The act's body."""
        raise NotImplementedError

    def lines_body(self) -> list[dict[str, object]]:
        """The lines for an act's body, in base units."""
        return [{"lot": lot.lot, "quantity": n} for _n, lot, n in self.counted()]

    def common(self) -> dict[str, object]:
        """What the bodies of these acts have in common."""
        return {
            "site": self.site,
            "owner": self.owner,
            "field": bool(self.cleaned_data.get("happened")),
        }

    def contents(self) -> dict[str, object]:
        """None."""
        return {}


class ConsignForm(LotForm):
    """Goods are packed for another site."""

    kind = "supplies.consign"

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, things=things, **kwargs)  # type: ignore[arg-type]
        self.operators = {one.id: one.by for one in things.sites.values()}
        sites = [
            (one.id, f"{one.name} · {things.member(one.by).title}")
            for one in things.sites.values()
            if one.id != self.site
        ]
        self.fields["destination"] = forms.ChoiceField(
            label=_("Where to"), choices=[("", _("Choose")), *sites]
        )
        self.fields["receiver"] = forms.ChoiceField(
            label=_("Who receives it there"),
            choices=[
                ("", _("whoever runs that site")),
                *((one, things.member(one).title) for one in self.members),
            ],
            required=False,
        )

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        runs = self.operators[given["destination"]]
        return self.common() | {
            "destination": given["destination"],
            "receiver": given["receiver"] or runs,
            "lines": self.lines_body(),
        }


class UseForm(LotForm):
    """Goods are given out to people."""

    kind = "supplies.use"
    people = WholeNumber(
        label=gettext_lazy("To how many people"), low=0, high=10**9, initial="0"
    )

    def body(self) -> dict[str, object]:
        """The act's body."""
        return self.common() | {
            "people": self.cleaned_data["people"],
            "lines": self.lines_body(),
        }


class CountForm(LotForm):
    """A stock-take: of lots in the books, and of goods that are not in them yet."""

    kind = "supplies.count"
    amount = "counted"
    low = 0
    empty = gettext_lazy("Count at least one of the goods.")

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, things=things, **kwargs)  # type: ignore[arg-type]
        del self.fields["happened"]
        self.add_lines(things)

    def wrong(self, lot: LotView, units: int) -> str | None:
        """A count may be any number."""
        return too_many(units, 1)

    def clean(self) -> dict[str, object]:
        """New goods are whole lines."""
        self.clean_lines(self.cleaned_data)
        return super().clean()

    def has_more(self) -> bool:
        """Whether new goods were counted."""
        return bool(self.new_lines())

    def body(self) -> dict[str, object]:
        """The act's body."""
        lots = [{"lot": lot.lot, "counted": units} for _n, lot, units in self.counted()]
        return self.common() | {"lines": [*lots, *self.new_lines()]}
