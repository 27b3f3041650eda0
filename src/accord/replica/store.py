"""Making a batch of checked records durable, with all that follows from it.

One transaction holds the records, the tree, what pages read, and the checkpoint; when
anything in it is refused nothing of it is kept, also not in memory.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import AccordError
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.fold import Step
from accord.core.rules.replay import Claim, wrong
from accord.core.rules.state import State
from accord.ledger import bulk, cache, erasing
from accord.ledger.append import checkpoint, keep, put_head
from accord.replica.models import Wanted
from accord.replica.signatures import BATCH, Signatures
from accord.sequencer import jobs

Check = Callable[[State], str]


def batch(leaves: Sequence[bytes], signatures: Signatures, check: Check) -> None:
    """Replays and stores `leaves`, which follow on what is stored.

    `check` looks at the state after the last and gives its signed note, or nothing
    where the host signed none. Raises Refused, naming the record, and what `check`
    raises.
    """
    try:
        with _writing() as state:
            steps, changes = _replay(state, leaves, signatures)
            note = check(state)
            keep(state, steps, {})
            bulk.insert(
                Wanted,
                ("sha256", "act", "name", "size", "failed"),
                _named(steps),
                replace=("failed",),
            )
            jobs.apply(changes)
            put_head(checkpoint(state), note)
            signatures.settle()
    except BaseException:
        signatures.forget()
        raise
    erasing.scrub()


@contextmanager
def _writing() -> Iterator[State]:
    """The cached state, to be changed together with the tables or not at all."""
    try:
        # Nobody may look at the state until the commit.
        with cache.exclusive(), transaction.atomic(), cache.reading() as state:
            yield state
    except BaseException:
        cache.drop()
        raise


def _replay(
    state: State, leaves: Sequence[bytes], signatures: Signatures
) -> tuple[list[Step], list[Change]]:
    steps: list[Step] = []
    changes: list[Change] = []
    claims: list[Claim] = []
    for data in leaves:
        try:
            leaf = parse_leaf(data)
            step = fold.check(state, leaf, verify=False, data=data)
        except AccordError as error:
            raise wrong(state.size, error) from error
        changes += fold.apply(state, step)
        steps.append(step)
        signature = leaf.signature.sig
        claims.append(Claim(step.moment.index, step.key.key, leaf.payload, signature))
        if len(claims) == BATCH:
            # The other cores begin while this one goes on.
            signatures.add(claims)
            claims = []
    signatures.add(claims)
    return steps, changes


def _named(steps: Sequence[Step]) -> Iterator[tuple[str, str, str, int, str]]:
    """The contents that new acts name."""
    for step in steps:
        if step.record is None:
            for name, ref in step.act.blobs.items():
                yield ref.sha256, step.act.id, name, ref.size, ""


def adopt(check: Check) -> None:
    """Takes a signed checkpoint for the records that are stored already."""
    with cache.exclusive(), transaction.atomic(), cache.reading() as state:
        put_head(checkpoint(state), check(state))
