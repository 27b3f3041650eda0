"""A stock-take."""

from django.utils.translation import gettext_lazy

from accord.supplies.forms.lots import LotForm
from accord.supplies.forms.packs import too_many
from accord.supplies.stock import LotView
from accord.supplies.things import Things


class CountForm(LotForm):
    """A stock-take: of lots in the books, and of goods that are not in them yet."""

    kind = "supplies.count"
    amount = "counted"
    low = 0
    moves_on = False
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
