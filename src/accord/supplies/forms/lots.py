"""Quantities of what lies in one store and belongs to one owner."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies.forms.fields import WholeNumber
from accord.supplies.forms.new_lines import NewLines
from accord.supplies.forms.packs import pack_choice, too_many
from accord.supplies.stock import LotView
from accord.supplies.things import Things
from accord.supplies.units import grouped

HAPPENED = gettext_lazy(
    "This has happened already: record it even if the books say otherwise. People "
    "then settle the difference."
)
OVER = gettext_lazy(
    "The date of some of these is over. I know, and they are to go all the same."
)


@dataclass(frozen=True)
class LotLine:
    """A lot in the store, and the fields for it."""

    lot: LotView
    number: forms.BoundField
    pack: forms.BoundField


class LotForm(NewLines):
    """Quantities of lots that lie in one store and belong to one owner."""

    empty = gettext_lazy("Enter a number for at least one of the goods.")
    low = 1
    # Whether goods whose last day is past go on to others only if somebody says so.
    moves_on = True

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
        if self.moves_on and any(lot.over for lot in lots):
            self.fields["over"] = forms.BooleanField(label=OVER, required=False)
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
        if self.moves_on and lot.over and not self.cleaned_data.get("over"):
            return _("Its date is over. Say below that it goes all the same.")
        if self.cleaned_data.get("happened"):
            return None
        if lot.recalled:
            return _("{member} has recalled this lot: it stays where it is.").format(
                member=lot.recalled
            )
        if lot.free < units <= lot.quantity:
            return _("Agreed plans hold {held} back: {free} are free.").format(
                held=lot.item.counted(lot.promised), free=grouped(lot.free)
            )
        if units > lot.quantity:
            return _("The books show {have} here, not {asked}.").format(
                have=grouped(lot.quantity), asked=grouped(units)
            )
        return None

    def promised(self) -> bool:
        """Whether agreed plans hold some of these back."""
        return any(lot.promised for lot in self.lots)

    def has_more(self) -> bool:
        """Whether the form holds other lines."""
        return False

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
