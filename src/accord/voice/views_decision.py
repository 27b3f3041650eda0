"""The page of one decision about words, and what can be said to it."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, member_required, role_required


@require_GET
@member_required
def decision(request: SignedIn, act_id: str) -> HttpResponse:
    """One decision."""
    raise Http404


@require_GET
@member_required
def live_board(request: SignedIn, act_id: str) -> HttpResponse:
    """The board alone."""
    raise Http404


@require_POST
@role_required("voice")
def hold(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the stop of a release."""
    raise Http404


@require_POST
@role_required("voice")
def retract(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares a withdrawal."""
    raise Http404
