"""Forms of the charter: the founding room, applications, profiles, files."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.errors import Malformed
from accord.core.acts.fields import handle as read_handle

MAX_FILE = 4 * 1024 * 1024
MAX_CARD = 4096


class OwnIds(forms.Form):
    """A form whose fields have ids of their own, for pages with several forms."""

    ids = "id"

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", f"{self.ids}_%s")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class HandleField(forms.CharField):
    """A handle: what an organisation is called in every record."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", gettext_lazy("Handle"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "A short name in small Latin letters, like far-shore. It stands in "
                "every record and cannot be changed. An organisation that must not be "
                "named takes part under its handle alone."
            ),
        )
        super().__init__(max_length=32, **kwargs)  # type: ignore[arg-type]
        self.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def clean(self, value: object) -> str:
        """The handle; wrong ones are refused with the form that it has to have."""
        cleaned = str(super().clean(value)).strip()
        if not cleaned:
            return ""
        try:
            return read_handle(cleaned, "handle")
        except Malformed as error:
            raise forms.ValidationError(
                _(
                    "A handle has 2 to 32 small Latin letters, digits and hyphens, "
                    "and a letter first: far-shore."
                )
            ) from error


class UploadForm(OwnIds):
    """A file, or the same as text."""

    limit = MAX_FILE
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Or paste its text here"),
        required=False,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "class": "exact"}),
    )

    def clean(self) -> dict[str, object]:
        """Either of both, and not too large."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted")
        if not file and not pasted:
            raise forms.ValidationError(_("Choose a file first."))
        if file and file.size > self.limit:
            raise forms.ValidationError(
                _("This file is too large to be the right one.")
            )
        return cleaned

    def data_in(self) -> bytes:
        """The bytes that were handed in."""
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else self.cleaned_data["pasted"].encode()


class StampedForm(UploadForm):
    """The signed file of a decision."""

    ids = "stamped"
    file = forms.FileField(
        label=gettext_lazy("The signed file"),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )


class CardForm(UploadForm):
    """A stamp card."""

    ids = "card"
    limit = MAX_CARD
    file = forms.FileField(
        label=gettext_lazy("Your stamp card"),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
        help_text=gettext_lazy(
            "The card is public. The stamp itself stays with you: never hand it in."
        ),
    )


class NewcomerForm(CardForm):
    """A newcomer's handle and stamp card."""

    handle = HandleField()
    field_order = ("handle", "file", "pasted")
