"""The page of one decision about words, and what can be said to it."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.voice import Hold, Retraction
from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.people import history, kinds
from accord.people.boards import shown
from accord.people.decisions import answers
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.names import member_name
from accord.people.preparing import act_to_sign, page_of_new
from accord.people.problems import form_problem
from accord.voice import extras, happened, proposals, reasons
from accord.voice.forms_reason import ReasonForm
from accord.voice.options import ROLE, options
from accord.voice.proposals import Proposed, find, find_any, open_withdrawal


@require_GET
@member_required
def decision(request: SignedIn, act_id: str) -> HttpResponse:
    """One decision: the board, the words, what happened, what can be done."""
    found = _board(request, act_id)
    words = find(act_id)
    if words is None and found.act.kind in extras.KINDS:
        return render(request, "voice/extra.html", _extra(request, found))
    if words is None:
        return render(request, "voice/measure.html", _measure(request, found))
    return render(request, "voice/decision.html", _words(request, found, words))


@require_GET
@member_required
def live_board(request: SignedIn, act_id: str) -> HttpResponse:
    """The board alone, for a page that keeps it fresh."""
    found = _board(request, act_id)
    context = _context(request, found) | {"words": find(act_id)}
    return render(request, "voice/board.html", context)


def _board(request: SignedIn, act_id: str) -> Board:
    found = board(act_id, request.reader.keyid)
    if found is None or not found.act.kind.startswith("voice."):
        raise Http404
    return found


def _context(request: SignedIn, found: Board) -> dict[str, object]:
    """What every decision shows."""
    act = found.act
    language = get_language() or "en"
    return answers(found, request.reader) | {
        "kind": kinds.name(act.kind),
        "page": reverse("voice:decision", args=[act.id]),
        "proposer": member_name(act.by, language),
        "board": shown(found, kinds.rule(found), request.reader),
        "proof": reverse("api-act-proof", args=[act.id]),
    }


def _words(request: SignedIn, found: Board, words: Proposed) -> dict[str, object]:
    """A joint statement, or a member's own word."""
    items = history.items(found.act, get_language() or "en")
    return _context(request, found) | {
        "words": words,
        "saw": json.dumps(words.saw),
        "can": options(words, request.reader),
        "form": ReasonForm(_spoken(words)),
        "items": happened.items(words, items),
    }


def _measure(request: SignedIn, found: Board) -> dict[str, object]:
    """A withdrawal, or the stop of a release: about other words."""
    words = proposals.about(found.act)
    reason = proposals.reason(found.act)
    return _context(request, found) | {
        "words": words,
        "reasons": reasons.parts(reason, _spoken(words) if words else ()),
        "withdraws": found.act.kind == Retraction.KIND,
        "items": history.items(found.act, get_language() or "en"),
    }


def _extra(request: SignedIn, found: Board) -> dict[str, object]:
    """A translation, or a position."""
    words = extras.find(found.act.id)
    if words is None:
        raise Http404
    reader = request.reader
    mine = any(one.member == reader.member for one in queries.signatures(found.act.id))
    acts = reader.has(ROLE) and words.stands
    return _context(request, found) | {
        "words": words,
        "form": ReasonForm(_spoken(words)),
        "can_hold": acts and mine and words.can_hold,
        "can_withdraw": acts and not open_withdrawal(found.act.id),
        "can_replace": acts
        and not words.translates
        and words.position
        and words.position.row.state == "agreed",
        "items": history.items(found.act, get_language() or "en"),
    }


def _spoken(words: Proposed | extras.Extra) -> list[str]:
    return [one.language for one in words.texts]


@require_POST
@role_required(ROLE)
def hold(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the stop of a release."""
    back = reverse("voice:decision", args=[act_id])
    return _prepared(request, Hold.KIND, act_id, {}, back)


@require_POST
@role_required(ROLE)
def retract(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares a withdrawal, with the reason that will be published."""
    words = find_any(act_id)
    if words is None:
        raise Http404
    form = ReasonForm(_spoken(words), request.POST)
    if not form.is_valid():
        return form_problem(form)
    contents: dict[str, object] = {"reason": {"text": form.reason()}}
    then = page_of_new("voice:decision")
    return _prepared(request, Retraction.KIND, act_id, contents, then)


def _prepared(
    request: SignedIn,
    kind: str,
    statement: str,
    contents: dict[str, object],
    then: str,
) -> HttpResponse:
    if find_any(statement) is None:
        raise Http404
    return act_to_sign(request.reader, kind, {"statement": statement}, contents, then)
