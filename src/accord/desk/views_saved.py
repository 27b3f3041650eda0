"""Keeping searches, and the feed at the secret address of one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.errors import Refused
from accord.desk import saved
from accord.desk.models import SavedSearch
from accord.desk.views_search import row
from accord.ledger import clock
from accord.ledger.problems import sentence
from accord.people.guards import SignedIn, member_required
from accord.search import queries

ENTRIES = 50


@require_POST
@member_required
def keep(request: SignedIn) -> HttpResponse:
    """Keeps a search, and shows its secret address this once."""
    given = request.POST
    token, refused = "", ""
    try:
        token = saved.keep(
            request.reader,
            given.get("q", ""),
            given.get("group", ""),
            given.get("mail") == "1",
        )
    except Refused as error:
        refused = sentence(error)
    path = reverse("search-feed", args=[token]) if token else ""
    context = {
        "address": f"{settings.ORIGIN}{path}" if path else "",
        "refused": refused,
        "query": given.get("q", "")[: queries.LONGEST],
        "mail": given.get("mail") == "1",
        "mail_to": saved.address_of(request.reader),
    }
    answer = render(request, "desk/kept.html", context, status=400 if refused else 200)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_POST
@member_required
def end(request: SignedIn) -> HttpResponse:
    """Ends a search: its address shows nothing from now on."""
    saved.end(request.reader, request.POST.get("search", ""))
    return redirect("desk:search")


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a kept search finds now, as Atom, while its device is live."""
    kept = SavedSearch.objects.filter(digest=saved.digest(token)).first()
    reader = saved.owner(kept) if kept is not None else None
    if kept is None or reader is None:
        raise Http404
    language = reader.language or settings.LANGUAGE_CODE
    with translation.override(language):
        found = queries.search(reader, kept.query, language, kept.group, ENTRIES)
        rows = [row(one, language) | {"id": one.act.id} for one in found.hits]
        times = [one.act.opened for one in found.hits]
        context = {
            "kept": kept,
            "rows": rows,
            "language": language,
            "origin": settings.ORIGIN,
            "updated": max(times, default=kept.time),
            "now": clock.now(),
        }
        answer = render(
            request,
            "desk/found.atom",
            context,
            content_type="application/atom+xml; charset=utf-8",
        )
    patch_cache_control(answer, private=True, no_store=True)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
