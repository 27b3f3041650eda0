"""Goods go to another condition, another store of their holder, or are thrown away."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.supplies.forms.lots import LotForm
from accord.supplies.stock import LotView
from accord.supplies.things import Things

OTHER = {
    "good": ("damaged", gettext_lazy("They are damaged")),
    "damaged": ("good", gettext_lazy("They are good after all")),
}


class MoveForm(LotForm):
    """What happens to goods of one condition that the reader's organisation keeps."""

    kind = "supplies.move"
    moves_on = False

    def __init__(
        self,
        *args: object,
        things: Things,
        member: str,
        condition: str,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, things=things, **kwargs)  # type: ignore[arg-type]
        del self.fields["happened"]
        self.condition = condition
        stores = [
            (one.id, _("They go to {site}").format(site=one.name))
            for one in things.sites.values()
            if one.by == member and one.id != self.site
        ]
        self.fields["to"] = forms.ChoiceField(
            label=_("What happens to them"),
            choices=[
                ("", _("Choose")),
                OTHER[condition],
                *stores,
                ("disposed", _("They are thrown away")),
            ],
        )

    def _target(self) -> tuple[str, str]:
        """(site, condition) where the goods are afterwards."""
        to = str(self.cleaned_data.get("to", ""))
        if to in ("good", "damaged", "disposed"):
            return self.site, to
        return to, self.condition

    def wrong(self, lot: LotView, units: int) -> str | None:
        """A lot can be put aside or thrown away, recalled or promised; and no more."""
        if self._target()[1] != "good":
            lot = lot.freed().unbound()
        return super().wrong(lot, units)

    def body(self) -> dict[str, object]:
        """The act's body."""
        target, to = self._target()
        return {
            "site": self.site,
            "owner": self.owner,
            "condition": self.condition,
            "target": target,
            "to": to,
            "lines": self.lines_body(),
        }
