"""What waits for a reader about reports: those with the strictest marking, unread."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.people.reader import Reader
from accord.people.waiting import Waiting
from accord.reports import queries

CLOSE = ("red", "amber-strict")
MOST = 5


def waiting(reader: Reader) -> list[Waiting]:
    """Unread reports that name the reader's organisation among a few."""
    rows = queries.unread(reader).filter(marking__in=CLOSE)[:MOST]
    return [
        Waiting(
            kind=_("Report for your organisation"),
            act_id=one.id,
            title=one.title or _("Report"),
            who=one.by.title,
            url=reverse("reports:report", args=[one.id]),
        )
        for one in queries.views(rows, reader, get_language() or "en")
    ]
