"""The desk: what waits, the page of one decision, and what can be said to it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.content import Erase
from accord.core.acts.errors import AccordError
from accord.desk import erasing
from accord.desk.places import page
from accord.desk.waiting import letter, waiting, waits_for_others
from accord.ledger import clock, queries
from accord.ledger.board import Board, board
from accord.ledger.prepare import prepare
from accord.ledger.problems import from_error, problem
from accord.people import history, kinds
from accord.people.boards import shown
from accord.people.decisions import answers
from accord.people.guards import SignedIn, member_required
from accord.people.may import known, may
from accord.people.names import labels
from accord.people.reader import Reader
from accord.voice import proposals

MAX_REASON = 2000


@require_GET
@member_required
def home(request: SignedIn) -> HttpResponse:
    """Waiting for you; then what you wait for."""
    found = waiting(request.reader)
    letters = [letter(one, first=number == 0) for number, one in enumerate(found)]
    others = [
        {
            "kind": kinds.name(one.kind),
            "title": proposals.title(one.act_id),
            "url": _page_of(one.act_id),
            "open": one,
        }
        for one in waits_for_others(request.reader, (*kinds.JOINT, Erase.KIND))
    ]
    return render(
        request,
        "desk/home.html",
        {
            "letters": letters,
            "others": others,
            "now": clock.now(),
            "start": _start(request.reader),
        },
    )


def _start(reader: Reader) -> tuple[str, str] | None:
    """What a person could begin when nothing waits: words and address."""
    begun = (
        ("voice", _("Write a statement"), "voice:room"),
        ("supplies", _("See what is needed"), "supplies:home"),
        ("actions", _("Plan an action"), "actions:new"),
        ("reports", _("Write a report"), "reports:new"),
        ("people", _("Invite somebody"), "people:devices"),
    )
    for role, words, view in begun:
        if reader.has(role):
            return words, reverse(view)
    return None


def _page_of(act_id: str) -> str:
    row = queries.act(act_id)
    return page(row) if row is not None else reverse("desk:home")


@require_GET
@member_required
def decision(request: SignedIn, act_id: str) -> HttpResponse:
    """One decision or record: the board, what happened, how safe it is."""
    found = _board(request, act_id)
    if found.act.kind.startswith("voice."):
        return redirect(page(found.act))
    return render(request, "desk/decision.html", _context(request, found))


@require_GET
@member_required
def live_board(request: SignedIn, act_id: str) -> HttpResponse:
    """The board alone, for a page that keeps it fresh."""
    return render(
        request, "desk/board.html", _context(request, _board(request, act_id))
    )


def _board(request: SignedIn, act_id: str) -> Board:
    row = known(request.reader, act_id)
    found = board(act_id, request.reader.keyid) if row is not None else None
    if found is None:
        raise Http404
    return found


def _context(request: SignedIn, found: Board) -> dict[str, object]:
    act = found.act
    return answers(found, request.reader) | {
        "kind": kinds.name(act.kind),
        "page": reverse("desk:decision", args=[act.id]),
        "board": shown(found, kinds.rule(found), request.reader),
        "items": history.items(act, get_language() or "en"),
        "proof": reverse("api-act-proof", args=[act.id]),
        "erasable": bool(act.parsed.blobs) and act.state != "open",
        "erased": erasing.gone(act),
    }


@require_POST
@member_required
def prepare_objection(request: SignedIn, act_id: str) -> HttpResponse:
    """An objection to an open decision, with a reason; or its end."""
    reason = request.POST.get("reason", "").strip()
    stands = request.POST.get("stands") != "0"
    if stands and not reason:
        sentence = _("Say why, in a sentence: the others will read it.")
        return _field_problem("reason", sentence)
    if len(reason) > MAX_REASON:
        sentence = _("At most {count} characters.").format(count=MAX_REASON)
        return _field_problem("reason", sentence)
    contents: dict[str, object] = {"reason": {"text": reason}} if reason else {}
    body = {"act": act_id, "stands": stands}
    return _prepared(request, "decide.object", body, contents, act_id)


@require_POST
@member_required
def prepare_abstention(request: SignedIn, act_id: str) -> HttpResponse:
    """An abstention from an open decision, with a reason or without."""
    reason = request.POST.get("reason", "").strip()
    if len(reason) > MAX_REASON:
        sentence = _("At most {count} characters.").format(count=MAX_REASON)
        return _field_problem("reason", sentence)
    contents: dict[str, object] = {"reason": {"text": reason}} if reason else {}
    return _prepared(request, "decide.abstain", {"act": act_id}, contents, act_id)


@require_POST
@member_required
def prepare_withdrawal(request: SignedIn, act_id: str) -> HttpResponse:
    """The proposer closes the decision, another takes its signature back."""
    return _prepared(request, "decide.withdraw", {"act": act_id}, {}, act_id)


def _field_problem(field: str, sentence: str) -> HttpResponse:
    return problem(400, _("Not accepted"), sentence, fields={field: sentence})


def _prepared(
    request: SignedIn,
    kind: str,
    body: dict[str, object],
    contents: dict[str, object],
    act_id: str,
) -> HttpResponse:
    row = known(request.reader, act_id)
    if row is None:
        raise Http404
    reader = request.reader
    try:
        made = prepare(reader.member, kind, body, contents, keyid=reader.keyid)
    except AccordError as error:
        return from_error(error)
    language = get_language() or "en"
    return made.response(page(row), labels([reader.member, row.by], language))


@require_GET
@member_required
def short(request: SignedIn, prefix: str) -> HttpResponse:
    """A short address, as in messages, leads to the decision."""
    found = queries.act_by_prefix(prefix)
    if found is None or not may(request.reader, found):
        raise Http404
    return redirect(page(found))
