"""While a draft is written: pictures, who else is here, texts brought together."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accord.ledger.problems import problem
from accord.people import pictures as cleaning
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.uploads import takes_files
from accord.voice import (
    choosing,
    draft_pages,
    draft_pictures,
    drafts,
    room,
    same_hour,
    visits,
)
from accord.voice.forms import DetailsForm
from accord.voice.models_draft import DraftPicture
from accord.voice.pictures import TYPES
from accord.voice.texts_form import TextsForm
from accord.voice.views_drafts import find

MOST = cleaning.MOST_BYTES + 64 * 1024  # a picture, and the form around it


@takes_files(MOST)
@require_POST
@role_required("voice")
def add_picture(request: SignedIn, number: int) -> HttpResponse:
    """Takes a picture in; for scripts the answer is where it is, for forms the page."""
    found = find(request, number)
    script = request.headers.get("Accept", "").startswith("application/json")
    handed = request.FILES.get("picture")
    try:
        if handed is None:
            raise ValidationError(_("Choose a picture first."))
        row = draft_pictures.add(found, request.reader, handed.read())
    except ValidationError as error:
        said = " ".join(error.messages)
        if script:
            return problem(400, _("Not taken in"), said)
        more = {"picture_trouble": said}
        form = TextsForm(found)
        return draft_pages.page(request, found, form, status=400, more=more)
    if not script:
        return redirect(f"{reverse('voice:draft', args=[found.id])}#pictures")
    where = reverse("voice:draft-picture", args=[found.id, row.number])
    return JsonResponse({"number": row.number, "url": where}, status=201)


@require_safe
@member_required
def picture(request: SignedIn, number: int, which: int) -> HttpResponse:
    """One picture of a draft, for who may read the draft."""
    rows = DraftPicture.objects.exclude(content=None)
    row = rows.filter(draft=find(request, number), number=which).first()
    if row is None:
        raise Http404
    answer = HttpResponse(bytes(row.content or b""), content_type=TYPES[row.type])
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
@role_required("voice")
def take_out(request: SignedIn, number: int, which: int) -> HttpResponse:
    """Erases a picture that no text shows."""
    found = find(request, number)
    draft_pictures.take_out(found, which)
    return redirect(f"{reverse('voice:draft', args=[found.id])}#pictures")


@require_GET
@role_required("voice")
def here(request: SignedIn, number: int) -> HttpResponse:
    """Who else is here, and what was saved meanwhile: a part of the page."""
    found = find(request, number)
    visits.note(found, request.reader)
    versions = request.GET.get("versions", "")[:200]
    others = visits.others(found, request.reader, versions)
    saved = [{"row": row, "who": room.who(row)} for row in others.saved]
    context = {"others": others.here, "saved": saved, "draft": found}
    return render(request, "voice/_here.html", context)


@require_POST
@role_required("voice")
def hour(request: SignedIn, number: int) -> HttpResponse:
    """What else goes out within an hour of the form's release: a part of the page."""
    found = find(request, number)
    form = DetailsForm(found, request.reader, request.POST)
    form.is_valid()
    found.urgent = bool(form.cleaned_data.get("urgent"))  # shown, not saved
    release = form.cleaned_data.get("release")
    context = {"same_hour": same_hour.beside(found, release, request.reader)}
    return render(request, "voice/_same_hour.html", context)


@require_POST
@role_required("voice")
def merge(request: SignedIn, number: int) -> HttpResponse:
    """Saves what was chosen where two people changed the same place."""
    found = find(request, number)
    made = choosing.chosen(found, request.POST)
    if made is None:
        raise Http404
    language, written = made
    saved = drafts.save(found, request.reader, {language: written})
    if saved.theirs:
        form = TextsForm(found)
        return draft_pages.page(request, found, form, status=409, saved=saved)
    return redirect(f"{reverse('voice:draft', args=[found.id])}?saved=chosen")
