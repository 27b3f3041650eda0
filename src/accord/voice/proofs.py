"""Proof files: made of the log when they are asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accord.core.acts.errors import Refused
from accord.core.bundle.gather import gather
from accord.core.protocol import quorum
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.ledger import past, published, queries
from accord.ledger.cache import reading
from accord.ledger.problems import from_error, sentence


def proof_file(act_id: str) -> bytes:
    """The bundle of an act of voice.

    Under the newest final checkpoint that covers it, as things stood then. Raises
    Refused when there is nothing to prove, or too few copies confirm it yet: nobody
    would believe such a file.
    """
    with reading() as state:
        record = state.acts.get(act_id)
        effect = record.effect if record else None
        text = published.covering(effect.index if effect else state.size)
        then = past.at(state, note.parse(text)[0].size) if text else state
        data = gather(act_id, then, queries.leaf_bytes, queries.blob, text)
    _check_confirmed(text, then)
    return data


def proof_answer(request: HttpRequest, act_id: str, name: str) -> HttpResponse:
    """A proof file to be kept, or the reason why there is none; browsers get a page."""
    try:
        data = proof_file(act_id)
    except Refused as error:
        return _not_yet(request, error)
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _not_yet(request: HttpRequest, error: Refused) -> HttpResponse:
    if not request.accepts("text/html"):
        return from_error(error)
    problem = {
        "status": 409,
        "title": _("There is no proof file yet"),
        "reason": sentence(error),
        "advice": _("That takes seconds as a rule. Load this page again in a minute."),
    }
    return render(request, "problem.html", {"problem": problem}, status=409)


def _check_confirmed(text: str, then: State) -> None:
    terms = then.in_force().terms
    checkpoint, signatures = note.parse(quorum.members_only(text, terms))
    quorum.check_confirmed(checkpoint, signatures[1:], terms)
