"""Finding things: as one types, over all that this reader may see."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.desk import saved, search_beside
from accord.desk.places import page
from accord.desk.search_beside import Row
from accord.people import kinds
from accord.people.guards import SignedIn, member_required
from accord.people.names import who
from accord.people.reader import Reader
from accord.search import queries
from accord.search.groups import GROUPS
from accord.search.queries import Hit, Hits

NAMES = GROUPS | search_beside.GROUPS


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
    group = group if group in NAMES else ""
    language = get_language() or "en"
    found, rows = queries.NOTHING, list[Row]()
    if query:
        found, rows = _all(request.reader, query, language, group)
    return {
        "query": query or given[: queries.LONGEST].strip(),
        "short": bool(given.strip()) and not query,
        "group": group,
        "found": found,
        "rows": rows,
        "groups": _groups(found, group),
        "counted": queries.COUNTED,
        "can_keep": bool(query)
        and group not in search_beside.GROUPS
        and not saved.full(request.reader),
    }


def _all(
    reader: Reader, query: str, language: str, group: str
) -> tuple[Hits, list[Row]]:
    """What was found in the log and beside it, the newest first."""
    beside = search_beside.find(reader, query, language, group, queries.SHOWN)
    within = group if group in GROUPS else ""
    found = queries.search(reader, query, language, within)
    rows = list(beside.rows)
    if group not in search_beside.GROUPS:
        rows += [_row(one, language) for one in found.hits]
    rows.sort(key=lambda one: one.time, reverse=True)
    counts = found.counts | beside.counts
    total = counts.get(group, 0) if group else sum(counts.values())
    return replace(found, counts=counts, total=total), rows[: queries.SHOWN]


def _row(hit: Hit, language: str) -> Row:
    return Row(**row(hit, language))  # type: ignore[arg-type]


def _groups(found: Hits, chosen: str) -> list[dict[str, object]]:
    """The groups that have anything, with how much."""
    return [
        {
            "code": code,
            "name": name,
            "count": found.counts.get(code, 0),
            "chosen": code == chosen,
        }
        for code, name in NAMES.items()
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
