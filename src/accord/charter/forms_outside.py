"""Forms that anybody can send: to join, to pledge support, to write to us."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.charter import limits
from accord.charter.forms import HandleField, OwnIds
from accord.charter.models import SHORT

PLEDGES = (
    ("time", gettext_lazy("Time")),
    ("goods", gettext_lazy("Goods")),
    ("transport", gettext_lazy("Transport")),
    ("name", gettext_lazy("A name under the declaration")),
)
CONTACTS = (
    ("tip", gettext_lazy("I know something that you should know")),
    ("press", gettext_lazy("A question from the press")),
    ("other", gettext_lazy("Something else")),
)


class OutsideForm(OwnIds):
    """What these forms share: a token, room for work, and a field to be left alone."""

    token = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    work = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def fresh(self) -> str:
        """The token to show: that of the page that was sent, else a new one."""
        given = str(self.data.get("token", "")) if self.is_bound else ""
        return given if limits.age(given) is not None else limits.token()

    @property
    def is_trap(self) -> bool:
        """Whether the field was filled in that people do not see."""
        return bool(self.data.get("website"))

    def words(self) -> dict[str, str]:
        """What was written."""
        rest = ("token", "work", "website", "wants")
        given = self.cleaned_data
        return {name: str(value) for name, value in given.items() if name not in rest}


class ApplicationForm(OutsideForm):
    """An organisation asks to join."""

    ids = "apply"

    name = forms.CharField(
        label=gettext_lazy("Name of your organisation"),
        max_length=SHORT,
        required=False,
        help_text=gettext_lazy("Leave it empty if you can only be known by a handle."),
    )
    handle = HandleField(
        label=gettext_lazy("Handle that you would like"), required=False
    )
    contact = forms.CharField(
        label=gettext_lazy("How we reach you"),
        max_length=SHORT,
        help_text=gettext_lazy("A mail address, a telephone number, or a Signal name."),
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages that you speak"), max_length=SHORT, required=False
    )
    message = forms.CharField(
        label=gettext_lazy("Who you are, what you do, and who of us knows you"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
    )

    def clean(self) -> dict[str, object]:
        """A name or a handle is there: one of both is enough."""
        cleaned = super().clean() or {}
        if not cleaned.get("name") and not cleaned.get("handle"):
            self.add_error("name", _("Give a name, or at least a handle."))
        return cleaned


class PledgeForm(OutsideForm):
    """A person pledges support."""

    ids = "pledge"

    wants = forms.ChoiceField(
        label=gettext_lazy("What can you give?"),
        choices=PLEDGES,
        widget=forms.RadioSelect,
        initial="time",
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=SHORT)
    contact = forms.CharField(
        label=gettext_lazy("How we reach you"),
        max_length=SHORT,
        help_text=gettext_lazy(
            "It is never public. With a mail address you confirm by one click."
        ),
    )
    message = forms.CharField(
        label=gettext_lazy("More about it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ContactForm(OutsideForm):
    """Somebody writes to us."""

    ids = "contact"

    wants = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=CONTACTS,
        widget=forms.RadioSelect,
        initial="tip",
    )
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=SHORT, required=False
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=SHORT,
        required=False,
        help_text=gettext_lazy(
            "So that we can answer. Leave both empty, and nobody learns who you are."
        ),
    )


class AnswerForm(forms.Form):
    """An answer by mail to one message."""

    to = forms.EmailField(
        label=gettext_lazy("To"),
        max_length=254,
        help_text=gettext_lazy("The sender’s address, out of the message."),
    )
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
    )
