"""Which days a page of actions is about, and the actions that touch them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from accord.actions import grid, queries
from accord.actions.views import tongue
from accord.core.acts import times
from accord.ledger import clock
from accord.people.guards import SignedIn

WEEKS = 4  # on the line and on the map


def zone() -> ZoneInfo:
    """The coalition's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def asked(request: SignedIn) -> date:
    """The day that the address asks for, or today in the coalition's zone."""
    today = clock.now().astimezone(zone()).date()
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return day if grid.FIRST <= day <= grid.LAST else today


def between(
    request: SignedIn, start: datetime, end: datetime
) -> list[queries.ActionView]:
    """The actions that touch a span, as far as this reader may know of them."""
    rows = queries.visible(request.reader).filter(
        start__lt=times.write(end), end__gt=times.write(start)
    )
    return queries.views(rows, tongue())
