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
from accord.charter.room_page import act_or_say, seat, takes


@takes("founder_form", InviteFounderForm)
def invite_founder(founder: RoomFounder, form: InviteFounderForm) -> None:
    """One more seat, with a personal link."""
    rooms.invite(founder, form.cleaned_data["handle"], form.cleaned_data["name"])


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


@takes("card_form", CardForm)
def hand_in(founder: RoomFounder, form: CardForm) -> None:
    """A stamp card."""
    rooms.hand_in(founder, read_stamp_card(form.data_in()))


@takes("rules_form", RulesForm)
def save_rules(founder: RoomFounder, form: RulesForm) -> None:
    """Who decides what."""
    rooms.save_rules(founder, form.cleaned_data)


@takes("confirm_form", ConfirmForm)
def save_confirming(founder: RoomFounder, form: ConfirmForm) -> None:
    """Whose word makes a record final."""
    room_copies.choose(founder, form.cleaned_data["finality"])


@takes("copy_form", CopyForm)
def hand_in_copy(founder: RoomFounder, form: CopyForm) -> None:
    """The public key of the founder's copy."""
    room_copies.hand_in(founder, form.cleaned_data["key"])
