"""Comparing what a host says with what it said, and with what the records say."""

from collections.abc import Sequence

from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.replay import check_head
from accord.core.rules.state import State
from accord.core.tlog import merkle, note
from accord.core.tlog.note import Checkpoint
from accord.replica.dishonest import SENTENCES, Dishonest
from accord.replica.target import Target


class GoneBack(Refused):
    """The host shows fewer records than it signed before."""


def check_extends(target: Target, seen: str, state: State) -> None:
    """Raises Dishonest, or GoneBack, unless `target` extends the checkpoint `seen`.

    `seen` is the note that the same host signed for what is stored here, or empty.
    """
    if not seen:
        return
    before, _ = note.parse(seen)
    head = target.head
    if before.epoch != head.epoch:
        return
    if head.size == before.size:
        if head != before:
            raise Dishonest.of("fork", (seen, target.note))
    elif head.size < before.size:
        _check_shorter(before, target, seen, state)
    elif not _grew(before, target):
        get = target.hashes().get
        root = merkle.root(get, before.size)
        proof = merkle.consistency(get, before.size, head.size)
        raise Dishonest.of("fork", (seen, target.note), root, proof)


def _check_shorter(before: Checkpoint, target: Target, seen: str, state: State) -> None:
    """Raises Dishonest or GoneBack for a log that is shorter than the one before."""
    head = target.head
    root = state.tree.root(head.size)
    if root != head.root:
        proof = merkle.consistency(state.tree.get, head.size, before.size)
        raise Dishonest.of("fork", (target.note, seen), root, proof)
    if head.time > before.time:
        raise Dishonest.of("rewind", (seen, target.note))
    raise gone_back(before.size, head.size)


def _grew(before: Checkpoint, target: Target) -> bool:
    """Whether the host's tree begins with the one before; its own proof may be bad."""
    head = target.head
    if merkle.verify_consistency(
        before.size, head.size, before.root, head.root, target.proof
    ):
        return True
    return merkle.root(target.hashes().get, before.size) == before.root


def gone_back(before: int, now: int) -> GoneBack:
    """The refusal of a log that is shorter than what was signed before."""
    return GoneBack(
        "The host has gone back: it signed {before} records, and now shows {now}. "
        "Records that were saved are missing there.",
        before=before,
        now=now,
    )


def unreplayable(
    start: int, leaves: Sequence[bytes], reason: AccordError, target: Target
) -> Dishonest:
    """A record under a signed checkpoint that the rules refuse.

    It is the last of `leaves`, which follow on what is stored, from `start` on.
    """
    index = start + len(leaves) - 1
    proof: list[bytes] = []
    if index + 1 < target.head.size:
        proof = merkle.consistency(target.hashes().get, index + 1, target.head.size)
    return Dishonest(
        "leaf",
        f"The host has signed for record {index}, which cannot stand there: {reason}",
        (target.note,),
        proof=tuple(proof),
        start=start,
        leaves=tuple(leaves),
    )


def check_end(state: State, target: Target) -> str:
    """The target's note, when the records that are here are those that it is over.

    Raises Refused when the host is not who it says, Dishonest when it signed what
    these records do not say.
    """
    hub = state.in_force().terms.hub
    if (target.head.epoch, target.key) != (hub.epoch, hub.key):
        raise Refused("The checkpoint is not signed by the host of this coalition.")
    try:
        check_head(state, target.note)
    except Refused as reason:
        kind = "time" if target.head.time != state.time else "standing"
        raise Dishonest(kind, f"{SENTENCES[kind]} {reason}", (target.note,)) from reason
    return target.note
