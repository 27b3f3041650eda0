"""Plans: asking for one, how far it is, what it says, and what would be if."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accord.ledger import clock
from accord.people.guards import SignedIn, member_required, posted_from, role_required
from accord.people.names import person_name
from accord.supplies.forms.plan import PlanForm, RoadForm, WhatIfForm, kind_name
from accord.supplies.models_planning import (
    DONE,
    RUNNING,
    WAITING,
    PlanRun,
    RoadChange,
)
from accord.supplies.pages import page
from accord.supplies.planning import asked as asking
from accord.supplies.planning import runner, runs
from accord.supplies.planning.answers import AGREED, SILENT, answers
from accord.supplies.planning.asked import Asked
from accord.supplies.planning.gather import standing_refusals
from accord.supplies.planning.hours import hours
from accord.supplies.planning.page import plan_context
from accord.supplies.planning.region import region
from accord.supplies.planning.shown import shown
from accord.supplies.things import Things
from accord.supplies.views import things_of

LISTED = 12
# So many needs stand in a page of the table, and their reasons below it.
FIRST = 25
UNDER_WAY = (WAITING, RUNNING)


def zone() -> ZoneInfo:
    """The coalition's time zone: vehicles drive by its clock."""
    return ZoneInfo(settings.TIME_ZONE)


def _today() -> date:
    return clock.now().astimezone(zone()).date()


@require_GET
@member_required
def plans(request: SignedIn) -> HttpResponse:
    """Plans, newest first; what roads and refusals the next one begins with."""
    return _list(request, None, None)


def _list(
    request: SignedIn,
    form: PlanForm | None,
    road: RoadForm | None,
    trouble: str = "",
) -> HttpResponse:
    things = things_of(request)
    initial = Asked(_today() + timedelta(days=1)).document()
    shut = RoadChange.objects.filter(over=False).order_by("pk")
    current = runs.current()
    context = {
        "form": form or PlanForm(initial=initial, today=_today()),
        "road_form": road or RoadForm(),
        "runs": [_said(one, things) for one in _plans_of(request)[:LISTED]],
        "current": current,
        "waits": _waits(current),
        "roads": [_road(one, things) for one in shut],
        "trouble": trouble,
        "refusals": [
            {"row": one, "who": things.member(one.member)}
            for one in standing_refusals(clock.now())
        ],
        "me": request.reader.member,
        "can": request.reader.has("supplies"),
    }
    status = 409 if trouble else 400 if form or road else 200
    return render(request, "supplies/plan_list.html", context, status=status)


def _waits(run: PlanRun | None) -> dict[str, int] | None:
    """How many have agreed to the newest plan of how many, while it waits for some."""
    if run is None:
        return None
    states = [one.state for one in answers(run).values()]
    agreed = states.count(AGREED)
    if not agreed or SILENT not in states or _until(run) < _today():
        return None
    return {"plan": run.pk, "agreed": agreed, "of": len(states)}


def _until(run: PlanRun) -> date:
    wanted = asking.read(run.asked)
    return wanted.since + timedelta(days=wanted.days - 1)


def _plans_of(request: SignedIn) -> QuerySet[PlanRun]:
    """All plans; of what ifs only one's own organisation's."""
    mine = PlanRun.objects.exclude(of=None).exclude(member=request.reader.member)
    rows = PlanRun.objects.exclude(pk__in=mine.values("pk")).order_by("-pk")
    return rows.defer("problem", "plan")


def _said(run: PlanRun, things: Things) -> dict[str, object]:
    wanted = asking.read(run.asked)
    return {
        "run": run,
        "who": things.member(run.member),
        "since": wanted.since,
        "until": _until(run),
        "wanted": wanted,
        "open": run.state in UNDER_WAY,
    }


def _road(change: RoadChange, things: Things) -> dict[str, object]:
    known = region().crossings.get(change.crossing)
    return {
        "change": change,
        "name": known.name if known else change.crossing,
        "kind": kind_name(known.kind) if known else "",
        "who": things.member(change.member),
    }


@posted_from("supplies:plans")
@role_required("supplies")
def start(request: SignedIn) -> HttpResponse:
    """Asks for a plan."""
    form = PlanForm(request.POST, today=_today())
    if not form.is_valid():
        return _list(request, form, None)
    return ask(request, form.asked())


def ask(request: SignedIn, wanted: Asked, of: PlanRun | None = None) -> HttpResponse:
    """Puts a plan in the queue and goes to its page, or says why not."""
    try:
        run = runs.ask(request.reader, wanted, of)
    except runs.TooMany as error:
        return _list(request, None, None, str(error))
    runner.wake()
    return redirect("supplies:plan", run.pk)


