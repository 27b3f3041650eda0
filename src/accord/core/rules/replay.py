"""Replaying a whole log and checking it: each record, then what its host signed.

    leaves ──> replay ──> steps ──> claims, verified here or by others at the same time
                  │
                  └──> the state at the end ──> check_head against the checkpoint

The replay checks form and rules and is sequential; signatures depend on nothing but
the step, so they can be verified in any order and by several processes.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accord.core.acts import keys
from accord.core.acts.envelope import pae, parse_leaf
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules import fold
from accord.core.rules.fold import Step
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint


class Claim(NamedTuple):
    """That the record at index `record` was signed: its key, payload and signature."""

    record: int
    key: str
    payload: bytes
    signature: bytes


def replay(state: State, leaves: Iterable[bytes]) -> Iterator[tuple[Step, Claim]]:
    """Brings `state` up over `leaves`; for each its step and what it claims.

    Signatures are left to the caller: `find_false`. Raises Refused, naming the record,
    when one is not in its form or against the rules.
    """
    for data in leaves:
        try:
            leaf = parse_leaf(data)
            step = fold.check(state, leaf, verify=False, data=data)
        except AccordError as error:
            raise wrong(state.size, error) from error
        fold.apply(state, step)
        sig = leaf.signature.sig
        yield step, Claim(step.moment.index, step.key.key, leaf.payload, sig)


def find_false(claims: Iterable[Claim]) -> int | None:
    """The index of the first claim whose signature is not that key's, or None."""
    for one in claims:
        if not keys.verify(one.key, pae(one.payload), one.signature):
            return one.record
    return None


def wrong(index: int, reason: AccordError) -> Refused:
    """The refusal of a log because of the record at `index`."""
    return Refused("Record {index} is wrong: {reason}", index=index, reason=reason)


def false_signature(index: int) -> Refused:
    """The refusal of a log whose record at `index` was not signed by its key."""
    return wrong(index, fold.false_signature())


def check_head(state: State, text: str) -> Checkpoint:
    """The checkpoint in the note `text`, if it says what `state` says.

    Raises Malformed, and Refused with what differs.
    """
    terms = state.in_force().terms
    head = note.open_signed(text, terms.hub.key)
    if (head.coalition, head.epoch) != (state.coalition, terms.hub.epoch):
        raise Refused("The checkpoint is of another log.")
    if head.size != state.size:
        raise Refused(
            "The checkpoint names {named} records; there are {found}.",
            named=head.size,
            found=state.size,
        )
    if head.root != state.tree.root():
        raise Refused("The records are not those that the checkpoint was signed over.")
    standing = state.standing.tree
    if (head.standing_size, head.standing_root) != (standing.size, standing.root()):
        raise Refused(
            "What was agreed, corrected and withdrawn is not what the checkpoint says."
        )
    if head.time != state.time:
        raise Refused("The checkpoint names another time than the last record.")
    return head
