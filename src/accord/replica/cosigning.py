"""Confirming what this copy holds, by core/protocol's cosigner and its durable memory.

The memory is committed before the line of cosignature leaves this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accord.core.acts.charter import Terms
from accord.core.protocol import cosigner, memory
from accord.core.protocol.cosigner import Cosign, Outcome
from accord.core.protocol.memory import Held, Memory
from accord.core.tlog import cosignature, note
from accord.ledger import cache, clock
from accord.replica import beside, key, record
from accord.replica.dishonest import Dishonest
from accord.replica.models import Following


@dataclass(frozen=True)
class Confirmed:
    """A checkpoint that this copy cosigned: its place `epoch/size`, note and line."""

    place: str
    note: str
    line: str

    def whole(self) -> str:
        """The note with the host's signature and ours."""
        return cosignature.attach(self.note, [self.line])


def remembered(row: Following) -> Memory:
    """What this copy's cosigner remembers."""
    found = Memory(row.coalition)
    if row.cosigner:
        found = memory.decode(row.cosigner.encode())
    return beside.joined(row.key, found)


def remember(row: Following, found: Memory) -> None:
    """Writes it durably, first beside the database."""
    beside.note(row.key, found)
    record.remember(found.encode().decode())


def is_listed(row: Following, terms: Terms) -> bool:
    """Whether the list of members names our key as the member's copy's."""
    member = terms.members.get(row.member)
    return member is not None and member.replica == row.key


def confirm(row: Following) -> Confirmed | None:
    """Cosigns the checkpoint that is stored; None when our key cannot confirm.

    Raises Refused with the reason, Dishonest with what the host did. The caller holds
    the copy (`lock.moving`).
    """
    with cache.reading() as state:
        if state.roster is None or not is_listed(row, state.roster.terms):
            return None
        if row.seen_size != state.size:
            return None
        epoch, size = state.roster.terms.hub.epoch, state.size
    old = remembered(row).expects(epoch)
    with cache.reading() as state:
        proof = memory.held(state).proof(old, size) if 0 < old < size else []
    outcome = consider(row, row.seen, old, proof)
    if isinstance(outcome, Cosign):
        return released(row, outcome)
    if isinstance(outcome, cosigner.Refusal):
        raise outcome.reason
    raise TypeError(f"the cosigner answers {outcome} to its own checkpoint")


def consider(row: Following, text: str, old: int, proof: Sequence[bytes]) -> Outcome:
    """What the cosigner says to a checkpoint; raises Dishonest, once remembered."""
    past = remembered(row)
    with cache.reading() as state:
        held = memory.held(state)
        outcome = cosigner.consider(past, held, text, old, proof, clock.text())
    if isinstance(outcome, cosigner.Dishonest):
        remember(row, outcome.memory)
        raise _trick(outcome, past, held)
    return outcome


def _trick(found: cosigner.Dishonest, past: Memory, held: Held) -> Dishonest:
    """What the cosigner found, with what proves it."""
    size = held.checkpoint.size
    if found.kind == "fork" and past.size < note.parse(found.notes[-1])[0].size:
        proof = held.proof(past.size, size)
        return Dishonest.of("fork", found.notes, held.root(past.size), proof)
    if found.kind in ("fork", "rewind"):
        return Dishonest.of(found.kind, found.notes)
    trick = Dishonest.of(found.kind, found.notes)
    trick.start = size
    return trick


def released(row: Following, outcome: Cosign) -> Confirmed | None:
    """The cosignature, after its memory is durable; None without the private key."""
    seed = key.find(row.key)
    if seed is None:
        return None
    remember(row, outcome.memory)
    now = int(clock.now().timestamp())
    line = cosigner.release(outcome, row.member, seed, now)
    checkpoint = outcome.checkpoint
    place = f"{checkpoint.epoch}/{checkpoint.size}"
    return Confirmed(place, outcome.memory.note, line)


def distrust(row: Following, epoch: int) -> None:
    """Confirms nothing more of the host of this epoch, nor of one before."""
    remember(row, cosigner.distrust(remembered(row), epoch))
