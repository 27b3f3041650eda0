"""The newsroom: what the coalition says, for everybody."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.core.acts import times
from accord.core.acts.errors import Refused
from accord.ledger import clock, coalition, queries
from accord.ledger.problems import from_error
from accord.people.boards import shown as shown_board
from accord.people.names import member_mark, member_name
from accord.voice import statements
from accord.voice.proofs import proof_file
from accord.voice.statements import Said, said

LATEST = 8
PAGE = 20


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """The front page: the newest words, the check, the declaration, who signed it."""
    here = coalition.current()
    if here is None:
        return render(request, "voice/unfounded.html", {})
    rows = statements.public(clock.text())
    total = rows.count()
    latest = statements.shown(rows[: LATEST + 1])
    return render(
        request,
        "voice/news.html",
        {
            "first": latest[0] if latest else None,
            "earlier": latest[1:],
            "total": total,
            "year": clock.now().year,
            "declaration": _declaration(here),
            "founded": here.founded,
            "signers": _signers(here.members),
        },
    )


def _signers(handles: tuple[str, ...]) -> list[dict[str, str]]:
    language = get_language() or "en"
    return [
        {
            "handle": handle,
            "name": member_name(handle, language),
            "mark": member_mark(handle),
        }
        for handle in handles
    ]


def _declaration(here: coalition.Coalition) -> dict[str, object]:
    """The declaration's first paragraph, in the reader's language if it has that."""
    language = get_language() or "en"
    spoken = language if language in here.languages else here.languages[0]
    founding = queries.act(here.id)
    content = queries.content(founding, f"declaration.{spoken}") if founding else None
    text = str(content.get("text", "")) if content else ""
    return {
        "language": spoken,
        "text": text.split("\n\n")[0],
        "others": [one for one in here.languages if one != spoken],
    }


@require_GET
def archive(request: HttpRequest, year: int) -> HttpResponse:
    """All statements of a year, newest first."""
    now = clock.text()
    rows = statements.public(now).filter(year=year)
    years = sorted(set(statements.public(now).values_list("year", flat=True)))
    if not rows and year not in years:
        raise Http404
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    pager = {
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    context = {
        "year": year,
        "years": years,
        "found": statements.shown(page.object_list),
        "pager": pager,
    }
    return render(request, "voice/archive.html", context)


@require_GET
def statement(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One statement, with how it stands, who signed it, and its proof."""
    found = _find(year, slug, request.GET.get("lang", ""))
    texts = [statements.text_of(found.act, one) for one in found.languages]
    return render(
        request,
        "voice/statement.html",
        {
            "said": found,
            "texts": sorted(texts, key=lambda one: one.language != found.language),
            "board": shown_board(found.board, "", None) if found.board else None,
            "signed": found.board,
            "now": clock.now(),
            "head": queries.head(),
        },
    )


def _find(year: int, slug: str, language: str = "") -> Said:
    row = statements.find(year, slug)
    if row is None or not statements.is_public(row, clock.text()):
        raise Http404
    return said(row, language)


@require_GET
def statement_json(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One statement for programs."""
    return JsonResponse(document(_find(year, slug)))


def document(found: Said) -> dict[str, object]:
    """A statement as JSON: words in every language, standing, addresses."""
    row = found.row
    correction = found.correction
    return {
        "act": row.act,
        "kind": "own" if found.own else "joint",
        "by": row.by,
        "slug": row.slug,
        "state": found.state,
        "public_from": row.public_from,
        "changed": row.changed,
        "as_of": clock.text(),
        "corrects": row.corrects or None,
        "corrected_by": correction.act if correction else None,
        "reason": found.reason or None,
        "signed": [seat.member for seat in found.board.seats if seat.status == "signed"]
        if found.board
        else [],
        "texts": {
            language: {"title": text.title, "summary": text.summary, "text": text.text}
            for language in found.languages
            for text in [statements.text_of(row.act, language)]
        },
        "proof": reverse("voice:proof", args=[row.year, row.slug]),
    }


@require_GET
def statement_text(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The words alone, with a line on how they stand."""
    found = _find(year, slug, request.GET.get("lang", ""))
    return render(
        request,
        "voice/statement.txt",
        {"said": found, "text": found.text, "now": clock.now()},
        content_type="text/plain; charset=utf-8",
    )


@require_GET
def statement_proof(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The proof file: anybody can check it without this server."""
    found = _find(year, slug)
    try:
        data = proof_file(found.act)
    except Refused as error:
        return from_error(error)
    answer = HttpResponse(data, content_type="application/json")
    name = f"{found.row.slug}.bundle.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The newest statements as an Atom feed (RFC 4287), in the page's language."""
    here = coalition.current()
    rows = statements.public(clock.text())[:PAGE]
    found = statements.shown(rows)
    head = queries.head()
    updated = max((one.changed for one in found), default=None)
    context = {
        "here": here,
        "found": found,
        "language": get_language() or "en",
        "origin": settings.ORIGIN,
        "updated": updated or (times.parse(head.time) if head else clock.now()),
    }
    return render(
        request,
        "voice/feed.atom",
        context,
        content_type="application/atom+xml; charset=utf-8",
    )
