"""Proof files: made of the log when they are asked for."""

from accord.core.bundle.gather import gather
from accord.core.protocol import quorum
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.ledger import past, published, queries
from accord.ledger.cache import reading


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


def _check_confirmed(text: str, then: State) -> None:
    terms = then.in_force().terms
    checkpoint, signatures = note.parse(quorum.members_only(text, terms))
    quorum.check_confirmed(checkpoint, signatures[1:], terms)
