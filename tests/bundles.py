"""Bundles of the coalition in memory, for tests and vectors."""

from accord.core.bundle.gather import gather
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from tests.coalition import Coalition, blob, founded, seed

REASON = {"reason": blob({"text": "The figures were wrong."})}


def checkpoint(coalition: Coalition, hub: str = "hub") -> str:
    """The checkpoint of now, signed by the key called `hub`."""
    state = coalition.state
    standing = state.standing.tree
    return note.sign(
        Checkpoint(
            state.coalition,
            state.in_force().terms.hub.epoch,
            state.size,
            state.tree.root(),
            standing.size,
            standing.root(),
            state.time,
        ),
        seed(hub),
    )


def bundle(coalition: Coalition, act: str, hub: str = "hub") -> bytes:
    """The bundle of the act of voice `act`, as of now."""
    return gather(
        act,
        coalition.state,
        coalition.leaves.__getitem__,
        coalition.blobs.get,
        checkpoint(coalition, hub),
    )


def grown() -> Coalition:
    """Four members, after an admission; two devices were invited by another device."""
    coalition = founded()
    for member in ("alfa", "bravo"):
        coalition.enrol(f"{member}/press", "voice", inviter=f"{member}/people")
    roster = coalition.roster("alfa", "bravo", "charlie", "delta")
    coalition.sign(roster, "alfa", "charlie", "bravo", "delta")
    coalition.enrol("delta/voice")
    coalition.wait(hours=1)
    return coalition
