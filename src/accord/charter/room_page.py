"""How the founding room is drawn, and how what goes wrong is said in it.

A founder is known by its personal link alone: there is no coalition yet, and no key.
What binds is the stamp, which never comes near this server.
"""

from collections.abc import Callable
from itertools import zip_longest
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accord.charter import room_copies, room_progress, rooms, shares
from accord.charter.firsts import has_people
from accord.charter.forms import CardForm, StampedForm
from accord.charter.forms_room import (
    CommentForm,
    ConfirmForm,
    CopyForm,
    EnterForm,
    InviteFounderForm,
    LanguageForm,
    RulesForm,
)
from accord.charter.models import RoomDeclaration, RoomFounder
from accord.charter.queries import paragraphs
from accord.core.acts.errors import AccordError
from accord.ledger.problems import sentence
from accord.people.forms import InvitationForm
from accord.people.roles import ROLES

P = ParamSpec("P")
Made = TypeVar("Made", bound=BaseForm)
SeatView = Callable[Concatenate[HttpRequest, RoomFounder, P], HttpResponse]


def seat(view: SeatView[P]) -> Callable[..., HttpResponse]:
    """Finds the founder whose link this is; before it came in, it may only enter."""

    def found(
        request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        founder = get_object_or_404(
            RoomFounder.objects.select_related("room"), token=token
        )
        if founder.entered is None and view.__name__ not in ("room", "enter"):
            return redirect("charter:room", token)
        return view(request, founder, *args, **kwargs)

    return found


def page(
    request: HttpRequest, founder: RoomFounder, *, status: int = 200, **given: object
) -> HttpResponse:
    """The whole room; `given` are forms with what was typed, and a `notice`."""
    context = context_of(founder) | given
    return render(request, "charter/room.html", context, status=status)


def context_of(founder: RoomFounder) -> dict[str, object]:
    here = founder.room
    texts = list(here.texts.order_by("id"))
    founders = list(here.founders.order_by("id"))
    frozen = here.payload is not None
    return {
        "room": here,
        "coalition_name": next((one.name for one in texts if one.name), ""),
        "founder": founder,
        "founders": founders,
        "texts": texts,
        "rows": side_by_side(texts),
        "steps": room_progress.steps(here),
        "missing": room_progress.missing(here) if not frozen else [],
        "rules": shares.plain(here.rules, max(len(founders), 2)),
        "comments": here.comments.order_by("id"),
        "open": not frozen and not here.coalition,
        "frozen": frozen and not here.coalition,
        "may_unfreeze": rooms.may_unfreeze(here),
        "late": frozen and rooms.is_late(here),
        "act": rooms.act_of(here) if frozen else None,
        "unsigned": [one for one in founders if not one.has_signed],
        "has_people": has_people(founder.handle) if here.coalition else False,
        "me_form": enter_form(founder),
        "founder_form": InviteFounderForm(),
        "card_form": CardForm(),
        "language_form": LanguageForm(there=[one.language for one in texts]),
        "rules_form": RulesForm(initial=here.rules),
        "confirming": room_copies.plain(here),
        "confirm_form": ConfirmForm(initial={"finality": here.finality}),
        "copy_form": CopyForm(initial={"key": founder.copy}),
        "origin": settings.ORIGIN,
        "comment_form": CommentForm(),
        "stamped_form": StampedForm(),
        "invitation_form": InvitationForm(people=[], initial={"roles": list(ROLES)}),
    }


def side_by_side(texts: list[RoomDeclaration]) -> list[list[tuple[str, str]]]:
    """Rows of (language, paragraph): the same paragraph in every language."""
    columns = [paragraphs(one.text) for one in texts]
    return [
        [(one.language, part) for one, part in zip(texts, row, strict=True)]
        for row in zip_longest(*columns, fillvalue="")
    ]


def enter_form(founder: RoomFounder) -> EnterForm:
    return EnterForm(initial={"handle": founder.handle, "name": founder.name})


def back(founder: RoomFounder, part: str = "") -> HttpResponse:
    url = reverse("charter:room", args=[founder.token])
    return redirect(f"{url}#{part}" if part else url)


def act_or_say(
    request: HttpRequest,
    founder: RoomFounder,
    act: Callable[[], object],
    part: str = "",
) -> HttpResponse:
    """Does one thing and goes back to the room, or says there why not."""
    try:
        act()
    except AccordError as error:
        founder.room.refresh_from_db()
        return page(request, founder, status=409, notice=sentence(error))
    return back(founder, part)


def form_or_say(
    request: HttpRequest,
    founder: RoomFounder,
    name: str,
    form: BaseForm,
    act: Callable[[], object],
) -> HttpResponse:
    """The same with a form: what is wrong is said in it, with what was typed."""
    if not form.is_valid():
        return page(request, founder, status=400, **{name: form})
    try:
        act()
    except AccordError as error:
        return say_in(request, founder, name, form, sentence(error))
    return back(founder)


def takes(
    name: str, made: type[Made]
) -> Callable[[Callable[[RoomFounder, Made], object]], Callable[..., HttpResponse]]:
    """A view that only posts, of what a good form does; `name` is the form's there."""

    def decorate(
        act: Callable[[RoomFounder, Made], object],
    ) -> Callable[..., HttpResponse]:
        def posted(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
            form = made(request.POST, request.FILES)
            return form_or_say(request, founder, name, form, lambda: act(founder, form))

        return require_POST(seat(posted))

    return decorate


def say_in(
    request: HttpRequest, founder: RoomFounder, name: str, form: BaseForm, said: str
) -> HttpResponse:
    """The room with a sentence in a form, or above all when the form is not shown."""
    founder.refresh_from_db()
    here = founder.room
    frozen = here.payload is not None
    shown = not here.coalition and (
        (frozen and not founder.has_signed and not rooms.is_late(here))
        if name == "stamped_form"
        else not frozen
    )
    if not shown:
        return page(request, founder, status=409, notice=said)
    form.add_error(None, said)
    return page(request, founder, status=400, **{name: form})
