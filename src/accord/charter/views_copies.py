"""Members' own copies: who keeps one that confirms, and how a member sets one up."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.core.protocol import quorum
from accord.ledger import confirmed
from accord.ledger.cache import reading
from accord.people import names
from accord.people.guards import SignedIn, member_required


@require_GET
@member_required
def copies(request: SignedIn) -> HttpResponse:
    """How far each member's copy confirms, and the commands for another one."""
    with reading() as state:
        terms = state.in_force().terms
    keys = quorum.replica_keys(terms)
    found = confirmed.now()
    language = get_language() or "en"
    context = {
        "rows": [
            {
                "handle": handle,
                "name": names.member_name(handle, language),
                "has": handle in keys,
                "behind": max(0, found.head - found.reach.get(handle, 0)),
            }
            for handle in sorted(terms.members)
        ],
        "found": found,
        "by_copies": terms.finality == "cosigned",
        "url": settings.ORIGIN,
    }
    return render(request, "charter/copies.html", context)
