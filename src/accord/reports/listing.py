"""The list of reports, by what the reader chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from accord.core.acts import times
from accord.people.numbers import number
from accord.people.reader import Reader
from accord.reports import queries
from accord.reports.models import Report

PAGE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list; `before` and `more` are for the way to the next."""

    rows: list[Report]
    before: int | None
    more: bool


def topics_used(reader: Reader) -> list[str]:
    """Every topic of the reports that a reader may read."""
    rows = queries.readable(reader).exclude(topics="")
    found = rows.values_list("topics", flat=True).distinct()
    return sorted({one for each in found for one in each.split()})


def chosen(reader: Reader, wanted: Mapping[str, object]) -> QuerySet[Report]:
    """The readable reports that fit what was chosen, newest first."""
    rows = queries.unread(reader) if wanted.get("unread") else queries.readable(reader)
    for field in ("marking", "by", "site"):
        if wanted.get(field):
            rows = rows.filter(**{field: wanted[field]})
    if wanted.get("topic"):
        rows = rows.filter(topics__contains=f" {wanted['topic']} ")
    if isinstance(since := wanted.get("since"), date):
        rows = rows.filter(observed__gte=_begins(since))
    if isinstance(until := wanted.get("until"), date):
        rows = rows.filter(observed__lt=_begins(until + timedelta(days=1)))
    if wanted.get("q"):
        hits = queries.found(reader, str(wanted["q"]))
        rows = rows.filter(act__in=[one.act for one in hits])
    return rows.order_by("-index")


def _begins(day: date) -> str:
    """When a day begins where the coalition is."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return times.write(datetime.combine(day, time(), zone))


def page(rows: QuerySet[Report], before: str) -> Page:
    """The next rows below the index `before`."""
    if (index := number(before)) is not None:
        rows = rows.filter(index__lt=index)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1].index if shown else None
    return Page(shown, last, len(found) > PAGE)
