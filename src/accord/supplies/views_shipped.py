"""The shipped catalogue: looked through, taken one by one, or all as a table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.people.guards import SignedIn, role_required
from accord.supplies.imports import templates
from accord.supplies.imports.items import ITEMS
from accord.supplies.shipped.items import FIRST, matching, shipped
from accord.supplies.things import Things
from accord.supplies.views import things_of
from accord.supplies.views_import import TYPES

SHOWN = 40
QUERY = 200


@require_GET
@role_required("supplies")
def catalogue(request: SignedIn) -> HttpResponse:
    """The catalogue, and a search in it."""
    return render(request, "supplies/shipped.html", _context(request))


@require_GET
@role_required("supplies")
def found(request: SignedIn) -> HttpResponse:
    """What a search finds, for the page to take in as one types."""
    return render(request, "supplies/_shipped.html", _context(request))


@require_GET
@role_required("supplies")
def table(request: SignedIn) -> HttpResponse:
    """The catalogue as a table to import; `?new=1`: without what one's own has."""
    things = things_of(request)
    member = request.reader.member
    ours = {one.code for one in things.items.values() if one.by == member}
    left = ours if request.GET.get("new") else set()
    rows = [one.row for one in shipped().values() if one.code not in left]
    made = templates.as_csv(ITEMS, rows)
    answer = HttpResponse(made, content_type=TYPES["csv"])
    answer["Content-Disposition"] = 'attachment; filename="relief-items.csv"'
    return answer


def _context(request: SignedIn) -> dict[str, object]:
    things = things_of(request)
    query = request.GET.get("q", "").strip()[:QUERY]
    every = "all" in request.GET
    language = get_language() or FIRST
    items = list(matching(query))
    holders = _holders(things)
    ours = request.reader.member
    rows = [
        {
            "item": one,
            "name": one.name(language),
            "ours": ours in holders.get(one.code, ()),
            "others": [things.member(by) for by in holders.get(one.code, ())],
        }
        for one in (items if every else items[:SHOWN])
    ]
    return {"query": query, "rows": rows, "total": len(items), "shown": len(rows)}


def _holders(things: Things) -> dict[str, list[str]]:
    """Code -> the handles of those who have registered an item with it."""
    found: dict[str, list[str]] = {}
    for one in things.items.values():
        found.setdefault(one.code, []).append(one.by)
    return found
