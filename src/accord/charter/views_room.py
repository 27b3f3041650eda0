"""The founding room: everybody's way from a link to a founded coalition.

A founder is known by its personal link alone: there is no coalition yet, and no key.
What binds is the stamp, which never comes near this server.
"""

from collections.abc import Callable
from itertools import zip_longest
from typing import Concatenate, ParamSpec

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.charter import room_progress, rooms, shares
from accord.charter.actfile import file_name, write_act_file
from accord.charter.cards import read_stamp_card
from accord.charter.firsts import first_invitation, has_people
from accord.charter.forms import (
    CardForm,
    CommentForm,
    EnterForm,
    InviteFounderForm,
    LanguageForm,
    RulesForm,
    StampedForm,
    TextForm,
)
from accord.charter.models import RoomDeclaration, RoomFounder
from accord.charter.queries import paragraphs
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.ledger.problems import sentence
from accord.people.forms import InvitationForm

P = ParamSpec("P")
SeatView = Callable[Concatenate[HttpRequest, RoomFounder, P], HttpResponse]


def seat(view: SeatView[P]) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
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


@require_GET
@never_cache
@ensure_csrf_cookie
@seat
def room(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """The room; who comes for the first time says who it is."""
    if founder.entered is None:
        return _door(request, founder, _enter_form(founder))
    return page(request, founder)


def _enter_form(founder: RoomFounder) -> EnterForm:
    return EnterForm(initial={"handle": founder.handle, "name": founder.name})


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
            return _back(founder)
        except AccordError as error:
            founder.refresh_from_db()
            if founder.entered is not None and founder.room.payload is not None:
                return page(request, founder, status=409, notice=sentence(error))
            form.add_error("handle", sentence(error))
    if founder.entered is None:
        return _door(request, founder, form, 400)
    return page(request, founder, status=400, me_form=form)


def page(
    request: HttpRequest, founder: RoomFounder, *, status: int = 200, **given: object
) -> HttpResponse:
    """The whole room; `given` are forms with what was typed, and a `notice`."""
    context = _context(founder) | given
    return render(request, "charter/room.html", context, status=status)


def _context(founder: RoomFounder) -> dict[str, object]:
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
        "unsigned": [one for one in founders if not one.signature],
        "has_people": has_people(founder.handle) if here.coalition else False,
        "me_form": _enter_form(founder),
        "founder_form": InviteFounderForm(),
        "card_form": CardForm(),
        "language_form": LanguageForm(there=[one.language for one in texts]),
        "rules_form": RulesForm(initial=here.rules),
        "comment_form": CommentForm(),
        "stamped_form": StampedForm(),
        "invitation_form": InvitationForm(
            people=[], initial={"roles": ["voice", "supplies", "people"]}
        ),
    }


def side_by_side(texts: list[RoomDeclaration]) -> list[list[tuple[str, str]]]:
    """Rows of (language, paragraph): the same paragraph in every language."""
    columns = [paragraphs(one.text) for one in texts]
    return [
        [(one.language, part) for one, part in zip(texts, row, strict=True)]
        for row in zip_longest(*columns, fillvalue="")
    ]


def _back(founder: RoomFounder, part: str = "") -> HttpResponse:
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
    return _back(founder, part)


def _form_or_say(
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
    return _back(founder)


def say_in(
    request: HttpRequest, founder: RoomFounder, name: str, form: BaseForm, said: str
) -> HttpResponse:
    """The room with a sentence in a form, or above all when the form is not shown."""
    founder.refresh_from_db()
    here = founder.room
    shown = not here.coalition and (
        (here.payload is not None and not founder.signature and not rooms.is_late(here))
        if name == "stamped_form"
        else here.payload is None
    )
    if not shown:
        return page(request, founder, status=409, notice=said)
    form.add_error(None, said)
    return page(request, founder, status=400, **{name: form})


# Who founds


@require_POST
@seat
def invite_founder(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """One more seat, with a personal link."""
    form = InviteFounderForm(request.POST)
    return _form_or_say(
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
    return _form_or_say(
        request,
        founder,
        "card_form",
        form,
        lambda: rooms.hand_in(founder, read_stamp_card(form.data_in())),
    )


# What it says


@require_http_methods(["GET", "POST"])
@never_cache
@seat
def text(request: HttpRequest, founder: RoomFounder, language: str) -> HttpResponse:
    """The words in one language, the others beside it."""
    row = founder.room.texts.filter(language=language).first()
    if row is None:
        raise Http404
    form = TextForm(request.POST or None, initial=_words(row))
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            rooms.save_text(founder, language, **form.cleaned_data)
            return _back(founder, "texts")
        except rooms.Overtaken as overtaken:
            newer = overtaken.newer
            form = TextForm({**request.POST.dict(), "version": newer.version})
        except AccordError as error:
            form.add_error(None, sentence(error))
    context = {
        "founder": founder,
        "row": row,
        "coalition_name": row.name,
        "form": form,
        "newer": newer,
        "others": founder.room.texts.exclude(language=language).order_by("id"),
    }
    return render(
        request,
        "charter/room_text.html",
        context,
        status=409 if newer or form.errors else 200,
    )


def _words(row: RoomDeclaration) -> dict[str, object]:
    return {
        "name": row.name,
        "title": row.title,
        "text": row.text,
        "version": row.version,
    }


@require_POST
@seat
def add_language(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """One more language."""
    there = founder.room.texts.values_list("language", flat=True)
    form = LanguageForm(request.POST, there=there)
    return _form_or_say(
        request,
        founder,
        "language_form",
        form,
        lambda: rooms.add_language(founder, form.cleaned_data["language"]),
    )


@require_POST
@seat
def drop_language(
    request: HttpRequest, founder: RoomFounder, language: str
) -> HttpResponse:
    """One language less."""
    return act_or_say(
        request, founder, lambda: rooms.drop_language(founder, language), "texts"
    )


@require_POST
@seat
def save_rules(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Who decides what."""
    form = RulesForm(request.POST)
    return _form_or_say(
        request,
        founder,
        "rules_form",
        form,
        lambda: rooms.save_rules(founder, form.cleaned_data),
    )


@require_POST
@seat
def comment(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """A word about the texts."""
    form = CommentForm(request.POST)
    return _form_or_say(
        request,
        founder,
        "comment_form",
        form,
        lambda: rooms.comment(founder, form.cleaned_data["text"]),
    )


# Closing and signing; signed files are taken by desk/stamps.py


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
    data = write_act_file(Envelope(act.payload, ()), rooms.blobs_of(here))
    return download(data, file_name(act))


def download(data: bytes, name: str) -> HttpResponse:
    """A file to be kept."""
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


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
    return render(request, "charter/_room_signers.html", _context(founder))


# Afterwards


@require_POST
@seat
def invite_person(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """Prepares a founder's first invitation, for its stamp."""
    if not founder.room.coalition:
        raise Http404
    then = reverse("charter:room", args=[founder.token])
    return first_invitation(request, founder.handle, then)
