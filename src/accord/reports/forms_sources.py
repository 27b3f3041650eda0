"""The form of a watched source."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.people.outside import Forbidden, place
from accord.reports.fetching import SCHEMES
from accord.reports.models import URL

MOST = 50


class SourceForm(forms.Form):
    """An outside source, and who may see what it says."""

    url = forms.CharField(
        label=gettext_lazy("Address of the feed"),
        max_length=URL,
        widget=forms.URLInput({"placeholder": "https://"}),
        help_text=gettext_lazy(
            "RSS, Atom or JSON Feed. Nothing of ours is sent there: it sees the "
            "address of this server, and that somebody reads it."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("What you call it"), max_length=200, required=False
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Only for these members"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Without a choice all members see it."),
    )

    def __init__(
        self, *args: object, members: Mapping[str, str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["audience"].choices = list(members.items())  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        """An address that may be asked."""
        url = str(self.cleaned_data["url"]).partition("#")[0]
        try:
            place(url, SCHEMES)
        except Forbidden as error:
            raise forms.ValidationError(
                _(
                    "Only an address with http:// or https://, without a name, a "
                    "password and an unusual port, is asked."
                )
            ) from error
        return url
