"""The briefing on a page and as PDF, for who is signed in."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.desk import briefing_sheet, mornings
from accord.desk.briefing import Briefing, compile_for
from accord.desk.briefing_parts import Span
from accord.ledger import clock
from accord.people.guards import SignedIn, member_required


@require_GET
@member_required
def briefing(request: SignedIn, day: str = "") -> HttpResponse:
    """A briefing of a day; without one the newest, or what there is so far."""
    at, found = _find(request, day)
    known = mornings.days(request.reader)
    context = {
        "briefing": found,
        "day": at,
        "older": next((one for one in known if one < at), None),
        "newer": next((one for one in reversed(known) if one > at), None),
        "made": at in known,
    }
    return _private(render(request, "desk/briefing.html", context))


@require_GET
@member_required
def pdf(request: SignedIn, day: str) -> HttpResponse:
    """The same, to print."""
    at, found = _find(request, day)
    made = briefing_sheet.pdf(found, at, request.reader, get_language() or "en")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="briefing-{at:%Y-%m-%d}.pdf"'
    return _private(answer)


def _find(request: SignedIn, day: str) -> tuple[date, Briefing]:
    reader, now = request.reader, clock.now()
    at = _day(day) if day else mornings.today(reader)
    row = mornings.find(reader, at)
    if row is not None:
        return at, compile_for(reader, Span(row.since, row.until), now)
    if at != mornings.today(reader):
        raise Http404
    return at, compile_for(reader, mornings.now_for(reader), now)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if found.isoformat() != text:
        raise Http404
    return found


def _private(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, private=True, no_store=True)
    return answer
