"""A member's cosigner: whether it cosigns a checkpoint, and what it remembers then.

    memory, what it holds, the checkpoint, a proof ──> consider ──> Cosign(memory)
                                                                 │  Stale, BadProof
                                                                 │  Behind, Refusal
                                                                 └─ Dishonest(memory)

The caller writes the new memory durably and only then lets the cosignature go:
`release`. It takes one request after the other.

A cosignature says that the replica holds every leaf durably, replayed them all, and
that the standing is right; so it compares the checkpoint with what it holds itself.
The statuses are those of C2SP tlog-witness, `add-checkpoint`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.core.acts import times
from accord.core.acts.errors import AccordError, Refused
from accord.core.protocol.memory import Held, Memory
from accord.core.tlog import cosignature, note
from accord.core.tlog.merkle import verify_consistency
from accord.core.tlog.note import Checkpoint

MAX_AHEAD_MINUTES = 10
BAD_REQUEST, FORBIDDEN, UNKNOWN, UNPROVEN = 400, 403, 404, 422


@dataclass(frozen=True, slots=True)
class Cosign:
    """It may be cosigned, once `memory` is durable."""

    memory: Memory
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Stale:
    """The proof has to lead from `size`, which is what was cosigned last (409)."""

    size: int


@dataclass(frozen=True, slots=True)
class BadProof:
    """The proof does not lead from what was cosigned last to the checkpoint (422)."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The replica holds `size` leaves only; it has to fetch and replay the others."""

    size: int


@dataclass(frozen=True, slots=True)
class Dishonest:
    """The host signed what no honest host can: `kind` as in `evidence`, the notes.

    `memory` has to be durable before anything else; nothing of this host is cosigned
    any more. The file is made with `evidence`, from these notes.
    """

    memory: Memory
    kind: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """It is not cosigned; the sentence says why, `status` is the answer over HTTP."""

    reason: AccordError
    status: int


Outcome = Cosign | Stale | BadProof | Behind | Dishonest | Refusal


def consider(
    memory: Memory, held: Held, text: str, old: int, proof: Sequence[bytes], now: str
) -> Outcome:
    """What becomes of the note `text`, with a consistency proof from `old` leaves.

    `held` is what the replica holds, replayed exactly up to the checkpoint's size;
    `now` is its own clock.
    """
    try:
        claimed, _ = note.parse(text)
    except AccordError as error:
        return Refusal(error, BAD_REQUEST)
    if claimed.coalition != memory.coalition:
        return _refuse("The checkpoint is of another coalition's log.", UNKNOWN)
    if claimed.epoch != held.checkpoint.epoch:
        unknown = claimed.epoch > held.checkpoint.epoch
        return (
            Behind(held.checkpoint.size) if unknown else decide_epoch(memory, claimed)
        )
    try:
        checkpoint, _ = cosignature.open_cosigned(text, held.hub_key)
    except AccordError as error:
        return Refusal(error, FORBIDDEN)
    host_alone = cosignature.without(text)
    return decide(memory, held, checkpoint, host_alone, old, proof, now)


def decide_epoch(memory: Memory, checkpoint: Checkpoint) -> Refusal:
    """The refusal of a checkpoint by a host that is not in force any more."""
    return _old_host(memory, checkpoint) or _refuse(
        "Another host has taken over; this one's checkpoints are not confirmed.",
        FORBIDDEN,
    )


def decide(
    memory: Memory,
    held: Held,
    checkpoint: Checkpoint,
    text: str,
    old: int,
    proof: Sequence[bytes],
    now: str,
) -> Outcome:
    """The same, of a checkpoint that the host in force signed, as the note `text`."""
    outcome = _old_host(memory, checkpoint) or _against_last(
        memory, checkpoint, text, old
    )
    if outcome is not None:
        return outcome
    wrong = _proven(memory, checkpoint, old, proof)
    if wrong is not None and not _forked(memory, held, checkpoint):
        return wrong
    if held.checkpoint.size < checkpoint.size:
        return Behind(held.checkpoint.size)
    if _forked(memory, held, checkpoint):
        return _dishonest(memory, "fork", memory.note, text)
    return _against_held(memory, held, checkpoint, text, now)


def release(outcome: Cosign, handle: str, seed: bytes, time: int) -> str:
    """The line of cosignature, `time` being seconds since 1970.

    Only after `outcome.memory` was written durably.
    """
    checkpoint = outcome.checkpoint
    named = cosignature.name(checkpoint.coalition, handle)
    return cosignature.cosign(checkpoint.text(), named, seed, time)


