"""When words are to become public: a local time with its zone, and back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accord.people.zones import called


def zones(own: str) -> list[tuple[str, str]]:
    """The zones to choose from: the coalition's, the person's own, and UTC."""
    names = dict.fromkeys((settings.TIME_ZONE, own or settings.TIME_ZONE, "UTC"))
    return [(name, called(name)) for name in names]


def moment(day: date, clock: time, zone: str) -> datetime:
    """The moment in UTC; raises ValidationError where clocks skip or repeat it."""
    local = datetime.combine(day, clock, ZoneInfo(zone))
    found = local.astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(
        tzinfo=None
    ):
        raise ValidationError(
            _("There is no such time: clocks are put forward then. Choose another.")
        )
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise ValidationError(
            _("This time comes twice: clocks are put back then. Say it in UTC.")
        )
    return found


def passed() -> str:
    """What is said of a release that is not to come any more."""
    return _(
        "This time has passed. Choose one to come, or none: then it goes out when "
        "enough have signed."
    )


def local(at: datetime, zone: str) -> tuple[str, str]:
    """A moment as the two fields of a form show it: day, time."""
    shown = at.astimezone(ZoneInfo(zone))
    return shown.strftime("%Y-%m-%d"), shown.strftime("%H:%M")
