"""Goods come in from a donor."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.supplies.donors import donors
from accord.supplies.forms.fields import Code, Known
from accord.supplies.forms.new_lines import NewLines
from accord.supplies.forms.noted import Noted
from accord.supplies.things import Things


class ReceiveForm(Noted, NewLines):
    """Goods come in from a donor, for the reader's organisation or another owner."""

    kind = "supplies.receive"
    donor = Code(
        label=gettext_lazy("From which donor"),
        help_text=gettext_lazy("A short code for the books, like kind-hearts."),
        example="kind-hearts",
        widget=Known,
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
        donor = self.fields["donor"].widget
        assert isinstance(donor, Known)  # noqa: S101 - declared so above
        donor.known = donors()
        sites = [(s.id, s.name) for s in things.sites.values() if s.by == member]
        self.fields["site"] = forms.ChoiceField(
            label=_("Into which store"), choices=sites
        )
        self.fields["owner"] = owner_choice(things, member, members)
        every = [(s.id, s.name) for s in things.sites.values()]
        self.fields["earmark"] = forms.ChoiceField(
            label=_("Only for one place"),
            choices=[("", _("No, for wherever it is needed")), *every],
            required=False,
            help_text=_(
                "If the donor said so. It is then planned and given out there alone."
            ),
        )
        self.fields["note"].label = _("What they are for, if the donor said")
        self.fields["note"].help_text = _(
            "Members read it with this record. Nothing else enforces it."
        )
        self.order_fields(["site", "owner", "donor", "earmark"])
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
            **({"earmark": given["earmark"]} if given["earmark"] else {}),
        }


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
