"""Finding things: as one types, over all that this reader may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.desk import saved
from accord.desk.places import page
from accord.people import kinds
from accord.people.guards import SignedIn, member_required
from accord.people.names import who
from accord.search import queries
from accord.search.groups import GROUPS
from accord.search.queries import Hit, Hits


@require_GET
@member_required
def search(request: SignedIn) -> HttpResponse:
    """The page: what is asked for, what was found, and searches that were kept."""
    context = _found(request) | {"kept": saved.of(request.reader)}
    return _private(render(request, "desk/search.html", context))


@require_GET
@member_required
def results(request: SignedIn) -> HttpResponse:
    """What was found, alone: for the page, while somebody types."""
    return _private(render(request, "desk/_found.html", _found(request)))


def _private(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _found(request: SignedIn) -> dict[str, object]:
    given = request.GET.get("q", "")
    query = queries.asked(given)
    group = request.GET.get("group", "")
    group = group if group in GROUPS else ""
    language = get_language() or "en"
    found = queries.NOTHING
    if query:
        found = queries.search(request.reader, query, language, group)
    return {
        "query": query or given[: queries.LONGEST].strip(),
        "short": bool(given.strip()) and not query,
        "group": group,
        "found": found,
        "rows": [row(one, language) for one in found.hits],
        "groups": _groups(found, group),
        "counted": queries.COUNTED,
        "can_keep": bool(query) and not saved.full(request.reader),
    }


def _groups(found: Hits, chosen: str) -> list[dict[str, object]]:
    """The groups that have anything, with how much."""
    return [
        {
            "code": code,
            "name": name,
            "count": found.counts.get(code, 0),
            "chosen": code == chosen,
        }
        for code, name in GROUPS.items()
        if found.counts.get(code) or code == chosen
    ]


def row(hit: Hit, language: str) -> dict[str, object]:
    """A thing that was found, for a template."""
    return {
        "kind": kinds.name(hit.act.kind),
        "title": hit.title or kinds.name(hit.act.kind),
        "parts": hit.parts,
        "url": page(hit.act),
        "who": who(hit.act.by, language),
        "time": hit.act.opened,
    }