def _old_host(memory: Memory, checkpoint: Checkpoint) -> Refusal | None:
    if checkpoint.epoch < max(memory.epoch, memory.fence):
        return _refuse(
            "This copy has signed for a later host; it confirms nothing of an earlier "
            "one.",
            FORBIDDEN,
        )
    if checkpoint.epoch <= memory.distrust:
        return _refuse(
            "This host was proven dishonest; it needs another one to go on.", FORBIDDEN
        )
    return None


def _against_last(
    memory: Memory, checkpoint: Checkpoint, text: str, old: int
) -> Dishonest | Stale | Refusal | None:
    """What the checkpoint cosigned last, by the same host, says about this one.

    A host that was set back has to hear that there was more: it asks from `old`.
    """
    if checkpoint.epoch != memory.epoch or not memory.note:
        return None
    if checkpoint.size == memory.size:
        same = checkpoint.text() == note.parse(memory.note)[0].text()
        return None if same else _dishonest(memory, "fork", memory.note, text)
    longer = checkpoint.size > memory.size
    if checkpoint.time != memory.time and longer != (checkpoint.time > memory.time):
        return _dishonest(memory, "rewind", memory.note, text)
    if longer:
        return None
    if old < memory.size:
        return Stale(memory.size)
    return _refuse("This copy has confirmed a longer log of this host.", BAD_REQUEST)


def _proven(
    memory: Memory, checkpoint: Checkpoint, old: int, proof: Sequence[bytes]
) -> Stale | BadProof | Refusal | None:
    if old > checkpoint.size:
        return _refuse("The old size is larger than the checkpoint's.", BAD_REQUEST)
    expected = memory.expects(checkpoint.epoch)
    if old != expected:
        return Stale(expected)
    if old == 0:
        return BadProof() if proof else None
    right = verify_consistency(
        old, checkpoint.size, memory.root, checkpoint.root, proof
    )
    return None if right else BadProof()


def _forked(memory: Memory, held: Held, checkpoint: Checkpoint) -> bool:
    """Whether the leaves in hand show that the host's two logs are not one."""
    return (
        bool(memory.note)
        and memory.epoch == checkpoint.epoch
        and (held.checkpoint.size, held.checkpoint.root)
        == (checkpoint.size, checkpoint.root)
        and memory.size <= checkpoint.size
        and held.root(memory.size) != memory.root
    )


def _against_held(
    memory: Memory, held: Held, checkpoint: Checkpoint, text: str, now: str
) -> Outcome:
    own = held.checkpoint
    if own.size > checkpoint.size:
        return _refuse("This copy holds more records than that already.", BAD_REQUEST)
    if own.root != checkpoint.root:
        return _refuse("These are not the records that this copy holds.", UNPROVEN)
    if own.time != checkpoint.time:
        return _dishonest(memory, "time", text)
    if own.text() != checkpoint.text():
        return _dishonest(memory, "standing", text)
    if checkpoint.time > times.shift(now, minutes=MAX_AHEAD_MINUTES):
        return _refuse(
            "The host's clock is far ahead of this copy's; one of them is wrong.",
            FORBIDDEN,
        )
    if not held.whole:
        # Nothing but the rest of it could come next: nobody could go on from there.
        return _refuse(
            "A decision about the host is not complete at this point.", FORBIDDEN
        )
    if not held.follows(memory):
        return _refuse(
            "This history leaves out records that this copy has confirmed.", FORBIDDEN
        )
    return Cosign(remember(memory, checkpoint, text), checkpoint)


def remember(memory: Memory, checkpoint: Checkpoint, text: str) -> Memory:
    """The memory after cosigning `checkpoint`, which the host signed as `text`."""
    return replace(
        memory,
        epoch=checkpoint.epoch,
        size=checkpoint.size,
        root=checkpoint.root,
        time=checkpoint.time,
        note=text,
    )


def distrust(memory: Memory, epoch: int) -> Memory:
    """The memory once there is evidence against the host of `epoch`."""
    return replace(memory, distrust=max(memory.distrust, epoch))


def _dishonest(memory: Memory, kind: str, *notes: str) -> Dishonest:
    epoch = note.parse(notes[-1])[0].epoch
    return Dishonest(distrust(memory, epoch), kind, notes)


def _refuse(sentence: str, status: int) -> Refusal:
    return Refusal(Refused(sentence), status)
