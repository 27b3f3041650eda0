"""Actions by time: a month, a week on one sheet (page and PDF), a line of weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accord.actions import beside, grid, queries, spans
from accord.actions.views import tongue
from accord.ledger import clock
from accord.ledger.coalition import current
from accord.people import times, typeset
from accord.people.guards import SignedIn, member_required
from accord.people.sites import site_names

UNITS = 1000
MOST = 40  # actions in one day of a month before "and more"


@dataclass(frozen=True)
class Day:
    """One day with all that is on it."""

    date: date
    today: bool
    inside: bool
    actions: list[queries.ActionView]
    tasks: list[queries.TaskView]
    releases: list[beside.Release]

    @property
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return not (self.actions or self.tasks or self.releases)


def _days(request: SignedIn, dates: list[date], inside: date | None) -> list[Day]:
    zone, language = spans.zone(), tongue()
    start, end = grid.span(dates[0], len(dates), zone)
    actions = spans.between(request, start, end)
    released = beside.releases(start, end, request.reader, language)
    due = [one for one in queries.tasks(request.reader, language) if not one.done]
    today = clock.now().astimezone(zone).date()
    return [
        Day(
            date=day,
            today=day == today,
            inside=inside is None or day.month == inside.month,
            actions=[
                one
                for one in grid.on(day, actions, zone)
                if isinstance(one, queries.ActionView)
            ],
            tasks=[one for one in due if one.due.astimezone(zone).date() == day],
            releases=[
                one for one in released if one.time.astimezone(zone).date() == day
            ],
        )
        for day in dates
    ]


@require_GET
@never_cache
@member_required
def month(request: SignedIn) -> HttpResponse:
    """/desk/actions/month: a page of the calendar."""
    day = spans.asked(request)
    weeks = grid.month(day)
    days = _days(request, [one for week in weeks for one in week], day)
    context = {
        "first": day.replace(day=1),
        "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
        "before": grid.next_month(day, -1),
        "after": grid.next_month(day),
        "view": "month",
        "can": request.reader.has("actions"),
    }
    with timezone.override(spans.zone()):
        return render(request, "actions/month.html", context)


@require_GET
@never_cache
@member_required
def week(request: SignedIn) -> HttpResponse:
    """/desk/actions/week: what we are all doing this week, on one sheet."""
    day = spans.asked(request)
    context = _week(request, day) | {
        "view": "week",
        "before": grid.monday(day) - timedelta(days=7),
        "after": grid.monday(day) + timedelta(days=7),
        "can": request.reader.has("actions"),
    }
    with timezone.override(spans.zone()):
        return render(request, "actions/week.html", context)


def _week(request: SignedIn, day: date) -> dict[str, object]:
    dates = grid.week(day)
    return {
        "first": dates[0],
        "last": dates[-1],
        "days": _days(request, dates, None),
        "sites": site_names(),
        "vehicles": beside.vehicle_names("", tongue()),
        "now": clock.now(),
    }


@require_GET
@never_cache
@member_required
def week_pdf(request: SignedIn) -> HttpResponse:
    """/desk/actions/week.pdf: the same sheet, A4 across."""
    day = spans.asked(request)
    found = _week(request, day)
    sheet = (files("accord.actions") / "sheets" / "week.typ").read_bytes()
    made = typeset.pdf(sheet, _sheet(found))
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"week-{grid.monday(day).isoformat()}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _sheet(found: dict[str, object]) -> dict[str, object]:
    here = current()
    days = found["days"]
    sites = found["sites"]
    rows = days if isinstance(days, list) else []
    places = sites if isinstance(sites, dict) else {}
    return {
        "language": tongue(),
        "coalition": here.name(tongue()) if here else "",
        "title": _("What we are doing together"),
        "span": f"{_date(found['first'])} – {_date(found['last'])}",
        "empty": _("Nothing is planned"),
        "made": _("As of {time}. Only for those who may see it.").format(
            time=times.printed(clock.now())
        ),
        "days": [_on_sheet(one, places) for one in rows],
    }


def _on_sheet(day: Day, sites: dict[str, str]) -> dict[str, object]:
    return {
        "name": date_format(day.date, "l"),
        "date": times.dated(day.date, "j E"),
        "lines": [
            *(_line(one, day.date, sites) for one in day.actions),
            *(
                {
                    "time": _clock(one.due),
                    "text": _("Due: {task}").format(task=one.title),
                    "who": one.assignee.title,
                    "note": "",
                    "gone": False,
                }
                for one in day.tasks
            ),
            *(
                {
                    "time": _clock(one.time),
                    "text": _("Goes out: {title}").format(title=one.title or _("busy")),
                    "who": "",
                    "note": _if_signed(one),
                    "gone": False,
                }
                for one in day.releases
            ),
        ],
    }


def _if_signed(one: beside.Release) -> str:
    return _("if enough have signed by then") if one.title and not one.agreed else ""


def _line(
    one: queries.ActionView, day: date, sites: dict[str, str]
) -> dict[str, object]:
    zone = spans.zone()
    begins = one.start.astimezone(zone).date() == day
    ends = one.end.astimezone(zone).date() == day
    since, until = _clock(one.start) if begins else "…", _clock(one.end)
    lacking = []
    if one.state == "planned" and one.lacks_people:
        lacking.append(_("{n} people lacking").format(n=one.lacks_people))
    if one.state == "planned" and one.lacks_vehicles:
        lacking.append(_("{n} vehicles lacking").format(n=one.lacks_vehicles))
    return {
        "time": f"{since}–{until if ends else '…'}",
        "text": one.title or _("Action"),
        "who": ", ".join(
            dict.fromkeys([one.by.title, *(part.who.title for part in one.parts)])
        ),
        "note": " · ".join([sites.get(one.site, one.place), *lacking]).strip(" ·"),
        "gone": one.state == "cancelled",
    }


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(spans.zone()):%H:%M}"


def _date(day: object) -> str:
    return times.dated(day, "j E Y") if isinstance(day, date) else ""


@dataclass(frozen=True)
class Row:
    """One action on the line of weeks."""

    action: queries.ActionView
    bar: grid.Bar


@require_GET
@never_cache
@member_required
def line(request: SignedIn) -> HttpResponse:
    """/desk/actions/line: four weeks side by side, an action a row."""
    first = grid.monday(spans.asked(request))
    zone, days = spans.zone(), spans.WEEKS * 7
    start, end = grid.span(first, days, zone)
    found = spans.between(request, start, end)
    today = grid.bar(_Now(clock.now()), first, days, zone, UNITS)
    context = {
        "first": first,
        "last": first + timedelta(days=days - 1),
        "weeks": [
            (n * UNITS // spans.WEEKS, first + timedelta(days=7 * n))
            for n in range(spans.WEEKS)
        ],
        "rows": list(_rows(found, first, days)),
        "today": today.at if today else None,
        "before": first - timedelta(days=days),
        "after": first + timedelta(days=days),
        "view": "line",
        "can": request.reader.has("actions"),
    }
    with timezone.override(zone):
        return render(request, "actions/line.html", context)


@dataclass(frozen=True)
class _Now:
    start: datetime

    @property
    def end(self) -> datetime:
        return self.start + timedelta(seconds=1)


def _rows(found: Iterable[queries.ActionView], first: date, days: int) -> Iterable[Row]:
    for one in found:
        place = grid.bar(one, first, days, spans.zone(), UNITS)
        if place is not None:
            yield Row(one, place)
