"""Appending a group of posts in one transaction, under one checkpoint.

A post is taken whole or not at all. When one is refused after the state was already
changed for it, the cached state is thrown away and the group is done again without it.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from accord.core.acts.act import Act
from accord.core.acts.blobs import check_content
from accord.core.acts.envelope import Leaf
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.fold import Step
from accord.core.rules.state import State
from accord.ledger import acknowledged, cache, clock, erasing, queries
from accord.ledger.acknowledged import SetBack
from accord.ledger.append import store
from accord.sequencer import jobs, together
from accord.sequencer.posts import LeafReceipt, Part, Post, Receipt, Receipts

Outcome = Receipts | AccordError
TURN = 0x6163636F7264  # "accord": the lock of whoever appends, in PostgreSQL


@dataclass
class _Group:
    """What the posts of one transaction bring."""

    time: str
    steps: list[Step] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


class _Rewind(Exception):
    """A post was refused after it had changed the state."""

    def __init__(self, number: int, reason: AccordError) -> None:
        super().__init__(number, reason)
        self.number = number
        self.reason = reason


def append(posts: Sequence[Post]) -> list[Outcome]:
    """For each post its receipts, durably stored, or why it was refused.

    Any other exception means that nothing was stored.
    """
    with _file_lock():
        refused = _set_back(posts)
        while True:
            try:
                outcomes = _try(posts, refused)
                _acknowledge()
                erasing.scrub()
                return outcomes
            except _Rewind as rewind:
                cache.drop()
                refused[rewind.number] = rewind.reason
            except BaseException:
                cache.drop()
                raise


def _set_back(posts: Sequence[Post]) -> dict[int, AccordError]:
    """Why each post is refused when the database was set back: only with a new host,
    chosen by the members, does a shorter log go on.
    """
    with cache.reading() as state:
        try:
            acknowledged.check(state)
        except SetBack as reason:
            return {
                number: reason
                for number, post in enumerate(posts)
                if not _changes_host(post, state)
            }
    return {}


def _changes_host(post: Post, state: State) -> bool:
    return bool(state.coalition) and all(
        fold.is_gathered(one.act, state) for one in post.parts
    )


def _acknowledge() -> None:
    """Remembers, outside of the database, what the answers are about to confirm."""
    with cache.reading() as state:
        mark = acknowledged.of(state)
        with suppress(SetBack):
            acknowledged.check(state)
            if mark is not None:
                acknowledged.note(mark)


def _try(posts: Sequence[Post], refused: dict[int, AccordError]) -> list[Outcome]:
    # Nobody may look at the state until the commit.
    with cache.exclusive(), transaction.atomic(), _turn(), cache.reading() as state:
        group = _Group(max(clock.text(), state.time))
        for number, post in enumerate(posts):
            if number not in refused:
                reason = _take(post, number, state, group)
                if reason is not None:
                    refused[number] = reason
        if not group.steps:
            return _answers(posts, refused, state, group, _newest_note())
        signed = store(state, group.steps, group.blobs)
        jobs.apply(group.changes)
        return _answers(posts, refused, state, group, signed)


def _take(post: Post, number: int, state: State, group: _Group) -> AccordError | None:
    """Applies one post; returns why it is refused, with the state as it was."""
    before = state.size
    changed = len(group.changes)
    try:
        _take_all(post, state, group)
    except AccordError as reason:
        if state.size != before:
            raise _Rewind(number, reason) from reason
        del group.changes[changed:]
        return reason
    return None


def _take_all(post: Post, state: State, group: _Group) -> None:
    _check_blobs_named(post)
    for part in post.parts:
        together.check(part, state)
        known = state.acts.get(part.act.id)
        true = together.verify(part, state)
        for signature in part.envelope.signatures:
            if known and signature.keyid in known.signatures:
                continue
            leaf = Leaf(part.envelope.payload, signature, group.time)
            verify = signature.keyid not in true
            step = fold.check(state, leaf, verify=verify, act=part.act)
            if known is None:
                _take_blobs(step.act, post, group)
            group.changes += fold.apply(state, step)
            group.steps.append(step)
            known = state.acts[step.act.id]
        if state.gathering is not None:
            raise together.incomplete()


def _take_blobs(act: Act, post: Post, group: _Group) -> None:
    """The first leaf of an act brings all its contents."""
    brought: dict[str, bytes] = {}
    for name, ref in act.blobs.items():
        data = post.blobs.get(ref.sha256)
        if data is None:
            raise Refused(
                "The content {name} did not come along, or is not what was signed.",
                name=name,
            )
        ref.check(data)
        check_content(name, data)
        brought[ref.sha256] = data
    group.blobs |= brought


def _check_blobs_named(post: Post) -> None:
    """Every content that came along is one that an act of this post names."""
    if not post.blobs:
        return
    named = {ref.sha256 for one in post.parts for ref in one.act.blobs.values()}
    if not set(post.blobs) <= named:
        raise Refused("A content came along that belongs to none of the records.")


def _answers(
    posts: Sequence[Post],
    refused: dict[int, AccordError],
    state: State,
    group: _Group,
    note: str,
) -> list[Outcome]:
    new = {(one.act.id, one.key.keyid): one for one in group.steps}
    return [
        refused.get(number)
        or Receipts(
            note,
            tuple(_receipt(one, state, new) for one in post.parts),
        )
        for number, post in enumerate(posts)
    ]


def _newest_note() -> str:
    head = queries.head()
    return head.note if head else ""


def _receipt(part: Part, state: State, new: dict[tuple[str, str], Step]) -> Receipt:
    record = state.acts[part.act.id]
    leaves = []
    for keyid in dict.fromkeys(one.keyid for one in part.envelope.signatures):
        index = record.signatures[keyid]
        step = new.get((record.act.id, keyid))
        time = step.moment.time if step else queries.leaf(index).time
        proof = tuple(state.tree.inclusion(index))
        leaves.append(LeafReceipt(index, keyid, time, step is not None, proof))
    status = "closed" if record.closed else "effect" if record.effect else "open"
    if record.act.id in state.stock.conflicts:
        status = "conflict"
    return Receipt(record.act.id, status, tuple(leaves))


@contextmanager
def _turn() -> Iterator[None]:
    """Another machine's process that shares a PostgreSQL database waits until the end
    of the transaction; the file lock is for those of one machine.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    yield


@contextmanager
def _file_lock() -> Iterator[None]:
    """One appending process at a time, fairly; the database alone would starve some."""
    path = Path(settings.DATA_DIR) / "append.lock"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
