"""Signatures that must come together: those of a change of host.

Whoever begins such a change keeps all others from the log until it is complete. So all
that it needs is checked before anything changes: what is refused has cost the hub no
more than a look, and nobody but the members can begin it.
"""

from accord.core.acts import keys
from accord.core.acts.act import parse_act
from accord.core.acts.charter import Roster
from accord.core.acts.envelope import Envelope, pae
from accord.core.acts.errors import Refused
from accord.core.rules.charter import roster_requirement
from accord.core.rules.fold import is_gathered
from accord.core.rules.state import State, named_keys

_KIND = b'"kind":"charter.roster"'


def check(envelope: Envelope, state: State) -> None:
    """Raises Refused when a change of host lacks a signature, or one is false."""
    if _KIND not in envelope.payload:
        return
    act = parse_act(envelope.payload)
    if act.id in state.acts or not isinstance(act.body, Roster):
        return
    if not is_gathered(act, state):
        return
    terms = act.body.terms
    known = named_keys(terms, act.id) | state.keys
    signers = [known[one.keyid] for one in envelope.signatures if one.keyid in known]
    requirement = roster_requirement(act, terms, state.in_force())
    if len(signers) < len(envelope.signatures) or not requirement.met(signers):
        raise incomplete()
    message = pae(envelope.payload)
    for key, one in zip(signers, envelope.signatures, strict=True):
        if not keys.verify(key.key, message, one.sig):
            raise Refused("The signature does not fit these words.")


def incomplete() -> Refused:
    """The refusal of a change of host that came with too few signatures."""
    return Refused(
        "All signatures of a decision about the host have to come together; some are "
        "still missing."
    )
