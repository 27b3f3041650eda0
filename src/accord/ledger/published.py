"""The checkpoints that are given out: final ones with their cosignatures.

A final checkpoint is one that enough members' copies confirmed; while finality is the
host's, the newest one is, with what cosignatures it has.
"""

from accord.core.protocol.quorum import needed
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.ledger import cosignatures, queries
from accord.ledger.cache import reading


def final(epoch: int) -> str | None:
    """The newest final checkpoint of an epoch; None when there is none (yet)."""
    found = cosignatures.final()
    if found is not None and found.epoch == epoch and not _by_host():
        return found.note
    return with_cosignatures(None, epoch) if _by_host() else None


def with_cosignatures(text: str | None, epoch: int) -> str | None:
    """A checkpoint, or else the newest, with its cosignatures so far.

    None when the epoch is not in force.
    """
    head = queries.head()
    if head is None or head.epoch != epoch:
        return None
    chosen = head.note if text is None else text
    checkpoint, _ = note.parse(chosen)
    if checkpoint.epoch != epoch:
        return with_cosignatures(None, epoch)
    return cosignatures.noted(epoch, checkpoint.size) or chosen


def best(epoch: int) -> str | None:
    """The newest final checkpoint of an epoch, or the newest while none is final."""
    return final(epoch) or with_cosignatures(None, epoch)


def covering(index: int) -> str:
    """The best checkpoint over a record: the newest final one, or else the newest.

    Empty before the founding.
    """
    head = queries.head()
    if head is None:
        return ""
    text = final(head.epoch)
    if text is not None and note.parse(text)[0].size > index:
        return text
    return with_cosignatures(None, head.epoch) or head.note


def final_head(state: State) -> tuple[int, bytes]:
    """Size and root of the newest final checkpoint: what a new act builds upon.

    The newest at all while the host's word is enough, or none is final.
    """
    terms = state.in_force().terms
    found = cosignatures.final() if needed(terms) else None
    size = state.size
    if found is not None and found.epoch == terms.hub.epoch:
        size = min(found.size, size)
    return size, state.tree.root(size)


def _by_host() -> bool:
    """Whether the host's word alone makes a checkpoint final."""
    with reading() as state:
        return state.roster is not None and needed(state.roster.terms) == 0
