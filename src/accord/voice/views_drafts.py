"""The room of statements: drafts, what is open, what was said."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.core.acts import times
from accord.core.acts.errors import AccordError
from accord.ledger import clock
from accord.ledger.problems import from_error, problem
from accord.people.decisions import to_sign
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.preparing import page_of_new
from accord.people.problems import form_problem
from accord.voice import (
    draft_pages,
    draft_pictures,
    drafts,
    pictures,
    proposals,
    proposing,
    room,
    visits,
)
from accord.voice.drafts import Written
from accord.voice.forms import DetailsForm, ProposeForm
from accord.voice.models import Draft
from accord.voice.texts import text_of
from accord.voice.texts_form import TextsForm


@require_GET
@member_required
def room_page(request: SignedIn) -> HttpResponse:
    """Drafts, open decisions, and what was said."""
    writes = request.reader.has("voice")
    said, count = room.latest()
    context = {
        "writes": writes,
        "drafts": room.draft_lines(request.reader),
        "open": room.open_lines(request.reader),
        "coming": room.coming(),
        "said": said,
        "count": count,
        "not_taken": room.not_taken(request.reader) if writes else [],
    }
    return render(request, "voice/room.html", context)


@require_POST
@role_required("voice")
def begin(request: SignedIn) -> HttpResponse:
    """A new draft."""
    own = request.POST.get("own") == "1"
    made = drafts.begin(
        request.reader, {}, languages=drafts.coalition_languages() or ["en"], own=own
    )
    return redirect("voice:draft", made.id)


def find(request: SignedIn, number: int) -> Draft:
    """A draft that the reader may see; raises Http404."""
    found = drafts.open_to(request.reader).filter(id=number).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@member_required
def draft(request: SignedIn, number: int) -> HttpResponse:
    """One draft: the words in every language, side by side; others read them."""
    found = find(request, number)
    if not request.reader.has("voice"):
        if request.method == "POST":
            raise PermissionDenied
        return draft_pages.read(request, found)
    visits.note(found, request.reader)
    if request.method == "GET":
        return draft_pages.page(request, found, TextsForm(found))
    form = TextsForm(found, request.POST)
    if not form.is_valid():
        return draft_pages.page(request, found, form, status=400)
    saved = drafts.save(found, request.reader, form.written(), form.compared())
    if saved.theirs:
        again = TextsForm(found, request.POST).upon(saved.theirs)
        return draft_pages.page(request, found, again, status=409, saved=saved)
    said = "merged" if saved.merged else "new" if saved.new else "same"
    return redirect(f"{reverse('voice:draft', args=[found.id])}?saved={said}")


@require_POST
@role_required("voice")
def details(request: SignedIn, number: int) -> HttpResponse:
    """Languages, address, release, topics."""
    found = find(request, number)
    form = DetailsForm(found, request.reader, request.POST)
    if not form.is_valid():
        found.refresh_from_db()
        return draft_pages.page(
            request, found, TextsForm(found), status=400, details=form
        )
    form.save()
    return redirect("voice:draft", found.id)


@require_POST
@role_required("voice")
def comment(request: SignedIn, number: int) -> HttpResponse:
    """A word about the draft."""
    found = find(request, number)
    written, trouble = drafts.comment(
        found, request.reader, request.POST.get("comment", "")
    )
    if trouble:
        form = TextsForm(found)
        said = {"comment": written, "comment_trouble": trouble}
        return draft_pages.page(request, found, form, status=400, more=said)
    return redirect(f"{reverse('voice:draft', args=[found.id])}#comments")


@require_POST
@role_required("voice")
def comment_done(request: SignedIn, number: int, which: int) -> HttpResponse:
    """What a comment asked for was settled; it stays, out of the way."""
    found = find(request, number)
    found.comments.filter(id=which).update(done=True)
    return redirect(f"{reverse('voice:draft', args=[found.id])}#comments")


@require_POST
@role_required("voice")
def close(request: SignedIn, number: int) -> HttpResponse:
    """Puts a draft out of the way; nothing of it is erased."""
    found = find(request, number)
    found.closed = True
    found.save(update_fields=["closed"])
    return redirect("voice:room")


@require_GET
@role_required("voice")
def compare(request: SignedIn, number: int) -> HttpResponse:
    """What changed in one language between two versions."""
    return draft_pages.compare(request, find(request, number))


@require_http_methods(["GET", "POST"])
@role_required("voice")
def propose(request: SignedIn, number: int) -> HttpResponse:
    """The words as they would be signed; posted: the act, prepared for signing."""
    found = find(request, number)
    if request.method == "GET":
        return draft_pages.propose(request, found)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return form_problem(form)
    missing = " ".join(proposing.lacking(found))
    if missing:
        return problem(400, _("Not complete yet"), missing)
    if form.cleaned_data["versions"] != proposing.versions(found):
        said = _("This draft was saved meanwhile. Load the page and read it once more.")
        return problem(409, _("Not complete yet"), said)
    try:
        made = proposing.propose(found, request.reader, form.cleaned_data["days"])
    except AccordError as error:
        return from_error(error)
    return to_sign(made, page_of_new("voice:decision"))


@require_POST
@role_required("voice")
def again(request: SignedIn, act_id: str) -> HttpResponse:
    """A draft out of a proposal, to propose it anew or to correct it: the one that it
    came from, while it is there, or a new one.
    """
    found = proposals.find(act_id)
    if found is None or (not found.joint and found.row.by != request.reader.member):
        raise Http404
    corrects = request.POST.get("how") == "correct"
    same = drafts.open_to(request.reader).filter(
        slug=found.body.slug, own=not found.joint
    )
    if not corrects and (there := same.first()) and not drafts.was_said(there.slug):
        return redirect("voice:draft", there.id)
    texts = {
        one: Written(text.title, text.summary, text.text)
        for one in found.body.languages
        for text in [text_of(act_id, one)]
    }
    made = drafts.begin(
        request.reader,
        texts,
        languages=found.body.languages,
        own=not found.joint,
        slug=drafts.free(found.body.slug),
        corrects=act_id if corrects else "",
        topics=",".join(found.body.topics),
        release=None if corrects else _still_to_come(found.body.release),
        urgent=found.body.urgent,
    )
    files, sides = pictures.files(act_id), pictures.sources(act_id)
    draft_pictures.copy(made, request.reader, files, sides)
    return redirect("voice:draft", made.id)


def _still_to_come(release: str) -> datetime | None:
    """A release time, unless it has passed."""
    return times.parse(release) if release > clock.text() else None