@posted_from("supplies:plans")
@role_required("supplies")
def road(request: SignedIn) -> HttpResponse:
    """A crossing is closed, slow, or open again, for every plan from now on."""
    form = RoadForm(request.POST)
    if not form.is_valid():
        return _list(request, None, form)
    given = form.cleaned_data
    RoadChange.objects.filter(crossing=given["crossing"], over=False).update(over=True)
    if given["state"] != "open":
        RoadChange.objects.create(
            crossing=given["crossing"],
            factor=form.FACTORS[given["state"]],
            note=given["note"],
            member=request.reader.member,
            person=request.reader.person,
            time=clock.now(),
        )
    return redirect("supplies:plans")


# One plan


def run_of(request: SignedIn, number: int) -> PlanRun:
    """A plan; a what if of another member's is none."""
    run = get_object_or_404(PlanRun.objects.select_related("of"), pk=number)
    if run.of is not None and run.member != request.reader.member:
        raise Http404
    return run


@require_GET
@member_required
def plan(request: SignedIn, number: int) -> HttpResponse:
    """A plan as this member sees it; while it is made, how far it is."""
    return show(request, run_of(request, number), None)


def show(
    request: SignedIn, run: PlanRun, more: dict[str, object] | None, status: int = 200
) -> HttpResponse:
    """The page of a plan, with forms that were not accepted, if any."""
    things = things_of(request)
    context = _said(run, things) | {
        "person": person_name(run.member, run.person),
        "can": request.reader.has("supplies"),
        "me": request.reader.member,
        "current": runs.current_number() == run.pk,
    }
    if run.state != DONE:
        context |= _progress(run)
        return render(request, "supplies/plan_made.html", context)
    fleet = [one for one in things.vehicles.values() if one.id in _fleet(run)]
    plan_view = shown(run, things, request.reader.member)
    context |= plan_context(plan_view, things, request.reader)
    initial = {one: request.GET.getlist(one) for one in ("closed", "lost")}
    form = WhatIfForm(things=things, fleet=fleet, initial=initial)
    needs, pager = page(plan_view.needs, request.GET, "table", FIRST)
    asked_for = (request.GET.get("whose", ""), request.GET.get("day", ""))
    context |= {
        "what_if": form,
        "needs": needs,
        "pager": pager,
        "hours": hours(plan_view.trips, zone(), *asked_for),
    }
    return render(request, "supplies/plan.html", context | (more or {}), status=status)


def _fleet(run: PlanRun) -> set[str]:
    return {one["id"].partition("@")[0] for one in (run.problem or {})["vehicles"]}


@require_GET
@member_required
def progress(request: SignedIn, number: int) -> HttpResponse:
    """How far a plan is: a part of its page."""
    run = run_of(request, number)
    return render(request, "supplies/_plan_progress.html", _progress(run))


def _progress(run: PlanRun) -> dict[str, object]:
    before = PlanRun.objects.filter(state__in=UNDER_WAY, pk__lt=run.pk).count()
    return {
        "run": run,
        "before": before,
        "open": run.state in UNDER_WAY,
        "done": run.state == DONE,
        "passed": min(run.seconds, round(run.progress.get("seconds", 0))),
    }


@require_POST
@role_required("supplies")
def stop(request: SignedIn, number: int) -> HttpResponse:
    """Ends a search; what it has found by then is the plan."""
    run = run_of(request, number)
    if run.member != request.reader.member:
        raise PermissionDenied
    PlanRun.objects.filter(pk=run.pk, state__in=UNDER_WAY).update(stop=True)
    runner.wake()
    return redirect("supplies:plan", run.pk)


@posted_from("supplies:plan")
@role_required("supplies")
def again(request: SignedIn, number: int) -> HttpResponse:
    """The same plan anew, with the books of now; of a what if, what it asked."""
    run = run_of(request, number)
    wanted = asking.read(run.asked)
    base = run.of if run.of is not None else None
    if base is not None:
        return ask(request, wanted, base)
    return ask(request, replace(wanted, since=max(wanted.since, _today())))


@posted_from("supplies:plan")
@role_required("supplies")
def what_if(request: SignedIn, number: int) -> HttpResponse:
    """What would be if: the same plan with a difference."""
    run = run_of(request, number)
    base = run.of or run
    if base.state != DONE:
        raise Http404
    form = what_if_form(request, base, request.POST)
    if not form.is_valid():
        return show(request, run, {"what_if": form}, status=400)
    return ask(request, form.asked(asking.read(base.asked)), base)


def what_if_form(request: SignedIn, run: PlanRun, data: QueryDict) -> WhatIfForm:
    """The form over what this plan knows."""
    things = things_of(request)
    fleet = [one for one in things.vehicles.values() if one.id in _fleet(run)]
    return WhatIfForm(data, things=things, fleet=fleet)
