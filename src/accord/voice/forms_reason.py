"""The reason of a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy

from accord.voice import cleaning

MAX_REASON = 4000


class ReasonForm(forms.Form):
    """Why a statement is withdrawn; it is published."""

    reason = forms.CharField(
        label=gettext_lazy("The reason"),
        max_length=MAX_REASON,
        strip=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "It is published with the withdrawal. Write it in every language in which "
            "the statement was said."
        ),
        error_messages={
            "required": gettext_lazy("Say why: the public reads it."),
        },
    )

    def clean_reason(self) -> str:
        """The reason in the form in which it is signed."""
        reason = cleaning.words(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError(
                self.fields["reason"].error_messages["required"]
            )
        return reason
