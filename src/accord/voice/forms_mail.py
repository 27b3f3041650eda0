"""Forms about mail: a reader's address, a person's own, a program to be called."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.voice import webhooks
from accord.voice.queue import Never

WRONG = {
    "invalid": gettext_lazy("This is not a mail address."),
    "required": gettext_lazy("Write your mail address."),
}


class AddressForm(forms.Form):
    """A reader's mail address."""

    address = forms.EmailField(
        label=gettext_lazy("Your mail address"), max_length=254, error_messages=WRONG
    )

    def clean_address(self) -> str:
        """The address; the part after the @ in small letters."""
        name, _at, domain = str(self.cleaned_data["address"]).rpartition("@")
        return f"{name}@{domain.lower()}"


class ReminderForm(AddressForm):
    """Where a person wants to be reminded; empty: nowhere."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["address"].required = False

    def clean_address(self) -> str:
        """The address, or nothing."""
        return super().clean_address() if self.cleaned_data["address"] else ""


class WebhookForm(forms.Form):
    """The address of a program."""

    url = forms.CharField(label=gettext_lazy("Address of the program"), max_length=500)

    def clean_url(self) -> str:
        """An https address that may be called."""
        url = str(self.cleaned_data["url"])
        try:
            webhooks.check(url)
        except Never as error:
            raise ValidationError(
                _("Only an https address on port 443 or 8443 is called.")
            ) from error
        return url
