"""One check for each kind of evidence: what the file has to show.

Each takes what is left of the fields, raises Malformed or Refused unless they prove
what the kind says, and returns the sentence for people.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import AccordError, Refused
from accord.core.acts.fields import Fields, integer, many, text
from accord.core.protocol.chain import Chain
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.core.tlog import note, proof
from accord.core.tlog.merkle import (
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from accord.core.tlog.note import Checkpoint
from accord.core.tlog.proof import MAX_HASHES, read_hash

MAX_LEAVES = 1_000_000


def any_value(value: object, where: str) -> object:
    """Any JSON value."""
    return value


def one_hash(value: object, where: str) -> bytes:
    """A hash in base64."""
    return read_hash(text(value, where))


hashes = many(one_hash, 0, MAX_HASHES)


@dataclass(slots=True)
class Case:
    """A file under examination; `checkpoint` is set to the one that is accused."""

    fields: Fields
    chain: Chain
    beside: Iterable[bytes] | None
    checkpoint: Checkpoint | None = field(default=None)

    def open(self, value: object, where: str) -> Checkpoint:
        """A checkpoint that the hub of its epoch signed, it alone."""
        written = text(value, where)
        claimed, _ = note.parse(written)
        if claimed.coalition != self.chain.coalition:
            raise Refused("The checkpoint is of another coalition's log.")
        if claimed.epoch not in self.chain.hubs:
            raise Refused("The host of this checkpoint is not in the charter here.")
        return note.open_signed(written, self.chain.hubs[claimed.epoch])

    def pair(self) -> tuple[Checkpoint, Checkpoint]:
        """The two notes, both of one epoch; the second is accused."""
        first, second = self.fields.take("notes", many(self.open, 2, 2))
        if first.epoch != second.epoch:
            raise Refused("These checkpoints are of two hosts.")
        self.checkpoint = second
        return first, second

    def accused(self) -> Checkpoint:
        """The one note."""
        self.checkpoint = found = self.fields.take("note", self.open)
        return found

    def leaves(self, size: int) -> Iterator[bytes]:
        """The first `size` leaves, from the file or from beside it."""
        enclosed = self.fields.maybe("leaves", many(text, 1, MAX_LEAVES))
        if enclosed is not None:
            if len(enclosed) != size:
                raise Refused("These are not as many records as the file says.")
            return (one.encode() for one in enclosed)
        if self.beside is None:
            raise Refused(
                "The records are not in this file: the whole log is needed beside it."
            )
        return islice(iter(self.beside), size)


def _fork(case: Case) -> str:
    first, second = case.pair()
    if first.size == second.size:
        case.fields.end()
        if first.text() == second.text():
            raise Refused("These are the same checkpoint.")
        return (
            "The host signed two different checkpoints of the same number of records."
        )
    root = case.fields.take("root", one_hash)
    path = case.fields.take("proof", hashes)
    case.fields.end()
    if root == first.root:
        raise Refused("The second checkpoint goes on from the first.")
    if not verify_consistency(first.size, second.size, root, second.root, path):
        raise Refused("The proof does not lead to the second checkpoint.")
    return "The host signed two histories: neither goes on from the other."


def _rewind(case: Case) -> str:
    longer, later = case.pair()
    case.fields.end()
    if not (longer.size > later.size and longer.time < later.time):
        raise Refused("Times do not go back from one checkpoint to the other.")
    return (
        "The host went back to an older state and began again: a shorter log has a "
        "later record than a longer one."
    )


def _dropped(case: Case) -> str:
    data = case.fields.take("leaf", text).encode()
    parse_leaf(data)
    receipt = proof.parse(case.fields.take("receipt", text))
    first = case.open(receipt.note, "receipt")
    second = case.accused()
    other = case.fields.take("other", one_hash)
    path = case.fields.take("proof", hashes)
    case.fields.end()
    if first.epoch != second.epoch:
        raise Refused("These checkpoints are of two hosts.")
    ours, index = leaf_hash(data), receipt.index
    if not verify_inclusion(ours, index, first.size, receipt.hashes, first.root):
        raise Refused("The receipt is not one for this record.")
    if other == ours:
        raise Refused("The record is still there.")
    if not verify_inclusion(other, index, second.size, path, second.root):
        raise Refused("The proof does not show what stands there now.")
    return (
        "The host confirmed a record and dropped it: another one stands in its place."
    )


def _time(case: Case) -> str:
    checkpoint = case.accused()
    index = case.fields.take("index", integer(0))
    found = case.fields.take("leaves", many(text, 1, 2))
    paths = case.fields.take("proofs", many(hashes, 1, 2))
    case.fields.end()
    if len(paths) != len(found):
        raise Refused("There is not one proof for each record.")
    times = []
    for at, (written, path) in enumerate(zip(found, paths, strict=True), index):
        data = written.encode()
        times.append(parse_leaf(data).time)
        if not verify_inclusion(
            leaf_hash(data), at, checkpoint.size, path, checkpoint.root
        ):
            raise Refused("The proof does not lead from the record to the checkpoint.")
    if len(times) == 2:
        if times[0] <= times[1]:
            raise Refused("Times do not go back from one record to the other.")
        return "The host let time go back: a record is older than the one before it."
    if index != checkpoint.size - 1 or times[0] == checkpoint.time:
        raise Refused("The checkpoint names the time of the last record.")
    return "The host signed another time than that of the last record."


def _standing(case: Case) -> str:
    checkpoint = case.accused()
    state = State()
    for data in case.leaves(checkpoint.size):
        reason = _append(state, data)
        if reason is not None:
            raise Refused("Record {index} is wrong: {reason}", **_at(state, reason))
    case.fields.end()
    if (state.size, state.tree.root()) != (checkpoint.size, checkpoint.root):
        raise Refused("These are not the records of the checkpoint.")
    lines = state.standing.tree
    if (lines.size, lines.root()) == (
        checkpoint.standing_size,
        checkpoint.standing_root,
    ):
        raise Refused("The standing is what the records come to.")
    return (
        "The host signed another standing than the records come to: what it says was "
        "agreed, corrected or withdrawn is not so."
    )


def _leaf(case: Case) -> str:
    checkpoint = case.accused()
    size = case.fields.take("size", integer(1))
    path = case.fields.take("proof", hashes)
    state, last = State(), b""
    for at, data in enumerate(case.leaves(size), 1):
        last = data
        reason = _append(state, data)
        if reason is not None and at < size:
            raise Refused("Record {index} is wrong: {reason}", **_at(state, reason))
        if reason is not None:
            break
    else:
        raise Refused("Every record here can be replayed.")
    case.fields.end()
    state.tree.append(leaf_hash(last))
    if not verify_consistency(
        size, checkpoint.size, state.tree.root(), checkpoint.root, path
    ):
        raise Refused("These are not the records of the checkpoint.")
    return f"The host signed a record that is against the rules: {reason}"


def _append(state: State, data: bytes) -> AccordError | None:
    """Replays one leaf, or says why it cannot be."""
    try:
        step = fold.check(state, parse_leaf(data), data=data)
    except AccordError as error:
        return error
    fold.apply(state, step)
    return None


def _at(state: State, reason: AccordError) -> dict[str, object]:
    return {"index": state.size, "reason": reason}


CHECKS: dict[str, Callable[[Case], str]] = {
    "dropped": _dropped,
    "fork": _fork,
    "leaf": _leaf,
    "rewind": _rewind,
    "standing": _standing,
    "time": _time,
}
