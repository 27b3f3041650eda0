"""Forms about the coalition's course: its declaration, who leads it, its end."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.charter import course
from accord.charter.forms_members import NoteForm
from accord.charter.models import LONG, SHORT
from accord.charter.rooms import tidy
from accord.charter.wording import own_language
from accord.core.acts import times
from accord.ledger import clock

Texts = Mapping[str, Mapping[str, str]]


class AmendForm(NoteForm):
    """The declaration anew, in every language that it has, and others if wanted."""

    def __init__(
        self, *args: object, texts: Texts, more: Iterable[str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.texts = texts
        self.tongues = [*texts, *(one for one in more if one not in texts)]
        for code in self.tongues:
            self._ask(code, texts.get(code))
        names = [f"{part}_{one}" for one in self.tongues for part in ("title", "text")]
        self.order_fields([*names, "note"])

    def _ask(self, code: str, now: Mapping[str, str] | None) -> None:
        language = own_language(code)
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title ({language})").format(language=language),
            max_length=SHORT,
            required=now is not None,
            initial=now["title"] if now else "",
            widget=forms.TextInput({"lang": code}),
        )
        self.fields[f"text_{code}"] = forms.CharField(
            label=_("Text ({language})").format(language=language),
            max_length=LONG,
            required=now is not None,
            initial=now["text"] if now else "",
            widget=forms.Textarea({"rows": 12, "lang": code}),
        )

    def clean(self) -> dict[str, object]:
        """Something changes, and a language is whole or not there."""
        cleaned = super().clean() or {}
        for code in self.tongues:
            title, text = cleaned.get(f"title_{code}"), cleaned.get(f"text_{code}")
            if bool(title) != bool(text) and not self.errors:
                missing = "text" if title else "title"
                said = _("Give the title and the text, or neither of them.")
                self.add_error(f"{missing}_{code}", said)
        if not self.errors and self.documents() == dict(self.texts):
            raise forms.ValidationError(_("This is the declaration of now: change it."))
        return cleaned

    def documents(self) -> dict[str, dict[str, str]]:
        """Title and text by language."""
        given = self.cleaned_data
        found = {
            code: {
                "title": tidy(given.get(f"title_{code}") or ""),
                "text": tidy(given.get(f"text_{code}") or ""),
            }
            for code in self.tongues
        }
        return {code: one for code, one in found.items() if one["text"]}


class LeadForm(forms.Form):
    """Who leads the coalition and speaks for it."""

    kind = "charter.lead"
    member = forms.ChoiceField(
        label=gettext_lazy("Of which member"),
        help_text=gettext_lazy("Whoever leads answers to this member too."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the person"),
        max_length=SHORT,
        required=False,
        help_text=gettext_lazy(
            "It is public. Leave it empty, and only the member’s handle is shown."
        ),
    )
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("To end it earlier, choose somebody else."),
    )

    def __init__(
        self, *args: object, members: Iterable[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(members)

    def clean_until(self) -> date:
        """A day to come."""
        until: date = self.cleaned_data["until"]
        if until.year > clock.now().year + 10:
            raise forms.ValidationError(_("At most ten years: then choose again."))
        if course.last_moment(until) <= clock.now():
            raise forms.ValidationError(_("This day is already over."))
        return until

    def body(self) -> dict[str, object]:
        """The body of the act."""
        until = course.last_moment(self.cleaned_data["until"])
        return {
            "member": self.cleaned_data["member"],
            "until": times.write(until),
        }

    def contents(self) -> dict[str, object]:
        """The name, if one is given."""
        name = tidy(self.cleaned_data["name"])
        return {"lead": {"name": name}} if name else {}


class CloseForm(forms.Form):
    """The end: whoever prepares it types the coalition's name."""

    reason = forms.CharField(
        label=gettext_lazy("What is to be said about it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("It is public once the coalition has ended."),
    )
    typed = forms.CharField(
        label=gettext_lazy("Type the name of the coalition"),
        max_length=SHORT,
        help_text=gettext_lazy("So that nobody ends it by mistake."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: object, names: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.known = {_plain(one) for one in names}

    def clean_typed(self) -> str:
        """The name in one of its languages; letters' size does not matter."""
        typed = str(self.cleaned_data["typed"])
        if _plain(typed) not in self.known:
            raise forms.ValidationError(_("This is not the coalition’s name."))
        return typed


def _plain(name: str) -> str:
    return " ".join(tidy(name).split()).casefold()
