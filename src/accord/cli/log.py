"""`accord log verify`: replays the whole log and checks all that it says.

1. form: every record is canonical, and none is missing
2. rules: every record may stand where it stands; the fold comes to a state
3. signatures: every one was made by the key that it names
4. contents: every one that is still there matches its hash
5. tree: the stored tree is the tree over these records
6. checkpoint: size, root, what was agreed and withdrawn, time, the host's signature
"""

import argparse
import os
from collections.abc import Iterable, Iterator

from django.db import DatabaseError

from accord.cli import installation
from accord.cli.errors import GOOD, NO, Unreachable
from accord.cli.output import answer
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.replay import Claim, check_head, replay
from accord.core.rules.state import State
from accord.core.tlog.note import Checkpoint
from accord.ledger import audit, erasing, queries
from accord.replica.http import Unanswered
from accord.replica.signatures import Signatures


def verify(args: argparse.Namespace) -> int:
    """Checks the log of an installation; says which record is wrong."""
    installation.require()
    head = queries.head()
    if head is None:
        answer(args.json, {"good": True, "records": 0}, ["The log is empty."])
        return GOOD
    workers = args.workers or os.cpu_count() or 1
    try:
        state, checkpoint, contents = check_all(head.size, head.note, workers)
    except (AccordError, DatabaseError) as error:
        document = {"good": False, "records": head.size, "reason": str(error)}
        answer(args.json, document, ["The log is not right.", f"  {error}"])
        return NO
    except Unanswered as error:
        raise Unreachable(str(error)) from error
    answer(args.json, *_report(state, checkpoint, contents))
    return GOOD


def check_all(
    size: int, note: str, workers: int
) -> tuple[State, Checkpoint, tuple[int, int]]:
    """The state, the checkpoint, and how many contents there are and were erased.

    Raises AccordError with the first thing found to be wrong.
    """
    state = State()
    try:
        with Signatures(workers) as signatures:
            signatures.check(_claims(state, size))
    except Refused as error:
        # A changed record may fit the rules and break only what was built upon it.
        first = audit.first_difference(state)
        if first is not None and first < int(str(error.values["index"])):
            raise audit.differs(first) from error
        raise
    contents = audit.check_blobs(state)
    audit.check_tiles(state)
    return state, check_head(state, note), contents


def _claims(state: State, size: int) -> Iterator[Claim]:
    rows: list[tuple[str, str]] = []

    def leaves() -> Iterable[bytes]:
        for leaf, act, keyid in audit.rows(size):
            rows.append((act, keyid))
            yield leaf

    for step, claim in replay(state, leaves()):
        yield claim
        audit.check_row(step, *rows.pop())


def _report(
    state: State, checkpoint: Checkpoint, contents: tuple[int, int]
) -> tuple[dict[str, object], list[str]]:
    have, erased = contents
    unsigned = erasing.unsigned(state)
    document: dict[str, object] = {
        "good": True,
        "coalition": checkpoint.coalition,
        "records": checkpoint.size,
        "root": checkpoint.root.hex(),
        "standing": checkpoint.standing_root.hex(),
        "time": checkpoint.time,
        "contents": have,
        "erased": erased,
        "erased_unsigned": unsigned,
    }
    return document, [
        "The log is right.",
        f"  {checkpoint.size} records, {len(state.acts)} acts, "
        f"{len(state.rosters)} lists of members, "
        f"{len(state.standing.lines)} statements",
        "  every signature, every rule, the tree and the host's checkpoint fit",
        f"  {have} contents match their hashes, {erased} were erased",
        *([f"  {unsigned} of these without a member's signature"] if unsigned else []),
        f"  coalition {checkpoint.coalition}",
        f"  root      {checkpoint.root.hex()}",
        f"  last record {checkpoint.time}",
    ]
