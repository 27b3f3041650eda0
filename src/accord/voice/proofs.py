"""Proof files: made of the log when they are asked for."""

from accord.core.bundle.gather import gather
from accord.ledger import queries
from accord.ledger.cache import reading


def proof_file(act_id: str) -> bytes:
    """The bundle of an act of voice; raises Refused when there is nothing to prove."""
    with reading() as state:
        head = queries.head()
        note = head.note if head else ""
        return gather(act_id, state, queries.leaf_bytes, queries.blob, note)
