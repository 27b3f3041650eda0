"""What the public reads of the charter, and how it can join."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.charter import linked, queries
from accord.charter.views_about import DayForm, as_of
from accord.ledger.coalition import current


def _language() -> str:
    return get_language() or "en"


@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """/members: equal seats; `?on=2026-11-22` gives those of a day."""
    language = _language()
    asked = DayForm(request.GET if "on" in request.GET else None)
    context: dict[str, object] = {"day_form": asked}
    if asked.is_bound and asked.is_valid():
        context |= as_of(asked.cleaned_data["on"], language)
    else:
        found, here = queries.members(language), current()
        context["members"] = found
        context["linked"] = linked.members(here, found) if here else ""
        context["past"] = queries.members(language, past=True)
    status = 400 if asked.errors else 200
    return render(request, "charter/members.html", context, status=status)


@require_GET
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """/members/<handle>: one member, of now or before."""
    found = queries.member(handle, _language())
    if found is None:
        raise Http404
    return render(request, "charter/member.html", {"member": found})
