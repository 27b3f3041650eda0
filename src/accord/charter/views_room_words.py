"""The founding room: the declaration in its languages, and what is said about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accord.charter import rooms
from accord.charter.forms_room import CommentForm, LanguageForm, TextForm
from accord.charter.models import RoomDeclaration, RoomFounder
from accord.charter.room_page import act_or_say, back, form_or_say, seat, takes
from accord.core.acts.errors import AccordError
from accord.ledger.problems import sentence


@require_http_methods(["GET", "POST"])
@never_cache
@seat
def text(request: HttpRequest, founder: RoomFounder, language: str) -> HttpResponse:
    """The words in one language, the others beside it."""
    row = founder.room.texts.filter(language=language).first()
    if row is None:
        raise Http404
    form = TextForm(request.POST or None, initial=_words(row))
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            rooms.save_text(founder, language, **form.cleaned_data)
            return back(founder, "texts")
        except rooms.Overtaken as overtaken:
            newer = overtaken.newer
            form = TextForm({**request.POST.dict(), "version": newer.version})
        except AccordError as error:
            form.add_error(None, sentence(error))
    context = {
        "founder": founder,
        "row": row,
        "coalition_name": row.name,
        "form": form,
        "newer": newer,
        "others": founder.room.texts.exclude(language=language).order_by("id"),
    }
    return render(
        request,
        "charter/room_text.html",
        context,
        status=409 if newer or form.errors else 200,
    )


def _words(row: RoomDeclaration) -> dict[str, object]:
    return {
        "name": row.name,
        "title": row.title,
        "text": row.text,
        "version": row.version,
    }


@require_POST
@seat
def add_language(request: HttpRequest, founder: RoomFounder) -> HttpResponse:
    """One more language."""
    there = founder.room.texts.values_list("language", flat=True)
    form = LanguageForm(request.POST, there=there)
    return form_or_say(
        request,
        founder,
        "language_form",
        form,
        lambda: rooms.add_language(founder, form.cleaned_data["language"]),
    )


@require_POST
@seat
def drop_language(
    request: HttpRequest, founder: RoomFounder, language: str
) -> HttpResponse:
    """One language less."""
    return act_or_say(
        request, founder, lambda: rooms.drop_language(founder, language), "texts"
    )


@takes("comment_form", CommentForm)
def comment(founder: RoomFounder, form: CommentForm) -> None:
    """A word about the texts."""
    rooms.comment(founder, form.cleaned_data["text"])
