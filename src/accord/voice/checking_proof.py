"""The check of a proof file: what it proves, and how those words stand here now."""

from django.utils.translation import gettext as _

from accord.core.acts.errors import AccordError
from accord.core.acts.voice import Position
from accord.core.bundle.answer import Answer as Proof
from accord.core.bundle.check import check as check_proof_file
from accord.core.rules.standing import HELD, RETRACTED
from accord.ledger import clock, coalition
from accord.ledger.cache import reading
from accord.ledger.problems import sentence
from accord.voice import positions, readable, statements, withdrawn, wording
from accord.voice.checked import Checked
from accord.voice.proven import Proven
from accord.voice.statements import Said


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
    found = _found(proof)
    reason = _("The signatures, the words and the record fit together.")
    answer = wording.Answer("yes", "✓", _("Proven"), reason)
    answer = wording.standing(answer, _state_now(proof, found))
    return Checked("proven", answer=answer, proven=Proven(proof), statement=found)


def _found(proof: Proof) -> Said | None:
    """The statement, or the translation where that was withdrawn alone."""
    alone = withdrawn.find(proof.act)
    return alone or readable.public(statements.by_act(proof.translates or proof.act))


def _state_now(proof: Proof, found: Said | None) -> str:
    """How what a file proves stands here now; as the file says where we do not know."""
    if proof.kind == Position.KIND:
        position = positions.find(proof.act)
        return position.state if position else proof.state
    if found is None:
        return proof.state
    return RETRACTED if proof.translates and _is_stopped(proof.act) else found.state


def _is_stopped(act_id: str) -> bool:
    """Whether a translation was withdrawn alone, or held; its statement may stand."""
    with reading() as state:
        line = state.standing.get(act_id)
    return line is not None and line.state in (HELD, RETRACTED)


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
