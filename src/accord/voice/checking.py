"""The check: a text, a file, a proof file or an address in, one answer out."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.core.acts import times
from accord.core.acts.errors import AccordError
from accord.core.acts.voice import Position
from accord.core.bundle.answer import Answer as Proof
from accord.core.bundle.check import check as check_proof_file
from accord.core.rules.standing import RETRACTED
from accord.ledger import clock, coalition
from accord.ledger.problems import sentence
from accord.people.names import member_name
from accord.quotes import Verdict
from accord.voice import marks, positions, said, statements, wording
from accord.voice.cleaning import visible
from accord.voice.marks import Piece
from accord.voice.models import Statement
from accord.voice.statements import Said
from accord.voice.texts import Text

MAX_FILE = 4 * 1024 * 1024
MAX_TEXT = 200_000  # bytes; a longer text would keep others waiting
MAX_ADDRESS = 500  # what is longer is no address: looking for one takes its square
_ADDRESS = re.compile(r"\S*/statements/[0-9]{4}/([a-z0-9-]{1,64})(?:[.?#/]\S*)?")
_DECISION = re.compile(r"(?:\S*/)?([0-9a-f]{64})/?")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))


@dataclass(frozen=True)
class Proven:
    """What a proof file proves, for a page."""

    proof: Proof

    @property
    def public(self) -> datetime:
        """From when the words are public."""
        return times.parse(self.proof.public_from)

    @property
    def as_of(self) -> datetime:
        """The moment that the file speaks of."""
        return times.parse(self.proof.as_of)

    @property
    def signers(self) -> list[tuple[str, str]]:
        """Names and handles of the members whose signatures are in the file."""
        language = get_language() or "en"
        return [(member_name(one, language), one) for one in self.proof.members]

    @property
    def texts(self) -> list[Text]:
        """The words, for a page."""
        return [
            Text(one, visible(text.title), visible(text.summary), visible(text.text))
            for one, text in self.proof.texts.items()
        ]


@dataclass(frozen=True)
class Checked:
    """Everything that can be said about one question.

    `kind` is the verdict's, or proven, not_proven, not_public, address, no_address; or
    "" when there was nothing to check, or too much.
    """

    kind: str = ""
    words: str = ""
    answer: wording.Answer | None = None
    quoted: tuple[Piece, ...] = ()
    said: tuple[Piece, ...] = ()
    statement: Said | None = None
    elsewhere: Said | None = None
    language: str = ""
    proven: Proven | None = None
    problem: str = ""
    verdict: Verdict | None = None


def check_file(data: bytes) -> Checked:
    """A proof file by what is in it, anything else as text."""
    if len(data) > MAX_FILE:
        return Checked(problem=_("This file is larger than 4 MB."))
    if is_proof(data):
        return check_proof(data)
    words = _decoded(data)
    if words is None:
        return Checked(
            problem=_(
                "This file is neither text nor a proof file. Paste its words instead."
            )
        )
    return check_words(words)


def _decoded(data: bytes) -> str | None:
    """The text in a file, or None when it is no text."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in words else words.removeprefix("\ufeff")


def is_proof(data: bytes) -> bool:
    """Whether somebody means this to be a proof file, also a damaged one."""
    start = data.lstrip()[:1] == b"{"
    return start and (
        b"accord/bundle" in data or (b'"checkpoint"' in data and b'"leaf"' in data)
    )


def check_proof(data: bytes) -> Checked:
    """What a proof file proves, and how those words stand here now."""
    here = coalition.current()
    if here is None:
        return Checked(problem=_("There is no coalition here yet."))
    try:
        proof = check_proof_file(data, here.id)
    except AccordError as error:
        no = _(
            "This file proves nothing about us: it is damaged, was changed, or is not "
            "ours."
        )
        answer = wording.Answer("no", "≠", _("Not proven"), no)
        return Checked("not_proven", answer=answer, problem=_reason(error))
    if not proof.is_public(clock.text()):
        return Checked("not_public", answer=_not_public(proof))
    found = _public(statements.by_act(proof.translates or proof.act))
    reason = _("The signatures, the words and the record fit together.")
    answer = wording.Answer("yes", "✓", _("Proven"), reason)
    answer = wording.standing(answer, _state_now(proof, found))
    return Checked("proven", answer=answer, proven=Proven(proof), statement=found)


def _state_now(proof: Proof, found: Said | None) -> str:
    """How what a file proves stands here now; as the file says where we do not know."""
    if proof.kind == Position.KIND:
        position = positions.find(proof.act)
        return position.state if position else proof.state
    if found is None:
        return proof.state
    if proof.translates and proof.languages[0] not in found.languages:
        return RETRACTED  # withdrawn alone: the statement itself may stand
    return found.state


def _reason(error: AccordError) -> str:
    """What is wrong with a proof file, without the number of the step."""
    inner = error.values.get("reason")
    return sentence(inner if isinstance(inner, AccordError) else error)


def _not_public(proof: Proof) -> wording.Answer:
    """Signed, but its words are nobody's to read here."""
    if proof.never_public:
        reason = _("The signatures are real, but these words were stopped in time.")
        return wording.Answer("no", "×", _("Never public"), reason)
    reason = _("The signatures are real, but these words are not public yet.")
    return wording.Answer("wait", "…", _("Not public yet"), reason)


def check_words(words: str) -> Checked:
    """A text, an address of a statement here, or a proof file as text."""
    typed = words.strip()
    if len(typed) <= MAX_ADDRESS:
        if address := _ADDRESS.fullmatch(typed):
            return _check_address(words, statements.find(address[1]))
        if decision := _DECISION.fullmatch(typed):
            return _check_address(words, statements.by_act(decision[1]))
    data = words.encode("utf-8", "replace")
    if is_proof(data):
        return check_proof(data.strip())
    if len(data) > MAX_TEXT:
        too_long = _("This text is longer than 200 kB. Paste a part of it.")
        return Checked(problem=too_long)
    clean = data.decode()
    verdict, text = said.check(clean)
    return _with_evidence(clean, verdict, text)


def _check_address(words: str, row: Statement | None) -> Checked:
    found = _public(row)
    if found is None:
        reason = _("There is no statement of ours at this address.")
        answer = wording.Answer("mute", "?", _("Not found"), reason)
        return Checked("no_address", words, answer)
    reason = _("This is the address of one of our statements.")
    answer = wording.Answer("yes", "=", _("Ours"), reason)
    answer = wording.standing(answer, found.state)
    return Checked("address", words, answer, statement=found, language=found.language)


def _public(row: Statement | None) -> Said | None:
    """A statement that everybody can read."""
    if row is None or not statements.is_public(row, clock.text()):
        return None
    return statements.said(row)


def _with_evidence(words: str, verdict: Verdict, text: str) -> Checked:
    row = statements.by_act(verdict.statement) if verdict.statement else None
    found = statements.said(row, verdict.language or "") if row else None
    answer = wording.answer(verdict)
    return Checked(
        verdict.kind,
        words,
        wording.standing(answer, found.state) if found else answer,
        quoted=tuple(marks.quoted(words, verdict)) if row else (),
        said=tuple(marks.said(text, verdict)) if row else (),
        statement=found,
        elsewhere=_in_force(found, verdict),
        language=verdict.language or "",
        verdict=verdict,
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
