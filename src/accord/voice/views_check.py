"""Did they really say this? A text, a file, a proof file or an address; one answer.

Nothing that is pasted is kept: it is not stored, not logged, and not in the address.
"""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accord.core.acts.errors import AccordError
from accord.core.bundle.answer import Answer as Proof
from accord.core.bundle.check import check as check_proof
from accord.ledger import clock, coalition, queries
from accord.ledger.problems import sentence
from accord.quotes import Verdict
from accord.voice import marks, said, statements, wording
from accord.voice.marks import Piece
from accord.voice.statements import Said

MAX_FILE = 4 * 1024 * 1024
MAX_TEXT = 200_000  # bytes; a longer text would keep others waiting
BUNDLE = b'"v":"accord/bundle@1"'
ADDRESS = re.compile(r"\S*/statements/([0-9]{4})/([a-z0-9-]{1,64})\S*")


@dataclass(frozen=True)
class Checked:
    """Everything that the page says about one question."""

    words: str = ""
    answer: wording.Answer | None = None
    quoted: tuple[Piece, ...] = ()
    said: tuple[Piece, ...] = ()
    statement: Said | None = None
    elsewhere: Said | None = None
    language: str = ""
    proof: Proof | None = None
    problem: str = ""


@csrf_exempt  # it changes nothing, and works for readers without cookies
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The page of the check."""
    checked = _checked(request)
    context = {
        "checked": checked,
        "now": clock.now(),
        "head": queries.head(),
        "examples": checked.answer is None and checked.proof is None,
    }
    return render(request, "voice/check.html", context)


def _checked(request: HttpRequest) -> Checked:
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > MAX_FILE:
            return Checked(problem=_("This file is larger than 4 MB."))
        return _check_file(file.read())
    words = request.POST.get("words", "") or request.GET.get("q", "")
    return _check_words(words) if words.strip() else Checked()


def _check_file(data: bytes) -> Checked:
    """A proof file by what is in it, anything else as text."""
    if data.startswith(b"{") and BUNDLE in data:
        return _check_proof(data)
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        words = "\0"
    if "\0" in words:
        return Checked(
            problem=_(
                "This file is neither text nor a proof file. Paste its words instead."
            )
        )
    return _check_words(words)


def _check_proof(data: bytes) -> Checked:
    here = coalition.current()
    if here is None:
        return Checked(problem=_("There is no coalition here yet."))
    try:
        proof = check_proof(data, here.id)
    except AccordError as error:
        no = _("This proof file does not prove anything: it is damaged or was changed.")
        answer = wording.Answer("no", "≠", _("Not proven"), no)
        return Checked(answer=answer, problem=sentence(error))
    row = statements.by_act(proof.act)
    if not proof.is_public(clock.text()) and not proof.never_public:
        reason = _("Signed, and not public yet.")
        return Checked(
            answer=wording.Answer("wait", "…", _("Under embargo"), reason), proof=proof
        )
    found = (
        statements.said(row)
        if row and statements.is_public(row, clock.text())
        else None
    )
    reason = _("The signatures, the words and the record fit together.")
    answer = wording.Answer("yes", "✓", _("Proven"), reason)
    return Checked(answer=answer, proof=proof, statement=found)


def _check_words(words: str) -> Checked:
    address = ADDRESS.fullmatch(words.strip())
    if address:
        return _check_address(words, int(address[1]), address[2])
    if len(words.encode()) > MAX_TEXT:
        return Checked(
            problem=_("This text is longer than 200 kB. Paste a part of it.")
        )
    verdict, text = said.check(words)
    return _with_evidence(words, verdict, text)


def _check_address(words: str, year: int, slug: str) -> Checked:
    row = statements.find(year, slug)
    if row is None or not statements.is_public(row, clock.text()):
        reason = _("There is no statement of ours at this address.")
        return Checked(words, wording.Answer("mute", "?", _("Not found"), reason))
    found = statements.said(row)
    reason = _("This is the address of one of our statements.")
    answer = wording.Answer("yes", "=", _("Ours"), reason)
    return Checked(words, answer, statement=found, language=found.language)


def _with_evidence(words: str, verdict: Verdict, text: str) -> Checked:
    row = statements.by_act(verdict.statement) if verdict.statement else None
    found = statements.said(row, verdict.language or "") if row else None
    return Checked(
        words=words,
        answer=wording.answer(verdict),
        quoted=tuple(marks.quoted(words, verdict)) if row else (),
        said=tuple(marks.said(text, verdict)) if row else (),
        statement=found,
        elsewhere=_in_force(found, verdict),
        language=verdict.language or "",
    )


def _in_force(found: Said | None, verdict: Verdict) -> Said | None:
    """A statement in force with the same words, when the one found is not."""
    if found is None or found.state == "agreed":
        return None
    for place in verdict.also:
        row = statements.by_act(place.statement)
        other = statements.said(row, place.language) if row else None
        if other is not None and other.state == "agreed":
            return other
    return None
