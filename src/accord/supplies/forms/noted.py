"""Forms with a few words beside what is recorded: a note, or a reason."""

from django import forms
from django.utils.translation import gettext_lazy

NOTE = 2000


class Noted(forms.Form):
    """A form that may say a note."""

    note = forms.CharField(
        label=gettext_lazy("A note for the members"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def contents(self) -> dict[str, object]:
        """The note, if any."""
        note = self.cleaned_data["note"].strip()
        return {"note": {"text": note}} if note else {}


class Reasoned(forms.Form):
    """A form with a reason, which may be empty."""

    reason = forms.CharField(
        label=gettext_lazy("Why, for the members"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def contents(self) -> dict[str, object]:
        """The reason, if any."""
        reason = self.cleaned_data["reason"].strip()
        return {"reason": {"text": reason}} if reason else {}
