"""Goods are given out to people."""

from django.utils.translation import gettext_lazy

from accord.supplies.forms.fields import WholeNumber
from accord.supplies.forms.lots import LotForm


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
