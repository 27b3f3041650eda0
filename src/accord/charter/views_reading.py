"""Reading keys: who has one, and how a member makes and publishes its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accord.ledger.cache import reading
from accord.people import names
from accord.people.guards import SignedIn, member_required


@require_GET
@never_cache
@member_required
def reading_key(request: SignedIn) -> HttpResponse:
    """The key itself is made in the browser; only its public part ever comes here."""
    member = request.reader.member
    with reading() as state:
        here, keys = sorted(state.in_force().members), dict(state.readers)
    language = get_language() or "en"
    context = {
        "ours": keys.get(member, ""),
        "members": [(names.who(one, language), keys.get(one, "")) for one in here],
    }
    return render(request, "charter/reading_key.html", context)
