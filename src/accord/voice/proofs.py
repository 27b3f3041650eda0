"""Proof files: made of the log when they are asked for."""

from accord.core.bundle.gather import gather
from accord.core.tlog import note
from accord.ledger import past, published, queries
from accord.ledger.cache import reading


def proof_file(act_id: str) -> bytes:
    """The bundle of an act of voice; raises Refused when there is nothing to prove.

    Under the newest final checkpoint that covers it, as things stood then; under the
    newest at all when none does.
    """
    with reading() as state:
        record = state.acts.get(act_id)
        effect = record.effect if record else None
        text = published.covering(effect.index if effect else state.size)
        then = past.at(state, note.parse(text)[0].size) if text else state
        return gather(act_id, then, queries.leaf_bytes, queries.blob, text)
