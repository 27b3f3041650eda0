"""Signatures that come together: all are looked at before anything changes.

A post is taken whole or not at all, and undoing costs a replay of the log. So a false
signature behind a true one is found before the true one is applied. Whoever begins a
change of host keeps all others from the log until it is complete; all that it needs is
checked first, so that nobody but the members can begin it.
"""

from accord.core.acts import keys
from accord.core.acts.charter import Enrol, Found, Roster, TakeOver
from accord.core.acts.envelope import pae
from accord.core.acts.errors import Refused
from accord.core.rules.fold import false_signature, is_gathered, stranger
from accord.core.rules.state import State, named_keys
from accord.core.rules.table import RULES
from accord.core.rules.takeover import hub_key
from accord.sequencer.posts import Part

NAMES_KEYS = frozenset({Found.KIND, Roster.KIND, TakeOver.KIND, Enrol.KIND})


def verify(part: Part, state: State) -> frozenset[str]:
    """The ids of the log's own keys whose signatures, one or out of several, are true.

    A key that only the act itself names is left to the fold. Raises Refused for a
    false signature out of several, and for a key that nobody knows.
    """
    if len(part.envelope.signatures) < 2:
        return part.true
    message, true = pae(part.envelope.payload), set(part.true)
    for one in part.envelope.signatures:
        if one.keyid in part.true:
            continue
        key = state.keys.get(one.keyid)
        if key is not None:
            if not keys.verify(key.key, message, one.sig):
                raise false_signature()
            true.add(one.keyid)
        elif part.act.kind not in NAMES_KEYS:
            raise stranger()
    return frozenset(true)


def check(part: Part, state: State) -> None:
    """Raises Refused when a change of host lacks a signature, or one is false."""
    act, envelope = part.act, part.envelope
    if not isinstance(act.body, Roster | TakeOver) or act.id in state.acts:
        return
    if isinstance(act.body, TakeOver):
        new = hub_key(act.id, act.body)
        known = {new.keyid: new} | state.keys
    elif is_gathered(act, state):
        known = named_keys(act.body.terms, act.id) | state.keys
    else:
        return
    signers = [known[one.keyid] for one in envelope.signatures if one.keyid in known]
    requirement = RULES[act.kind].requirement(act, act.body, state)
    if len(signers) < len(envelope.signatures) or not requirement.met(signers):
        raise incomplete()
    message = pae(envelope.payload)
    for key, one in zip(signers, envelope.signatures, strict=True):
        if not keys.verify(key.key, message, one.sig):
            raise false_signature()


def incomplete() -> Refused:
    """The refusal of a change of host that came with too few signatures."""
    return Refused(
        "All signatures of a decision about the host have to come together; some are "
        "still missing."
    )
