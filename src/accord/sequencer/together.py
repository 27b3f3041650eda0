"""Signatures that come together: all are looked at before anything changes.

A post is taken whole or not at all, and undoing costs a replay of the log. So a false
signature behind a true one is found before the true one is applied. Whoever begins a
change of host keeps all others from the log until it is complete; all that it needs is
checked first, so that nobody but the members can begin it.
"""

from accord.core.acts import keys
from accord.core.acts.act import parse_act
from accord.core.acts.charter import Enrol, Found, Roster, TakeOver
from accord.core.acts.envelope import Envelope, pae
from accord.core.acts.errors import Refused
from accord.core.rules.fold import false_signature, is_gathered, stranger
from accord.core.rules.state import State, named_keys
from accord.core.rules.table import RULES
from accord.core.rules.takeover import hub_key

_KINDS = (b'"kind":"charter.roster"', b'"kind":"charter.hub"')


NAMES_KEYS = frozenset({Found.KIND, Roster.KIND, TakeOver.KIND, Enrol.KIND})


def verify(envelope: Envelope, state: State) -> frozenset[str]:
    """The ids of the log's own keys whose signatures, out of several, are true.

    A key that only the act itself names is left to the fold. Raises Refused for a
    false signature, and for a key that nobody knows.
    """
    if len(envelope.signatures) < 2:
        return frozenset()
    message, true = pae(envelope.payload), set()
    for one in envelope.signatures:
        key = state.keys.get(one.keyid)
        if key is not None:
            if not keys.verify(key.key, message, one.sig):
                raise false_signature()
            true.add(one.keyid)
        elif parse_act(envelope.payload).kind not in NAMES_KEYS:
            raise stranger()
    return frozenset(true)


def check(envelope: Envelope, state: State) -> None:
    """Raises Refused when a change of host lacks a signature, or one is false."""
    if not any(kind in envelope.payload for kind in _KINDS):
        return
    act = parse_act(envelope.payload)
    if act.id in state.acts:
        return
    if isinstance(act.body, TakeOver):
        new = hub_key(act.id, act.body)
        known = {new.keyid: new} | state.keys
    elif isinstance(act.body, Roster) and is_gathered(act, state):
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
