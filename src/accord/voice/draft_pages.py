"""What the pages of one draft show."""

import json
from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from accord.ledger import queries
from accord.people.guards import SignedIn
from accord.people.names import person_title
from accord.voice import (
    choosing,
    differences,
    draft_pictures,
    drafts,
    out_of_step,
    positions,
    proposals,
    proposing,
    room,
    same_hour,
    visits,
)
from accord.voice.cleaning import visible
from accord.voice.drafts import Saved
from accord.voice.forms import DetailsForm, ProposeForm
from accord.voice.models import Draft, DraftComment, DraftText
from accord.voice.texts import Text
from accord.voice.texts_form import TextsForm


def page(
    request: SignedIn,
    draft: Draft,
    form: TextsForm,
    *,
    status: int = 200,
    saved: Saved | None = None,
    details: DetailsForm | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """One draft, as it is or with what stands in the way of saving it."""
    theirs = saved.theirs if saved else {}
    found = drafts.newest(draft)
    language, title = room.title_of(found)
    last = max(found.values(), key=lambda one: one.saved, default=None)
    columns = list(form.columns(theirs))
    proposal = proposing.proposal_of(draft)
    used = draft_pictures.used(found)
    context = {
        "draft": draft,
        "title": title,
        "language": language,
        "form": form,
        "columns": columns,
        "questions": choosing.questions(draft, saved) if saved else [],
        "out_of_step": out_of_step.found(proposing.texts(draft)),
        "pictures": [
            {"row": row, "used": str(row.number) in used}
            for row in draft_pictures.there(draft)
        ],
        "pairs": draft.texts.count() > 1,
        "others": visits.others(draft, request.reader).here,
        "shown_versions": visits.versions(draft),
        "languages": drafts.languages(draft),
        "details": details or DetailsForm(draft, request.reader),
        "last": last,
        "last_who": room.who(last) if last else "",
        "versions": [_version(row) for row in drafts.versions(draft)],
        "lacking": list(proposing.lacking(draft)),
        "corrects": proposals.find(draft.corrects) if draft.corrects else None,
        "same_hour": same_hour.beside(draft, draft.release, request.reader),
        "proposal": queries.act(proposal.act) if proposal else None,
        "just": request.GET.get("saved", ""),
        "saw": _saw(draft),
        "comments": [_comment(row) for row in draft.comments.order_by("id")],
        "positions": positions.shown(positions.known()),
        **(more or {}),
    }
    return render(request, "voice/draft.html", context, status=status)


def _comment(row: DraftComment) -> dict[str, object]:
    return {
        "row": row,
        "who": person_title(row.member, row.person),
        "text": visible(row.text),
    }


def _version(row: DraftText) -> dict[str, object]:
    return {"row": row, "who": room.who(row)}


def _saw(draft: Draft) -> str:
    """What the browser notes as read, for the differences in the sign dialog."""
    texts = {
        one: {"title": row.title, "summary": row.summary, "text": row.text}
        for one, row in proposing.texts(draft).items()
    }
    kind = proposing.kind_of(draft)
    return json.dumps({"kind": kind, "slug": draft.slug, "texts": texts})


def whole(row: DraftText) -> str:
    """Title, summary and text, as paragraphs."""
    return "\n\n".join(part for part in (row.title, row.summary, row.text) if part)


def read(request: SignedIn, draft: Draft) -> HttpResponse:
    """One draft, for who may not write in it."""
    found = proposing.texts(draft)
    language, title = room.title_of(found)
    last = max(found.values(), key=lambda one: one.saved, default=None)
    context = {
        "draft": draft,
        "title": title,
        "language": language,
        "last": last,
        "last_who": room.who(last) if last else "",
        "rows": _reading(draft, found),
    }
    return render(request, "voice/draft_read.html", context)


def compare(request: SignedIn, draft: Draft) -> HttpResponse:
    """What changed in one language between two versions."""
    language = request.GET.get("language", "")
    new = _chosen(draft, language, request.GET.get("to", ""))
    if new is None:
        raise Http404
    rows = {row.version: row for row in draft.texts.filter(language=new.language)}
    old = _chosen(draft, language, request.GET.get("from", "")) or _before(rows, new)
    segments = differences.segments(whole(old) if old else "", whole(new))
    context = {
        "draft": draft,
        "old": _version(old) if old else None,
        "new": _version(new),
        "paragraphs": differences.paragraphs(segments),
        "count": differences.count(segments),
    }
    return render(request, "voice/compare.html", context)


def _chosen(draft: Draft, language: str, given: str) -> DraftText | None:
    """A version by its number, or by its language and number: `en:3`."""
    before, colon, number = given.rpartition(":")
    language = before if colon else language
    return draft.texts.filter(language=language, version=_number(number)).first()


def _before(rows: Mapping[int, DraftText], new: DraftText) -> DraftText | None:
    """The version that `new` followed: the newest one before it that counted."""
    earlier = [one for one in rows if one < new.version and not rows[one].aside]
    return rows[max(earlier)] if earlier else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def propose(request: SignedIn, draft: Draft) -> HttpResponse:
    """The words as they would be signed, and how they differ from earlier ones."""
    found = proposing.texts(draft)
    corrects = proposals.find(draft.corrects) if draft.corrects else None
    proposal = proposing.proposal_of(draft)
    earlier = corrects or (proposals.find(proposal.act) if proposal else None)
    before = _texts_of(earlier)
    columns = {
        one: differences.segments(before.get(one, whole(row)), whole(row))
        for one, row in found.items()
    }
    language, title = room.title_of(found)
    context = {
        "draft": draft,
        "title": title,
        "language": language,
        "columns": columns,
        "rows": differences.side_by_side(columns),
        "earlier": earlier,
        "count": sum(differences.count(one) for one in columns.values()),
        "corrects": corrects,
        "same_hour": same_hour.beside(draft, draft.release, request.reader),
        "lacking": list(proposing.lacking(draft)),
        "form": ProposeForm(initial={"versions": proposing.versions(draft)}),
        "topics": draft.topics.replace(",", ", "),
        "saw": _saw(draft),
        "pictures": draft_pictures.used(found),
        "reading": _reading(draft, found),
    }
    return render(request, "voice/propose.html", context)


def _reading(
    draft: Draft, found: Mapping[str, DraftText]
) -> list[list[tuple[str, SafeString]]]:
    """The words as readers would see them."""
    sources = draft_pictures.sources(draft)
    texts = (
        Text(one, row.title, row.summary, row.text, sources=sources)
        for one, row in found.items()
    )
    return proposals.reading(texts)


def _texts_of(words: proposals.Proposed | None) -> dict[str, str]:
    if words is None:
        return {}
    return {one.language: proposals.whole(one) for one in words.texts}
