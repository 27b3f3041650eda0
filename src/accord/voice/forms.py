"""Forms of the statement room, beside the words themselves."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.ledger import clock
from accord.people.reader import Reader
from accord.voice import drafts, release
from accord.voice.models import Draft
from accord.voice.texts_form import own_name

MAX_TOPICS = 10
DAYS = (1, 3, 7, 14, 30)


class DetailsForm(forms.Form):
    """Languages, address, release, topics.

    Only what this person changed is written: others may have changed the rest.
    """

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which it is signed"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    slug = forms.CharField(
        label=gettext_lazy("Address on the site"),
        max_length=64,
        required=False,
        help_text=gettext_lazy(
            "Small Latin letters, digits and hyphens. It never changes once it is out."
        ),
    )
    day = forms.DateField(
        label=gettext_lazy("Public on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Without a day it goes out ten minutes after the last signature that is "
            "needed, so that a signer can still stop it."
        ),
    )
    clock = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    urgent = forms.BooleanField(
        label=gettext_lazy("Urgent: without the ten minutes"), required=False
    )
    topics = forms.CharField(
        label=gettext_lazy("Topics"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In Latin letters, with commas: water, crossing"),
    )

    def __init__(
        self, draft: Draft, reader: Reader, data: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=_shown(draft), auto_id="detail_%s")
        self.draft = draft
        _choose(self.fields["languages"], _languages(draft))
        _choose(self.fields["zone"], release.zones(reader.time_zone))
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean_slug(self) -> str:
        """An address that nothing else has."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug != slugify(slug) or "_" in slug:
            raise ValidationError(_("Use small Latin letters, digits and hyphens."))
        if slug and drafts.is_taken(slug, self.draft):
            raise ValidationError(_("Another statement or draft has this address."))
        return slug

    def clean_topics(self) -> str:
        """Topics as short names, sorted."""
        typed = [one.strip() for one in self.cleaned_data["topics"].split(",")]
        topics = sorted({slugify(one)[:64].strip("-_") for one in typed if one})
        if "" in topics:
            raise ValidationError(_("Write topics in Latin letters."))
        if len(topics) > MAX_TOPICS:
            raise ValidationError(_("At most {n} topics.").format(n=MAX_TOPICS))
        return ",".join(one.replace("_", "-") for one in topics)

    def clean(self) -> None:
        """The release as a moment: a day needs a time, and a time a day."""
        super().clean()
        given = self.cleaned_data
        day, at = given.get("day"), given.get("clock")
        given["release"] = None
        if (day is None) != (at is None):
            said = _("Say both, the day and the time, or neither.")
            self.add_error("day" if day is None else "clock", said)
        elif day is not None and at is not None:
            try:
                zone = given.get("zone") or settings.TIME_ZONE
                given["release"] = release.moment(day, at, zone)
            except ValidationError as error:
                self.add_error("clock", error)
            else:
                self._check_to_come(given["release"])

    def _check_to_come(self, found: datetime) -> None:
        """A time that passed since it was set stops nobody who changes the rest."""
        if found <= clock.now() and set(self.changed_data) & {"day", "clock", "zone"}:
            self.add_error("day", release.passed())

    def save(self) -> None:
        """Writes what this person changed."""
        changed = set(self.changed_data)
        if changed & {"day", "clock", "zone"}:
            self.draft.release = self.cleaned_data["release"]
        for name in changed & {"slug", "urgent", "topics"}:
            setattr(self.draft, name, self.cleaned_data[name])
        if "languages" in changed:
            self.draft.languages = ",".join(sorted(self.cleaned_data["languages"]))
        if changed:
            self.draft.save()


def _shown(draft: Draft) -> dict[str, object]:
    zone = settings.TIME_ZONE
    day, clock = release.local(draft.release, zone) if draft.release else ("", "")
    return {
        "languages": drafts.languages(draft),
        "slug": draft.slug,
        "day": day,
        "clock": clock,
        "zone": zone,
        "urgent": draft.urgent,
        "topics": draft.topics.replace(",", ", "),
    }


def _languages(draft: Draft) -> list[tuple[str, str]]:
    """The coalition's languages, those of the pages, and those of the draft."""
    codes = [
        *drafts.coalition_languages(),
        *dict(settings.LANGUAGES),
        *drafts.languages(draft),
    ]
    return [(code, own_name(code)) for code in dict.fromkeys(codes)]


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class ProposeForm(forms.Form):
    """The versions that were read, and how long members may sign."""

    versions = forms.CharField(widget=forms.HiddenInput)
    days = forms.TypedChoiceField(
        label=gettext_lazy("Open for signing"), coerce=int, initial=3
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        _choose(self.fields["days"], [(str(days), _days(days)) for days in DAYS])


def _days(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
