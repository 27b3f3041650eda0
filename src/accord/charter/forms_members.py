"""Forms about joining, and about what a member shows of itself."""

from collections.abc import Iterable

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accord.charter.forms import HandleField, OwnIds
from accord.charter.models import SHORT
from accord.charter.rooms import tidy

PLEDGES = (
    ("time", gettext_lazy("Time")),
    ("goods", gettext_lazy("Goods")),
    ("transport", gettext_lazy("Transport")),
    ("name", gettext_lazy("A name under the declaration")),
)


class ApplicationForm(forms.Form):
    """An organisation asks to join."""

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


class PledgeForm(OwnIds):
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
        help_text=gettext_lazy("It is never public."),
    )
    message = forms.CharField(
        label=gettext_lazy("More about it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NoteForm(forms.Form):
    """A word to the members about a change that they are asked to sign."""

    note = forms.CharField(
        label=gettext_lazy("A word to the other members"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("It goes with the file, and everybody reads it."),
    )


class ProfileForm(forms.Form):
    """What a member shows of itself, in every language; or its handle alone."""

    alone = forms.BooleanField(
        label=gettext_lazy("We take part under our handle alone"),
        required=False,
        help_text=gettext_lazy("Then nothing below is kept or shown."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"), max_length=SHORT, required=False
    )
    contact = forms.CharField(
        label=gettext_lazy("Public contact"), max_length=SHORT, required=False
    )

    def __init__(self, *args: object, tongues: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.tongues = list(tongues)
        for code in self.tongues:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_name_in(code), max_length=SHORT, required=False
            )
        names = [f"name_{code}" for code in self.tongues]
        self.order_fields(["alone", *names, "place", "contact"])

    def clean(self) -> dict[str, object]:
        """A name in one language at least, or the handle alone."""
        cleaned = super().clean() or {}
        if not cleaned.get("alone") and not self.names():
            first = f"name_{self.tongues[0]}"
            self.add_error(first, _("Give a name in one language at least."))
        return cleaned

    def names(self) -> dict[str, str]:
        """The names that were given, by language."""
        given = {
            code: tidy(self.cleaned_data.get(f"name_{code}") or "")
            for code in self.tongues
        }
        return {code: name for code, name in given.items() if name}

    def contents(self) -> dict[str, object]:
        """The content of the act; none under a handle alone."""
        if self.cleaned_data["alone"]:
            return {}
        return {
            "profile": {
                "names": self.names(),
                "place": tidy(self.cleaned_data["place"]),
                "contact": tidy(self.cleaned_data["contact"]),
            }
        }


def _name_in(code: str) -> str:
    with override(code):
        local = LANG_INFO.get(code, {}).get("name_local", code)
    return _("Name ({language})").format(language=local)
