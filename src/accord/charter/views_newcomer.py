"""A newcomer's private page: from the sponsor's link to its first person."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from accord.charter import admissions
from accord.charter.boards import roster_board
from accord.charter.cards import read_stamp_card
from accord.charter.downloads import act_file
from accord.charter.firsts import first_invitation, has_people
from accord.charter.forms import NewcomerForm, StampedForm
from accord.charter.models import RosterDraft
from accord.charter.queries import declaration
from accord.core.acts.errors import AccordError
from accord.ledger.problems import sentence
from accord.people.forms import InvitationForm
from accord.people.names import member_name
from accord.people.roles import ROLES

P = ParamSpec("P")
DraftView = Callable[Concatenate[HttpRequest, RosterDraft, P], HttpResponse]


def newcomer(view: DraftView[P]) -> Callable[..., HttpResponse]:
    """Finds the admission whose private link this is."""

    def found(
        request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        draft = get_object_or_404(RosterDraft, token=token)
        return view(request, draft, *args, **kwargs)

    return found


@require_GET
@never_cache
@ensure_csrf_cookie
@newcomer
def newcomer_page(request: HttpRequest, draft: RosterDraft) -> HttpResponse:
    """/newcomer/<token>/"""
    return page(request, draft)


def page(
    request: HttpRequest, draft: RosterDraft, *, status: int = 200, **given: object
) -> HttpResponse:
    """The whole page; `given` are forms with what was typed, and a `notice`."""
    context = _context(draft) | given
    return render(request, "charter/newcomer.html", context, status=status)


def _context(draft: RosterDraft) -> dict[str, object]:
    language = get_language() or "en"
    stage = admissions.stage(draft)
    return {
        "draft": draft,
        "stage": stage,
        "sponsor": member_name(draft.sponsor, language),
        "declarations": declaration(),
        "board": roster_board(draft.act, None) if stage in ("open", "last") else None,
        "card_form": NewcomerForm(initial={"handle": draft.handle}),
        "stamped_form": StampedForm(),
        "has_people": has_people(draft.handle) if stage == "member" else False,
        "invitation_form": InvitationForm(people=[], initial={"roles": list(ROLES)}),
    }


@require_POST
@newcomer
def newcomer_card(request: HttpRequest, draft: RosterDraft) -> HttpResponse:
    """The newcomer's handle and stamp card."""
    form = NewcomerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            seal = read_stamp_card(form.data_in())
            admissions.hand_in(draft, form.cleaned_data["handle"], seal)
            return redirect("charter:newcomer", draft.token)
        except AccordError as error:
            form.add_error(None, sentence(error))
    draft.refresh_from_db()
    return page(request, draft, status=400, card_form=form)


@require_GET
@never_cache
@newcomer
def newcomer_file(request: HttpRequest, draft: RosterDraft) -> HttpResponse:
    """The new list of members as a file, with the signatures so far."""
    if draft.payload is None:
        raise Http404
    return act_file(*admissions.file_of(draft))


@require_GET
@never_cache
@newcomer
def newcomer_live(request: HttpRequest, draft: RosterDraft) -> HttpResponse:
    """The board: the part of the page that keeps itself fresh."""
    context = _context(draft) | {"live": True}
    return render(request, "charter/_newcomer_board.html", context)


@require_POST
@newcomer
def newcomer_invite(request: HttpRequest, draft: RosterDraft) -> HttpResponse:
    """Prepares a new member's first invitation, for its stamp."""
    if admissions.stage(draft) != "member":
        raise Http404
    then = reverse("charter:newcomer", args=[draft.token])
    return first_invitation(request, draft.handle, then)
