"""What a person prefers: language, time zone, the morning's hour, quiet hours."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accord.people.apply import person_id
from accord.people.models import Preference
from accord.people.quiet import not_before

MORNING = 7


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's preferences, with the coalition's where there are none."""

    language: str
    time_zone: str
    morning: int
    briefing: bool
    quiet_from: int
    quiet_to: int

    def mail_at(self, now: datetime) -> datetime:
        """When a mail that is ready now may go out."""
        return not_before(now, self.time_zone, self.quiet_from, self.quiet_to)


def of(member: str, person: str) -> Preferences:
    """One person's."""
    row = Preference.objects.filter(id=person_id(member, person)).first()
    return preferences(row)


def preferences(row: Preference | None) -> Preferences:
    """Those of a row; the coalition's where a person never chose."""
    if row is None:
        row = Preference(language="", time_zone="")
    return Preferences(
        row.language or settings.LANGUAGE_CODE,
        row.time_zone or settings.TIME_ZONE,
        row.morning,
        row.briefing,
        row.quiet_from,
        row.quiet_to,
    )
