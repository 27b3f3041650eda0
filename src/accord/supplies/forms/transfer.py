"""Goods are given to another owner, and stay where they are."""

from django import forms
from django.utils.translation import gettext as _

from accord.supplies.forms.lots import LotForm
from accord.supplies.things import Things


class TransferForm(LotForm):
    """Goods of the reader's organisation, in anybody's store, for another owner."""

    kind = "supplies.transfer"

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, things=things, **kwargs)  # type: ignore[arg-type]
        del self.fields["happened"]
        others = [one for one in self.members if one != self.owner]
        self.fields["to"] = forms.ChoiceField(
            label=_("To whom"),
            choices=[
                ("", _("Choose")),
                *((one, things.member(one).title) for one in others),
            ],
            help_text=_("The new owner signs as well."),
        )

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {
            "site": self.site,
            "owner": self.owner,
            "to": self.cleaned_data["to"],
            "lines": self.lines_body(),
        }
