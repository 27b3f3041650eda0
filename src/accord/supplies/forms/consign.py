"""Goods are packed for another site."""

from django import forms
from django.utils.translation import gettext as _

from accord.supplies.forms.lots import LotForm
from accord.supplies.things import Things


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
