"""Pages of actions: the agenda, one action, tasks."""

from datetime import timedelta

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.actions import forms, queries, taken
from accord.actions.beside import item_names, vehicle_names
from accord.actions.models import Action
from accord.ledger import clock
from accord.ledger.coalition import current
from accord.people import names
from accord.people.guards import SignedIn, member_required
from accord.people.sites import site_names

AHEAD = 60
BEHIND = 30


def tongue() -> str:
    """The language of the page."""
    return get_language() or "en"


def member_names() -> dict[str, str]:
    """The members of now by handle, each with its name, or its handle."""
    here = current()
    language = tongue()
    handles = here.members if here is not None else ()
    return {one: names.member_name(one, language) or one for one in handles}


def join_form(
    request: SignedIn, act_id: str, data: QueryDict | None = None
) -> forms.JoinForm:
    """The form with the vehicles of the reader's member, by name."""
    ours = vehicle_names(request.reader.member, tongue())
    return forms.JoinForm(data, action=act_id, fleet=ours, items=item_names(tongue()))


@require_GET
@member_required
def agenda(request: SignedIn) -> HttpResponse:
    """What is planned, day by day, and what was."""
    rows = queries.visible(request.reader)
    now = clock.text()
    ahead = queries.views(rows.filter(end__gt=now), tongue())
    behind = queries.views(rows.filter(end__lte=now), tongue())
    weeks: dict[str, list[queries.ActionView]] = {}
    for one in ahead:
        monday = one.start.date() - timedelta(days=one.start.weekday())
        weeks.setdefault(monday.isoformat(), []).append(one)
    context = {
        "weeks": [(found[0].start, found) for found in weeks.values()],
        "behind": list(reversed(behind))[:BEHIND],
        "sites": site_names(),
        "tasks": [
            one for one in queries.tasks(request.reader, tongue()) if not one.done
        ],
        "can": request.reader.has("actions"),
    }
    return render(request, "actions/agenda.html", context)


@require_GET
@member_required
def show(request: SignedIn, act_id: str) -> HttpResponse:
    """One action: when, where, who takes part, what is lacking, what clashes."""
    found = queries.action(act_id, request.reader, tongue())
    if found is None:
        raise Http404
    row = Action.objects.get(act=act_id)
    can = request.reader.has("actions") and found.state == "planned"
    mine = found.by.handle == request.reader.member
    joined = any(one.who.handle == request.reader.member for one in found.parts)
    open_now = row.state == "planned"
    slot = taken.slot_of(row)
    context = {
        "action": found,
        "at_site": site_names().get(found.site, ""),
        "clashes": taken.clashes(slot, request.reader, tongue()) if open_now else [],
        "tasks": queries.tasks(request.reader, tongue(), act_id),
        "can": can,
        "mine": mine,
        "joined": joined,
        "over": found.end <= clock.now(),
        "join": join_form(request, act_id),
        "vehicles": vehicle_names("", tongue()),
        "items": item_names(tongue()),
        "finish": forms.FinishForm(action=act_id),
        "end": forms.EndForm(action=act_id, kind="actions.cancel"),
        "task": forms.TaskForm(members=member_names(), action=act_id),
        "change": forms.ChangeForm(
            action=act_id, sites=site_names(), items=item_names(tongue())
        ),
    }
    return render(request, "actions/action.html", context)


@require_GET
@member_required
def task_list(request: SignedIn) -> HttpResponse:
    """The tasks that the reader's organisation gave or got."""
    found = queries.tasks(request.reader, tongue())
    context = {
        "mine": [one for one in found if one.assignee.handle == request.reader.member],
        "given": [one for one in found if one.assignee.handle != request.reader.member],
        "form": forms.TaskForm(members=member_names()),
        "can": request.reader.has("actions"),
    }
    return render(request, "actions/tasks.html", context)
