"""A field for a moment: a day and a time, in the coalition's zone."""

import zoneinfo
from datetime import datetime

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from accord.core.acts import times


class Time(forms.Field):
    """A time in the coalition's zone, as the browser's own field writes it."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"})
        super().__init__(widget=widget, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        """The time as the log writes it."""
        written = str(super().clean(value) or "")
        try:
            local = datetime.fromisoformat(written)
        except ValueError as error:
            raise forms.ValidationError(_("Give a day and a time.")) from error
        if local.tzinfo is not None or not 2000 <= local.year <= 2999:
            raise forms.ValidationError(_("Give a day and a time."))
        zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
        moment = local.replace(tzinfo=zone)
        if times.parse(times.write(moment)).astimezone(zone).replace(
            tzinfo=None
        ) != local.replace(second=0, microsecond=0):
            raise forms.ValidationError(
                _("The clocks change then: this hour does not exist on that day.")
            )
        return times.write(moment)
