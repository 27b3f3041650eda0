"""Lines of goods that are not in the books yet."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from accord.supplies.forms.fields import Code, Day, WholeNumber
from accord.supplies.forms.packs import item_choices, split_choice, too_many
from accord.supplies.things import Things

ROWS = 20
SHOWN = 3


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
            self.fields[f"number-{n}"] = WholeNumber(
                label=_("Quantity"), required=False
            )
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
