"""Forms of the charter: the founding room, applications, profiles, files."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accord.charter import shares
from accord.charter.actfile import MAX_FILE
from accord.charter.models import LONG, SHORT
from accord.charter.rooms import tidy
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import handle as read_handle

MAX_CARD = 4096


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


class UploadForm(forms.Form):
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

    file = forms.FileField(
        label=gettext_lazy("The signed file"),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )


class CardForm(UploadForm):
    """A stamp card."""

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


# The founding room


class EnterForm(forms.Form):
    """Who sits in this seat."""

    handle = HandleField()
    name = forms.CharField(
        label=gettext_lazy("Name of your organisation"),
        max_length=SHORT,
        required=False,
        help_text=gettext_lazy(
            "For the others in this room. Leave it empty to take part under your "
            "handle alone."
        ),
    )


class InviteFounderForm(forms.Form):
    """Another founder is asked to come."""

    handle = HandleField(
        required=False,
        help_text=gettext_lazy("The founder can change it on coming in."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=SHORT, required=False)


class TextForm(forms.Form):
    """The coalition's name and the declaration in one language."""

    name = forms.CharField(
        label=gettext_lazy("Name of the coalition"), max_length=SHORT, required=False
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the declaration"),
        max_length=SHORT,
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Declaration"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea({"rows": 18}),
        help_text=gettext_lazy(
            "Leave an empty line between paragraphs: paragraphs of all languages stand "
            "side by side."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LanguageForm(forms.Form):
    """One more language."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: object, there: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = languages(without=set(there))


def languages(without: set[str]) -> list[tuple[str, str]]:
    """Languages by code, each in its own words, those of the pages first."""
    known = {
        code: info["name_local"]
        for code, info in LANG_INFO.items()
        if code.isalpha() and len(code) <= 3 and "name_local" in info
    }
    first = [code for code, _name in settings.LANGUAGES]
    rest = sorted(known.keys() - set(first), key=lambda code: known[code].casefold())
    return [(code, known[code]) for code in (*first, *rest) if code not in without]


class RulesForm(forms.Form):
    """Who decides what: one question for each kind of decision."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for one in shares.QUESTIONS:
            self.fields[one.name] = forms.ChoiceField(
                label=str(one.label), choices=shares.CHOICES
            )


class CommentForm(forms.Form):
    """A word about the texts."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )


# Joining

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


class PledgeForm(forms.Form):
    """A person pledges support."""

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
        help_text=gettext_lazy("Only the members can read it."),
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
