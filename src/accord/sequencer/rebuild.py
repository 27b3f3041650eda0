"""Building every read table anew from the log, with the functions of the normal way."""

from django.db import transaction

from accord.core.acts.envelope import parse_leaf
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.state import State
from accord.ledger import cache, queries
from accord.sequencer.jobs import JOBS, apply

CHUNK = 1000


@transaction.atomic
def rebuild() -> int:
    """Empties and rebuilds the read tables in one transaction; returns the leaves."""
    for job in JOBS:
        job.clear()
    head = queries.head()
    size = head.size if head else 0
    state = State()
    changes: list[Change] = []
    for data in cache.leaves(0, size):
        step = fold.check(state, parse_leaf(data), verify=False, data=data)
        changes += fold.apply(state, step)
        if len(changes) >= CHUNK:
            apply(changes)
            changes = []
    apply(changes)
    return size
