"""Forms of the founding room."""

import re
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.charter import shares
from accord.charter.forms import HandleField, OwnIds
from accord.charter.models import LONG, SHORT


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


class InviteFounderForm(OwnIds):
    """Another founder is asked to come."""

    ids = "founder"

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


class LanguageForm(OwnIds):
    """One more language."""

    ids = "language"

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: object, there: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
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
    first = [code for code, _own in settings.LANGUAGES]
    rest = sorted(known.keys() - set(first), key=lambda code: known[code].casefold())
    return [(code, known[code]) for code in (*first, *rest) if code not in without]


class RulesForm(OwnIds):
    """Who decides what: one question for each kind of decision."""

    ids = "rules"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for one in shares.QUESTIONS:
            self.fields[one.name] = forms.ChoiceField(
                label=str(one.label), choices=shares.CHOICES
            )


class ConfirmForm(OwnIds):
    """Whose word makes a record final."""

    ids = "confirm"

    finality = forms.ChoiceField(
        label=gettext_lazy("A record counts"),
        widget=forms.RadioSelect,
        choices=(
            ("hub", gettext_lazy("when the host has saved it")),
            (
                "cosigned",
                gettext_lazy(
                    "when more than two thirds of the members’ copies have checked and "
                    "confirmed it"
                ),
            ),
        ),
    )


class CopyForm(OwnIds):
    """The public key of a founder's copy."""

    ids = "copy"

    key = forms.CharField(
        label=gettext_lazy("Public key of your copy"),
        max_length=4096,
        required=False,
        widget=forms.TextInput({"class": "exact", "spellcheck": "false"}),
        help_text=gettext_lazy("64 digits and letters. Empty: you keep no copy."),
    )

    def clean_key(self) -> str:
        """64 hexadecimal digits, or nothing."""
        typed = "".join(str(self.cleaned_data["key"]).split()).lower()
        if "accord/key@1" in typed:
            raise forms.ValidationError(
                _(
                    "This is the secret key file. It was not kept here. What belongs "
                    "here is the public key that was printed when it was made."
                )
            )
        if typed and not re.fullmatch("[0-9a-f]{64}", typed):
            raise forms.ValidationError(
                _("This is not a public key: it has 64 digits and letters from a to f.")
            )
        return typed


class CommentForm(OwnIds):
    """A word about the texts."""

    ids = "comment"

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
