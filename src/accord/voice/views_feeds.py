"""Statements in other forms: JSON Feed, Markdown, the press sheet, search."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.core.acts import times
from accord.ledger import coalition
from accord.ledger.cache import reading
from accord.voice import (
    documents,
    feed,
    finding,
    linked,
    markdown,
    pictures,
    press_sheet,
    texts,
)
from accord.voice.markup.commonmark import commonmark
from accord.voice.proofs import proof_answer
from accord.voice.statements import Said
from accord.voice.views_extra import MAX_WORDS
from accord.voice.views_public import dated, find, founded


@require_safe
def json_feed(request: HttpRequest) -> HttpResponse:
    """/feed.json: the same entries as Atom's (JSON Feed 1.1)."""
    entries = feed.entries()
    updated = max((one.changed for one in entries), default=founded())
    here = coalition.current()
    language = get_language() or "en"
    name = here.name(language) if here else ""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": f"{settings.ORIGIN}/{language}/",
        "feed_url": f"{settings.ORIGIN}{request.path}",
        "language": language,
        "icon": f"{settings.ORIGIN}/mark.svg",
        "authors": [{"name": name, "url": settings.ORIGIN}],
        "items": [_item(one) for one in entries],
    }
    answer = JsonResponse(document, content_type="application/feed+json")
    return dated(answer, updated)


def _item(said: Said) -> dict[str, object]:
    item: dict[str, object] = {
        "id": f"urn:accord:act:{said.act}",
        "url": documents.address(said),
        "language": said.language,
        "title": said.title,
        "date_published": times.write(said.time),
        "date_modified": times.write(said.changed),
        "tags": [one for one in said.row.topics.split(",") if one],
        "_accord": {
            "state": said.state,
            "kind": "own" if said.own else "joint",
            "proof": documents.proof(said),
        },
    }
    if said.own:
        item["authors"] = [{"name": said.author or said.by}]
    if said.state == "retracted":
        item["title"] = f"{_('Withdrawn')}: {said.title}"
        why = f" {said.why}" if said.why else ""
        item["content_text"] = _("The words are not stood by any more.") + why
    elif said.state == "corrected" and said.correction:
        item["title"] = f"{_('Corrected')}: {said.title}"
        item["external_url"] = documents.address(said.correction)
        newer = _("Please quote the newer statement:")
        item["content_text"] = f"{newer} {said.correction.title}"
    else:
        item["summary"] = said.text.summary or said.title
        item["content_text"] = said.text.printed
        item["content_html"] = feed.html(said)
        if shown := pictures.absolute(said.text.sources):
            item["image"] = next(iter(shown.values())).url
    return item


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """?q=: the public statements, in all languages, that have these words."""
    words = request.GET.get("q", "")[:MAX_WORDS]
    found = finding.find(words, request.GET.get("before", "")[:64])
    address = request.get_full_path()
    context = {
        "words": words,
        "found": found.said,
        "older": found.older,
        "linked": linked.found(words, address, found.said, asked=True) if words else "",
    }
    return render(request, "voice/search.html", context)


@require_safe
def statement_markdown(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The words as Markdown, with how they stand above them."""
    said = find(slug, request.GET.get("lang", ""))
    ((_name, text),) = texts.exact([(said.act, said.language)]).items()
    newer = said.correction
    found = pictures.absolute(pictures.sources(said.act))
    addresses = {number: one.url for number, one in found.items()}
    context = {
        "said": said,
        "text": text,
        "url": documents.address(said),
        "title": markdown.line(text.title),
        "summary": markdown.line(text.summary),
        "words": commonmark(text.text, addresses),
        "reason": markdown.line(said.why),
        "newer": markdown.line(newer.title) if newer else "",
    }
    answer = render(
        request,
        "voice/statement.md",
        context,
        content_type="text/markdown; charset=utf-8",
    )
    return dated(answer, said.changed)


@require_safe
def press_sheet_pdf(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The press sheet as PDF."""
    said = find(slug, request.GET.get("lang", ""))
    answer = HttpResponse(press_sheet.pdf(said), content_type="application/pdf")
    name = f"{said.row.slug}.{said.language}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return dated(answer, said.changed)


@require_safe
def translation_proof(
    request: HttpRequest, year: int, slug: str, language: str
) -> HttpResponse:
    """The proof file of a translation that was added later."""
    said = find(slug)
    if language not in said.row.added or language not in said.languages:
        raise Http404
    with reading() as state:
        act = state.translations.get(said.act, {}).get(language, "")
    return proof_answer(request, act, f"{slug}.{language}.bundle.json")
