"""The room of statements: drafts, what is open, what was said."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, member_required, role_required


@require_GET
@member_required
def room(request: SignedIn) -> HttpResponse:
    """Drafts, open decisions, and what was said."""
    return render(request, "voice/room.html", {})


@require_POST
@role_required("voice")
def begin(request: SignedIn) -> HttpResponse:
    """A new draft."""
    raise Http404


@role_required("voice")
def draft(request: SignedIn, number: int) -> HttpResponse:
    """One draft."""
    raise Http404


@require_POST
@role_required("voice")
def close(request: SignedIn, number: int) -> HttpResponse:
    """Puts a draft out of the way."""
    raise Http404


@require_POST
@role_required("voice")
def propose(request: SignedIn, number: int) -> HttpResponse:
    """Prepares the statement that a draft has become."""
    raise Http404


@require_POST
@role_required("voice")
def again(request: SignedIn, act_id: str) -> HttpResponse:
    """A new draft out of a proposal."""
    raise Http404
