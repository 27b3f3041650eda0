"""The catalogue of all, and a search in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accord.people.guards import SignedIn, member_required
from accord.search.folding import has, stems, words
from accord.supplies.views import things_of

SHOWN = 60
QUERY = 200


@require_GET
@member_required
def items(request: SignedIn) -> HttpResponse:
    """The catalogue, or what of it has the words that are sought."""
    things = things_of(request)
    query = request.GET.get("q", "").strip()[:QUERY]
    asked = stems(query)
    found = [
        one
        for one in things.items.values()
        if has(words(f"{one.code} {one.said}"), asked)
    ]
    shown = found if "all" in request.GET else found[:SHOWN]
    context = {
        "items": [(one, things.member(one.by)) for one in shown],
        "query": query,
        "total": len(found),
        "shown": len(shown),
        "any": bool(things.items),
        "can": request.reader.has("supplies"),
    }
    return render(request, "supplies/items.html", context)
