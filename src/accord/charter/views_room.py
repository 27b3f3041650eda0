"""The founding room: coming in, closing the texts, signing, and the first person.

Signed files are taken by desk/stamps.py.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from accord.charter import room_progress, rooms
from accord.charter.downloads import act_file
from accord.charter.firsts import first_invitation
from accord.charter.forms_room import EnterForm
from accord.charter.models import RoomFounder
from accord.charter.room_page import (
    act_or_say,
    back,
    context_of,
    enter_form,
    page,
    seat,
)
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.ledger.problems import sentence


@require_GET
@never_cache
@ensure_csrf_cookie
@seat
def room(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """The room; who comes for the first time says who it is."""
    if founder.entered is None:
        return _door(request, founder, enter_form(founder))
    return page(request, founder)


def _door(
    request: HttpRequest, founder: RoomFounder, form: EnterForm, status: int = 200
) -> HttpResponse:
    context = {"founder": founder, "form": form, "room": founder.room}
    return render(request, "charter/room_door.html", context, status=status)


@require_POST
@seat
def enter(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """A founder comes in, or changes its handle or name."""
    form = EnterForm(request.POST)
    if form.is_valid():
        try:
            rooms.enter(founder, form.cleaned_data["handle"], form.cleaned_data["name"])
            return back(founder)
        except AccordError as error:
            founder.refresh_from_db()
            if founder.entered is not None and founder.room.payload is not None:
                return page(request, founder, status=409, notice=sentence(error))
            form.add_error("handle", sentence(error))
    if founder.entered is None:
        return _door(request, founder, form, 400)
    return page(request, founder, status=400, me_form=form)


# Closing and signing


@require_POST
@seat
def freeze(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Closes the texts."""
    lacking = room_progress.missing(founder.room)
    if lacking:
        sentence_said = _("The texts cannot be closed yet.")
        return page(request, founder, status=409, notice=sentence_said)
    return act_or_say(request, founder, lambda: rooms.freeze(founder))


@require_POST
@seat
def unfreeze(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Opens the texts again."""
    return act_or_say(request, founder, lambda: rooms.unfreeze(founder))


@require_GET
@never_cache
@seat
def file(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """The founding as a file, for the stamp."""
    here = founder.room
    if here.payload is None:
        raise Http404
    act = rooms.act_of(here)
    return act_file(Envelope(act.payload, ()), rooms.blobs_of(here))


@require_POST
@seat
def take_back(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """A founder takes its signature back."""
    return act_or_say(request, founder, lambda: rooms.take_back(founder))


@require_GET
@never_cache
@seat
def live(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Who has signed: the part of the room that keeps itself fresh."""
    return render(request, "charter/_room_signers.html", context_of(founder))


# Afterwards


@require_POST
@seat
def invite_person(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Prepares a founder's first invitation, for its stamp."""
    if not founder.room.coalition:
        raise Http404
    then = reverse("charter:room", args=[founder.token])
    return first_invitation(request, founder.handle, then)
