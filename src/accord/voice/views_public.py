"""The newsroom: what the coalition says, for everybody."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.core.acts import times
from accord.ledger import clock, coalition, queries
from accord.ledger.board import board
from accord.people.boards import shown as shown_board
from accord.voice import (
    documents,
    feed,
    linked,
    newsroom,
    pictures,
    smtp,
    statements,
    texts,
)
from accord.voice.proofs import proof_answer
from accord.voice.statements import Said

EARLIER = 8
PAGE = 20


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The front page: the newest words, the check, the declaration, who signed it."""
    here = coalition.current()
    if here is None:
        return render(request, "voice/unfounded.html", {})
    rows = statements.public(clock.text())
    latest = statements.shown(rows[: EARLIER + 1])
    context = {
        "first": latest[0] if latest else None,
        "earlier": latest[1:],
        "total": rows.count(),
        "declaration": newsroom.excerpt(here),
        "founded": here.founded,
        "signers": list(newsroom.signers(here)),
        "share": newsroom.share(),
        "mails": smtp.server() is not None,
        "linked": linked.site(),
    }
    return render(request, "voice/news.html", context)


@require_safe
def newest_year(request: HttpRequest) -> HttpResponse:
    """/statements/: the year in which something was said last."""
    years = newsroom.years()
    if not years:
        return redirect("voice:news")
    return redirect("voice:archive", years[0])


@require_safe
def archive(request: HttpRequest, year: int) -> HttpResponse:
    """All statements of a year, newest first."""
    years = newsroom.years()
    if year not in years:
        raise Http404
    rows = statements.public(clock.text()).filter(year=year)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    pager = {
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    said = statements.shown(page.object_list)
    title = _("Statements of %(year)s") % {"year": year}
    context = {
        "year": year,
        "years": years,
        "found": said,
        "pager": pager,
        "linked": linked.found(title, request.path, said, asked=False),
    }
    return render(request, "voice/archive.html", context)


@require_safe
def statement(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One statement, with how it stands, who signed it, and its proof."""
    found = find(slug, request.GET.get("lang", ""))
    if found.row.year != year:
        return redirect(found.url)
    read = texts.shown((found.act, one) for one in found.languages)
    seats = board(found.act)
    context = {
        "said": found,
        "texts": sorted(read.values(), key=lambda one: one.language != found.language),
        "board": shown_board(seats, "", None) if seats else None,
        "now": clock.now(),
        "linked": linked.article(found),
        "pictures": pictures.absolute(pictures.sources(found.act)).values(),
        "added": [one for one in found.languages if one in found.row.added],
    }
    return render(request, "voice/statement.html", context)


def find(slug: str, language: str = "") -> Said:
    """The public statement at an address; raises Http404."""
    row = statements.find(slug)
    if row is None or not statements.is_public(row, clock.text()):
        raise Http404
    return statements.said(row, language)


@require_safe
def statement_json(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One statement for programs."""
    found = find(slug)
    return dated(JsonResponse(documents.statement(found)), found.changed)


@require_safe
def statement_text(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The words alone, with a line on how they stand."""
    found = find(slug, request.GET.get("lang", ""))
    ((_, text),) = texts.exact([(found.act, found.language)]).items()
    context = {"said": found, "text": text, "url": documents.address(found)}
    answer = render(
        request,
        "voice/statement.txt",
        context,
        content_type="text/plain; charset=utf-8",
    )
    return dated(answer, found.changed)


@require_safe
def statement_proof(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The proof file: anybody can check it without this server."""
    found = find(slug)
    answer = proof_answer(request, found.act, f"{found.row.slug}.bundle.json")
    return dated(answer, found.changed) if answer.status_code == 200 else answer


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """/feed.atom: the newest statements and what became of them (RFC 4287)."""
    entries = feed.entries()
    updated = max((one.changed for one in entries), default=founded())
    answer = render(
        request,
        "voice/feed.atom",
        feed.context(entries, updated),
        content_type="application/atom+xml; charset=utf-8",
    )
    return dated(answer, updated)


def founded() -> datetime:
    """When the coalition was founded, or now."""
    here = coalition.current()
    return here.founded if here else clock.now()


def dated(answer: HttpResponse, changed: datetime) -> HttpResponse:
    """Says when an answer may have changed: with it, or with the newest record."""
    head = queries.head()
    moments = [changed, *([times.parse(head.time)] if head else [])]
    answer["Last-Modified"] = http_date(max(moments).timestamp())
    return answer
