"""The forms of actions: each has a view that prepares its act."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.actions import forms, queries, taken
from accord.actions.beside import item_names
from accord.actions.clashes import Slot
from accord.actions.models import Action
from accord.actions.views import join_form, member_names, tongue
from accord.ledger import clock
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import NEW, form_to_sign, page_of_new
from accord.people.sites import site_names


def _page_of(act_id: str) -> str:
    return reverse("actions:action", args=[act_id])


@require_GET
@role_required("actions")
def new(request: SignedIn) -> HttpResponse:
    """The form of a new action."""
    form = forms.ActionForm(
        sites=site_names(), members=_others(request), items=item_names(tongue())
    )
    return render(request, "actions/new.html", {"form": form})


def _others(request: SignedIn) -> dict[str, str]:
    named = member_names()
    named.pop(request.reader.member, None)
    return named


@require_POST
@role_required("actions")
def prepare_new(request: SignedIn) -> HttpResponse:
    """Prepares a new action."""
    form = forms.ActionForm(
        request.POST,
        sites=site_names(),
        members=_others(request),
        items=item_names(tongue()),
    )
    return form_to_sign(request.reader, form, page_of_new("actions:action"))


@require_POST
@role_required("actions")
def clashes(request: SignedIn, act_id: str = "") -> HttpResponse:
    """What the action in the form would clash with, as a part of the page."""
    form = forms.SpanForm(request.POST, sites=site_names())
    form.is_valid()
    given = form.cleaned_data
    found: list[taken.ClashView] = []
    before = queries.action(act_id, request.reader, tongue()) if act_id else None
    if given.get("start") and given.get("end") and given["start"] < given["end"]:
        slot = Slot(act_id or NEW, given["start"], given["end"], given.get("site", ""))
        if before:
            now = taken.slot_of(Action.objects.get(act=act_id))
            slot = replace(slot, vehicles=now.vehicles, people=now.people)
        found = taken.clashes(slot, request.reader, tongue())
    offered = sum(one.vehicles for one in before.parts) if before else 0
    no_transport = max(0, (given.get("vehicles") or 0) - offered)
    past = bool(given.get("end")) and given["end"] <= clock.text()
    context = {"clashes": found, "no_transport": no_transport, "past": past}
    return render(request, "actions/_clashes.html", context)


@require_POST
@role_required("actions")
def join_clashes(request: SignedIn, act_id: str) -> HttpResponse:
    """What the vehicles and the people in the form clash with."""
    _seen(request, act_id)
    form = join_form(request, act_id, request.POST)
    form.is_valid()
    given = form.cleaned_data
    ours = {request.reader.member} if given.get("people") else ()
    return _taken_twice(request, act_id, given.get("fleet", ()), ours)


@require_POST
@role_required("actions")
def task_clashes(request: SignedIn, act_id: str) -> HttpResponse:
    """What else those who are asked in the form have to do at the time."""
    _seen(request, act_id)
    form = forms.TaskForm(request.POST, members=member_names(), action=act_id)
    form.is_valid()
    asked = form.cleaned_data.get("assignee")
    return _taken_twice(request, act_id, (), (asked,) if asked else ())


def _taken_twice(
    request: SignedIn, act_id: str, vehicles: Iterable[str], people: Iterable[str]
) -> HttpResponse:
    """The clashes of vehicles and people at an action's time, as a part of the page."""
    row = Action.objects.get(act=act_id)
    slot = Slot(act_id, row.start, row.end, "", frozenset(vehicles), frozenset(people))
    found = taken.clashes(slot, request.reader, tongue())
    shown = [one for one in found if one.what != "release"]
    return render(request, "actions/_clashes.html", {"clashes": shown})


def _seen(request: SignedIn, act_id: str) -> None:
    """404 for an action that the reader may not know of."""
    if not queries.visible(request.reader).filter(act=act_id).exists():
        raise Http404


@require_POST
@role_required("actions")
def prepare_change(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares another time or place."""
    _seen(request, act_id)
    form = forms.ChangeForm(
        request.POST, action=act_id, sites=site_names(), items=item_names(tongue())
    )
    return form_to_sign(request.reader, form, _page_of(act_id))


@require_POST
@role_required("actions")
def prepare_join(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares taking part."""
    _seen(request, act_id)
    form = join_form(request, act_id, request.POST)
    return form_to_sign(request.reader, form, _page_of(act_id))


@require_POST
@role_required("actions")
def prepare_end(request: SignedIn, act_id: str, how: str) -> HttpResponse:
    """Prepares leaving or cancelling."""
    _seen(request, act_id)
    form = forms.EndForm(request.POST, action=act_id, kind=f"actions.{how}")
    return form_to_sign(request.reader, form, _page_of(act_id))


@require_POST
@role_required("actions")
def prepare_finish(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares what came of it."""
    _seen(request, act_id)
    form = forms.FinishForm(request.POST, action=act_id)
    return form_to_sign(request.reader, form, _page_of(act_id))


@require_POST
@role_required("actions")
def prepare_task(request: SignedIn, act_id: str = "") -> HttpResponse:
    """Prepares a task, of an action or by itself."""
    if act_id:
        _seen(request, act_id)
    form = forms.TaskForm(request.POST, members=member_names(), action=act_id)
    then = _page_of(act_id) if act_id else reverse("actions:tasks")
    return form_to_sign(request.reader, form, then)


@require_POST
@role_required("actions")
def prepare_done(request: SignedIn, task_id: str) -> HttpResponse:
    """Prepares that a task is done."""
    form = forms.DoneForm(request.POST, task=task_id)
    return form_to_sign(request.reader, form, reverse("actions:tasks"))
