"""Positions and translations: the lists, the forms, and the pages for everybody."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accord.core.acts import times
from accord.core.acts.voice import Position, Translation
from accord.ledger import clock
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.preparing import act_to_sign, page_of_new
from accord.people.problems import form_problem
from accord.voice import drafts, extras, linked, positions, statements
from accord.voice.forms_extra import PositionForm, TranslationForm
from accord.voice.options import ROLE
from accord.voice.positions import Shown
from accord.voice.proofs import proof_answer

MAX_WORDS = 200


@require_safe
def all_positions(request: HttpRequest) -> HttpResponse:
    """What holds now, and what held before, for everybody; searched with ?q=."""
    words = request.GET.get("q", "")[:MAX_WORDS]
    past = request.GET.get("past") == "1"
    found = positions.shown(positions.public(), words, past=past)
    context = {
        "found": found,
        "words": words,
        "past": past,
        "linked": linked.positions(_("Positions"), request.path, found),
    }
    return render(request, "voice/positions.html", context)


@require_safe
def position(request: HttpRequest, act_id: str) -> HttpResponse:
    """One position, in every language."""
    one = _public(act_id)
    context = {"one": one, "linked": linked.position(one)}
    return render(request, "voice/position.html", context)


def _public(act_id: str) -> Shown:
    found = positions.find(act_id)
    if found is None or not found.row.public or not found.is_out:
        raise Http404
    return found


@require_safe
def position_proof(request: HttpRequest, act_id: str) -> HttpResponse:
    """The proof file of a public position."""
    found = _public(act_id)
    return proof_answer(request, found.act, f"position-{found.act[:12]}.bundle.json")


@require_GET
@member_required
def desk_positions(request: SignedIn) -> HttpResponse:
    """All positions, also those for the members alone."""
    words = request.GET.get("q", "")[:MAX_WORDS]
    past = request.GET.get("past") == "1"
    context = {
        "found": positions.shown(positions.known(), words, past=past),
        "words": words,
        "past": past,
        "writes": request.reader.has(ROLE),
    }
    return render(request, "voice/desk_positions.html", context)


@require_http_methods(["GET", "POST"])
@role_required(ROLE)
def propose_position(request: SignedIn, replaces: str = "") -> HttpResponse:
    """A new position, or one in the place of another; posted: the act to sign."""
    old = positions.find(replaces) if replaces else None
    if replaces and old is None:
        raise Http404
    if request.method == "GET":
        form = PositionForm(_languages(), initial=_of(old))
        context = {"form": form, "old": old, "columns": list(form.columns())}
        return render(request, "voice/propose_position.html", context)
    form = PositionForm(_languages(), request.POST)
    if not form.is_valid():
        return form_problem(form)
    contents = form.contents()
    body: dict[str, object] = {
        "languages": sorted(name.partition(".")[2] for name in contents),
        "public": form.cleaned_data["public"],
        "topics": form.cleaned_data["topics"],
    }
    if old is not None:
        body["replaces"] = old.act
    return _to_sign(request, Position.KIND, body, contents, form.cleaned_data["days"])


def _of(old: Shown | None) -> dict[str, object]:
    if old is None:
        return {}
    words: dict[str, object] = {}
    for one in old.answers:
        words[f"question_{one.language}"] = one.question
        words[f"answer_{one.language}"] = one.answer
    return words | {"public": old.row.public, "topics": ", ".join(old.topics)}


@require_http_methods(["GET", "POST"])
@role_required(ROLE)
def translate(request: SignedIn, act_id: str) -> HttpResponse:
    """One more language for a public statement; posted: the act to sign."""
    row = statements.by_act(act_id)
    if row is None or not statements.is_public(row, clock.text()):
        raise Http404
    said = statements.said(row)
    if said.own:
        raise Http404  # A member's own word has the languages that it was signed in.
    missing = [one for one in _languages() if one not in said.languages]
    pictures = extras.signed_pictures(said)
    numbers = [one.shown.number for one in pictures]
    if request.method == "GET":
        context = {
            "form": TranslationForm(missing, numbers),
            "said": said,
            "missing": missing,
            "signed_pictures": pictures,
        }
        return render(request, "voice/translate.html", context)
    form = TranslationForm(missing, numbers, request.POST)
    if not form.is_valid():
        return form_problem(form)
    body: dict[str, object] = {
        "statement": act_id,
        "language": form.cleaned_data["language"],
    }
    days = form.cleaned_data["days"]
    return _to_sign(request, Translation.KIND, body, form.contents(), days)


def _languages() -> list[str]:
    """The coalition's languages and those of the pages."""
    return list(
        dict.fromkeys([*drafts.coalition_languages(), *dict(settings.LANGUAGES)])
    )


def _to_sign(
    request: SignedIn,
    kind: str,
    body: dict[str, object],
    contents: dict[str, object],
    days: int,
) -> HttpResponse:
    closes = times.write(clock.now() + timedelta(days=days))
    then = page_of_new("voice:decision")
    return act_to_sign(request.reader, kind, body, contents, then, closes=closes)
