"""Bundles of the coalition in memory, for tests and vectors."""

from accord.core.bundle.gather import gather
from accord.core.tlog import cosignature, note
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


def confirmed(coalition: Coalition, *members: str, hub: str = "hub") -> str:
    """The checkpoint of now, with cosignatures by these members' copies."""
    text = checkpoint(coalition, hub)
    lines = [
        cosignature.cosign(
            note.parse(text)[0].text(),
            cosignature.name(coalition.state.coalition, one),
            seed(f"{one} replica"),
            1_795_356_000,
        )
        for one in members
    ]
    return cosignature.attach(text, lines)


def bundle(
    coalition: Coalition, act: str, hub: str = "hub", text: str | None = None
) -> bytes:
    """The bundle of the act of voice `act`, under the checkpoint of now or `text`."""
    return gather(
        act,
        coalition.state,
        coalition.leaves.__getitem__,
        coalition.blobs.get,
        checkpoint(coalition, hub) if text is None else text,
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
