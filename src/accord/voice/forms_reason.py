"""The reason of a withdrawal, in each language of what is withdrawn."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _

from accord.voice import cleaning, reasons
from accord.voice.texts_form import own_name

MAX_REASON = 4000


class ReasonForm(forms.Form):
    """Why a statement is withdrawn; it is published."""

    def __init__(
        self, languages: Sequence[str], data: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data)
        self.languages = languages
        for one in languages:
            label = _("The reason")
            self.fields[f"reason_{one}"] = Reason(
                label=f"{label}, {own_name(one)}" if len(languages) > 1 else label,
                max_length=MAX_REASON,
                strip=False,
                required=False,
                widget=forms.Textarea(
                    {
                        "rows": 3,
                        "lang": one,
                        "dir": "auto",
                        "data-ends": 1,
                        "aria-describedby": "why-withdrawn",
                    }
                ),
            )

    def clean(self) -> None:
        """One language at least has a reason."""
        super().clean()
        if not self.errors and not self._given():
            field = f"reason_{self.languages[0]}"
            self.add_error(field, _("Say why: the public reads it."))

    def _given(self) -> dict[str, str]:
        fields = ((one, self.cleaned_data[f"reason_{one}"]) for one in self.languages)
        return {one: words for one, words in fields if words}

    def reason(self) -> str:
        """The reason in the form in which it is signed."""
        return reasons.together(self._given())


class Reason(forms.CharField):
    """Words in the form in which they are signed."""

    def clean(self, value: object) -> str:
        """Raises ValidationError for invisible signs."""
        clean: str = super().clean(cleaning.words(str(value or "")))
        return clean
