"""The founding room: who founds, with which stamps, under which rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accord.charter import room_copies, rooms
from accord.charter.cards import read_stamp_card
from accord.charter.forms import CardForm
from accord.charter.forms_room import (
    ConfirmForm,
    CopyForm,
    InviteFounderForm,
    RulesForm,
)
from accord.charter.models import RoomFounder
from accord.charter.room_page import act_or_say, form_or_say, seat


@require_POST
@seat
def invite_founder(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """One more seat, with a personal link."""
    form = InviteFounderForm(request.POST)
    return form_or_say(
        request,
        founder,
        "founder_form",
        form,
        lambda: rooms.invite(
            founder, form.cleaned_data["handle"], form.cleaned_data["name"]
        ),
    )


@require_POST
@seat
def remove_founder(
    request: HttpRequest, founder: RoomFounder, seat_id: int
) -> HttpResponse:
    """Takes a seat away; who takes its own away is out of the room."""
    other = get_object_or_404(RoomFounder, id=seat_id, room=founder.room)
    answer = act_or_say(request, founder, lambda: rooms.remove(founder, other))
    gone = not RoomFounder.objects.filter(id=seat_id).exists()
    if gone and seat_id == founder.id:
        return render(request, "charter/room_left.html")
    return answer


@require_POST
@seat
def hand_in(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """A stamp card."""
    form = CardForm(request.POST, request.FILES)
    return form_or_say(
        request,
        founder,
        "card_form",
        form,
        lambda: rooms.hand_in(founder, read_stamp_card(form.data_in())),
    )


@require_POST
@seat
def save_rules(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Who decides what."""
    form = RulesForm(request.POST)
    return form_or_say(
        request,
        founder,
        "rules_form",
        form,
        lambda: rooms.save_rules(founder, form.cleaned_data),
    )


@require_POST
@seat
def save_confirming(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Whose word makes a record final."""
    form = ConfirmForm(request.POST)
    return form_or_say(
        request,
        founder,
        "confirm_form",
        form,
        lambda: room_copies.choose(founder, form.cleaned_data["finality"]),
    )


@require_POST
@seat
def hand_in_copy(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """The public key of the founder's copy."""
    form = CopyForm(request.POST)
    return form_or_say(
        request,
        founder,
        "copy_form",
        form,
        lambda: room_copies.hand_in(founder, form.cleaned_data["key"]),
    )
