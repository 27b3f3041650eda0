"""Forms about a word to the members, and about what a member shows of itself."""

from collections.abc import Iterable

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accord.charter.models import SHORT
from accord.charter.rooms import tidy


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
