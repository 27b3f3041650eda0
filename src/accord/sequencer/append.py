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
from django.db import transaction

from accord.core.acts.act import Act, parse_act
from accord.core.acts.blobs import check_content
from accord.core.acts.envelope import Envelope, Leaf, act_id
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.fold import Step
from accord.core.rules.state import State
from accord.ledger import acknowledged, cache, clock, erasing, queries
from accord.ledger.acknowledged import SetBack
from accord.ledger.append import store
from accord.sequencer import jobs, together
from accord.sequencer.posts import LeafReceipt, Post, Receipt, Receipts

Outcome = Receipts | AccordError


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
    try:
        acts = [parse_act(envelope.payload) for envelope in post.envelopes]
    except AccordError:
        return False
    return bool(state.coalition) and all(fold.is_gathered(one, state) for one in acts)


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
    with cache.exclusive(), transaction.atomic(), cache.reading() as state:
        group = _Group(max(clock.text(), state.time))
        for number, post in enumerate(posts):
            if number not in refused:
                reason = _take(post, number, state, group)
                if reason is not None:
                    refused[number] = reason
        if group.steps:
            store(state, group.steps, group.blobs)
            jobs.apply(group.changes)
        return _answers(posts, refused, state, group)


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
    _check_blobs_named(post, state)
    for envelope in post.envelopes:
        together.check(envelope, state)
        known = state.acts.get(act_id(envelope.payload))
        true = together.verify(envelope, state)
        for signature in envelope.signatures:
            if known and signature.keyid in known.signatures:
                continue
            leaf = Leaf(envelope.payload, signature, group.time)
            step = fold.check(state, leaf, verify=signature.keyid not in true)
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


def _check_blobs_named(post: Post, state: State) -> None:
    """Every content that came along is one that an act of this post names."""
    if not post.blobs:
        return
    named = set()
    for envelope in post.envelopes:
        known = state.acts.get(act_id(envelope.payload))
        act = known.act if known else parse_act(envelope.payload)
        named |= {ref.sha256 for ref in act.blobs.values()}
    if not set(post.blobs) <= named:
        raise Refused("A content came along that belongs to none of the records.")


def _answers(
    posts: Sequence[Post],
    refused: dict[int, AccordError],
    state: State,
    group: _Group,
) -> list[Outcome]:
    new = {(one.act.id, one.key.keyid): one for one in group.steps}
    head = queries.head()
    note = head.note if head else ""
    return [
        refused.get(number)
        or Receipts(
            note,
            tuple(_receipt(envelope, state, new) for envelope in post.envelopes),
        )
        for number, post in enumerate(posts)
    ]


def _receipt(
    envelope: Envelope, state: State, new: dict[tuple[str, str], Step]
) -> Receipt:
    record = state.acts[act_id(envelope.payload)]
    leaves = []
    for keyid in dict.fromkeys(one.keyid for one in envelope.signatures):
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
def _file_lock() -> Iterator[None]:
    """One appending process at a time, fairly; the database alone would starve some."""
    path = Path(settings.DATA_DIR) / "append.lock"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
