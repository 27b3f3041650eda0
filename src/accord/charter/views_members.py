"""The desk's pages about members: who they are, who asks to join, who leaves."""

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.charter import admissions, boards, course, inbox, queries
from accord.charter.downloads import act_file, to_stamp
from accord.charter.forms_members import NoteForm, ProfileForm
from accord.charter.models import SHORT, Application, RosterDraft
from accord.charter.rosters import next_terms
from accord.charter.wording import change, heading
from accord.core.acts.errors import AccordError, Refused
from accord.ledger import queries as ledger
from accord.ledger.cache import reading
from accord.ledger.coalition import current
from accord.ledger.prepare import prepare
from accord.ledger.problems import from_error, sentence
from accord.people import names
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.problems import form_problem

LANGUAGES = ("en", "uk", "ru", "ro")


def _language() -> str:
    return get_language() or "en"


@require_GET
@member_required
def members(request: SignedIn) -> HttpResponse:
    """Who is in the coalition, what waits for stamps, and who asks to join."""
    language = _language()
    rows = Application.objects.filter(wants="organisation").order_by("-created")
    context = {
        "members": queries.members(language),
        "past": queries.members(language, past=True),
        "open_stamped": queries.open_stamped(language),
        "leader": course.leader(language),
        "rosters": queries.rosters(language),
        "applications": rows,
        "keeper": inbox.is_keeper(request.reader),
        "people": request.reader.has("people"),
    }
    return render(request, "charter/desk_members.html", context)


# A change of members on its way through the stamps


@require_GET
@member_required
def roster(request: SignedIn, act_id: str) -> HttpResponse:
    """One change of members: the board, and the file for the stamp."""
    row = ledger.act(act_id)
    if row is None or row.kind != "charter.roster":
        raise Http404
    language = _language()
    note = ledger.content(row, "note") or {}
    found = boards.stamp_board(act_id, request.reader.member)
    context = {
        "act": row,
        "title": heading(change(act_id), language),
        "change": change(act_id),
        "proposer": names.member_name(row.by, language),
        "note": str(note.get("text", "")),
        "board": boards.roster_board(act_id, request.reader),
        "mine": found,
        "lacking": boards.lacking(act_id, found) if found else [],
        "proof": reverse("api-act-proof", args=[act_id]),
    }
    return render(request, "charter/roster.html", context)


@require_GET
@member_required
def roster_live(request: SignedIn, act_id: str) -> HttpResponse:
    """The board alone, for a page that keeps it fresh."""
    row = ledger.act(act_id)
    if row is None or row.kind != "charter.roster":
        raise Http404
    context = {"board": boards.roster_board(act_id, request.reader)}
    return render(request, "charter/_board.html", context)


@require_GET
@never_cache
@member_required
def roster_file(request: SignedIn, act_id: str) -> HttpResponse:
    """A recorded decision as a file, with the signatures so far."""
    row, envelope = ledger.act(act_id), ledger.envelope(act_id)
    if row is None or envelope is None or not row.kind.startswith("charter."):
        raise Http404
    return act_file(envelope, ledger.contents(row))


# Admission


@require_GET
@member_required
def application(request: SignedIn, number: int) -> HttpResponse:
    """One application, and what can be answered."""
    row = get_object_or_404(Application, id=number, wants="organisation")
    context = {
        "application": row,
        "answered_by": names.member_title(row.answered_by, _language()),
        "ours": request.reader.member in row.readers.split(","),
        "people": request.reader.has("people"),
        "draft": RosterDraft.objects.filter(application=row).first(),
    }
    return render(request, "charter/application.html", context)


@require_POST
@role_required("people")
def decline(request: SignedIn, number: int) -> HttpResponse:
    """The answer is no."""
    row = get_object_or_404(Application, id=number, wants="organisation")
    with suppress(Refused):  # somebody else was faster: the page shows what it is now
        admissions.decline(row, request.reader.member)
    return redirect("charter:application", number)


@require_POST
@role_required("people")
def sponsor(request: SignedIn, number: int) -> HttpResponse:
    """My organisation vouches for an applicant."""
    row = get_object_or_404(Application, id=number, wants="organisation")
    try:
        draft = admissions.sponsor(
            row, request.reader.member, request.POST.get("name", "")[:SHORT]
        )
    except Refused:
        return redirect("charter:application", number)
    return redirect("charter:admit", draft.id)


@require_http_methods(["GET", "POST"])
@never_cache
@role_required("people")
def admit(request: SignedIn, number: int) -> HttpResponse:
    """The sponsor's page of an admission: the link, the card, the file, the board."""
    draft = get_object_or_404(RosterDraft, id=number)
    form = NoteForm(request.POST or None, initial={"note": draft.note})
    notice = ""
    mine = draft.sponsor == request.reader.member
    if request.method == "POST" and mine and form.is_valid():
        try:
            admissions.prepare_roster(draft, form.cleaned_data["note"])
            return redirect("charter:admit", number)
        except AccordError as error:
            notice = sentence(error)
    stage = admissions.stage(draft)
    if stage in ("open", "last"):
        return redirect("charter:roster", draft.act)
    context = {
        "draft": draft,
        "mine": mine,
        "sponsor": names.member_title(draft.sponsor, _language()),
        "stage": stage,
        "form": form,
        "notice": notice,
    }
    return render(request, "charter/admit.html", context, status=409 if notice else 200)


@require_GET
@never_cache
@role_required("people")
def admit_file(request: SignedIn, number: int) -> HttpResponse:
    """The prepared list of members as a file, for the sponsor's stamp."""
    draft = get_object_or_404(RosterDraft, id=number)
    if draft.payload is None:
        raise Http404
    return act_file(*admissions.file_of(draft))


# Leaving


@require_http_methods(["GET", "POST"])
@role_required("people")
def leave(request: SignedIn) -> HttpResponse:
    """The list of members without us, as a file that our own stamp completes."""
    if request.method == "GET":
        return render(request, "charter/leave.html")
    member = request.reader.member
    try:
        with reading() as state:
            body = next_terms(state, leave=member)
        return to_stamp(member, "charter.roster", body)
    except AccordError as error:
        context = {"notice": sentence(error)}
        return render(request, "charter/leave.html", context, status=409)


# Profile


@require_http_methods(["GET", "POST"])
@role_required("people")
def profile(request: SignedIn) -> HttpResponse:
    """What we show of ourselves; a POST prepares the act that this browser signs."""
    reader = request.reader
    shown = names.profile(reader.member)
    if request.method == "GET":
        first = _initial(shown) | {"alone": names.chose_handle(reader.member)}
        form = ProfileForm(tongues=_tongues(), initial=first)
        return render(request, "charter/profile.html", {"form": form, "shown": shown})
    form = ProfileForm(request.POST, tongues=_tongues())
    if not form.is_valid():
        return form_problem(form)
    try:
        prepared = prepare(
            reader.member,
            "charter.profile",
            {},
            form.contents(),
            keyid=reader.keyid,
        )
    except AccordError as error:
        return from_error(error)
    return prepared.response(reverse("charter:member", args=[reader.member]))


def _tongues() -> list[str]:
    here = current()
    spoken = here.languages if here else ()
    return list(dict.fromkeys([*LANGUAGES, *spoken]))


def _initial(shown: dict[str, object]) -> dict[str, object]:
    named = shown.get("names")
    named = named if isinstance(named, dict) else {}
    first = {f"name_{code}": name for code, name in named.items()}
    return first | {
        "place": shown.get("place", ""),
        "contact": shown.get("contact", ""),
    }
