"""Forms about people: an invitation, and one's own preferences."""

import secrets
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accord.core.acts.times import write
from accord.ledger import clock
from accord.people import zones
from accord.people.queries import PersonView
from accord.people.roles import MEANING

NEW = "+"  # no person is called so: a new one
DAYS = (30, 90, 365, 730)
HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]
KEY = RegexValidator("^[0-9a-f]{64}$", _("The key for this invitation is missing."))


class InvitationForm(forms.Form):
    """Who is invited, for what, and until when. The browser adds the one-time key."""

    person = forms.ChoiceField(label=_("Who is it?"))
    name = forms.CharField(
        label=_("Name of the person"),
        max_length=100,
        required=False,
        help_text=_(
            "The members and whoever runs this server can read it; it is never "
            "public, and kept outside of the permanent record. Without a name a "
            "random word stands for the person."
        ),
    )
    roles = forms.MultipleChoiceField(
        label=_("What may this device do?"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(MEANING.items()),
        error_messages={"required": _("Choose at least one task.")},
    )
    days = forms.TypedChoiceField(label=_("For how long?"), coerce=int, initial=365)
    key = forms.CharField(
        widget=forms.HiddenInput, validators=[KEY], label="", required=False
    )

    def __init__(self, *args: object, people: list[PersonView], **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        known = [(one.person, one.title) for one in people]
        self._choose("person", [(NEW, _("Somebody new")), *known])
        self._choose("days", [(days, _days(days)) for days in DAYS])

    def _choose(self, name: str, choices: list[tuple[object, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_key(self) -> str:
        """The public half of the one-time key, made in the browser."""
        key: str = self.cleaned_data["key"]
        KEY(key)
        return key

    def body(self) -> dict[str, object]:
        """The body of the act."""
        person = self.cleaned_data["person"]
        if person == NEW:
            person = f"p{secrets.token_hex(4)}"
        until = clock.now() + timedelta(days=self.cleaned_data["days"])
        return {
            "key": self.cleaned_data["key"],
            "person": person,
            "roles": sorted(self.cleaned_data["roles"]),
            "until": write(until),
        }

    def contents(self) -> dict[str, object]:
        """The name, beside the log."""
        name = self.cleaned_data["name"].strip()
        return {"person": {"name": name}} if name else {}


def _days(days: int) -> str:
    if days % 365 == 0:
        years = days // 365
        return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


class PreferenceForm(forms.Form):
    """Language, time zone, briefing and quiet hours of one person."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages, and messages that others copy for you, come in it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones.choices,
        help_text=_("Times are shown in the coalition's zone, and in yours beside it."),
    )
    morning = forms.TypedChoiceField(
        label=_("Briefing at"),
        choices=HOURS,
        coerce=int,
        help_text=_("In your own time: what is new, what waits, what lacks."),
    )
    briefing = forms.BooleanField(
        label=_("Mail me when it is there"),
        required=False,
        help_text=_("Mails say that something waits, never what."),
    )
    quiet_from = forms.TypedChoiceField(
        label=_("No mail from"), choices=HOURS, coerce=int
    )
    quiet_to = forms.TypedChoiceField(
        label=_("until"),
        choices=HOURS,
        coerce=int,
        help_text=_("The same hour twice: mail comes at any time."),
    )
