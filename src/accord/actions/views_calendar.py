"""The calendar files, and the page where a person makes and ends a secret address."""

import secrets
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from accord.actions import queries
from accord.actions.calendar import calendar
from accord.actions.models import Action, Subscription
from accord.ledger import clock
from accord.ledger.coalition import current
from accord.people.guards import SignedIn, member_required
from accord.people.reader import live_key, make_reader

MOST = 10


@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """The actions that everybody may see."""
    return _file(queries.visible(None), "en")


@require_GET
def secret(request: HttpRequest, token: str) -> HttpResponse:
    """The actions that the owner of a secret address may see, while it is valid."""
    row = Subscription.objects.filter(digest=_digest(token)).first()
    key = live_key(row.keyid) if row is not None else None
    if key is None:
        raise Http404
    reader = make_reader(key)
    answer = _file(queries.visible(reader), reader.language or "en")
    patch_cache_control(answer, private=True, no_store=True)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _file(rows: QuerySet[Action], language: str) -> HttpResponse:
    here = current()
    shown = queries.views(rows, language)
    by_id = {row.act: row for row in rows}
    name = here.name(language) if here is not None else "Accord"
    data = calendar(name, shown, by_id, settings.ORIGIN)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="actions.ics"'
    return answer


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@require_GET
@member_required
def addresses(request: SignedIn) -> HttpResponse:
    """The reader's secret addresses: only when they were made; they are shown once."""
    return _page(request, "")


@require_POST
@member_required
def add(request: SignedIn) -> HttpResponse:
    """Makes a new secret address, and shows it this once."""
    mine = Subscription.objects.filter(keyid=request.reader.keyid)
    if mine.count() >= MOST:
        return _page(request, "")
    token = secrets.token_urlsafe(32)
    Subscription.objects.create(
        digest=_digest(token),
        keyid=request.reader.keyid,
        member=request.reader.member,
        person=request.reader.person,
        time=clock.text(),
    )
    return _page(request, token)


@require_POST
@member_required
def end(request: SignedIn) -> HttpResponse:
    """Ends one of the reader's secret addresses; calendars find nothing there then."""
    digest = request.POST.get("address", "")
    _mine(request).filter(digest=digest).delete()
    return redirect("actions:calendars")


def _mine(request: SignedIn) -> QuerySet[Subscription]:
    reader = request.reader
    return Subscription.objects.filter(member=reader.member, person=reader.person)


def _page(request: SignedIn, token: str) -> HttpResponse:
    path = reverse("calendar-secret", args=[token]) if token else ""
    context = {
        "address": f"{settings.ORIGIN}{path}" if token else "",
        "public": f"{settings.ORIGIN}{reverse('calendar')}",
        "mine": list(_mine(request).order_by("time")),
        "full": _mine(request).count() >= MOST,
        "language": get_language(),
    }
    answer = render(request, "actions/calendars.html", context)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
