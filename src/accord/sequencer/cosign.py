"""Cosignatures that come in: whose they are, whether they are true, and keeping them.

A replica that the hub cannot reach brings its own; those of the others come as answers
of `add-checkpoint`. Several that come at once are kept in one transaction.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError

from accord.core.acts.charter import Found, Roster, TakeOver
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Refused
from accord.core.protocol import quorum
from accord.core.rules.state import State
from accord.core.tlog import cosignature, note
from accord.core.tlog.note import Checkpoint, NoteSignature
from accord.ledger import acknowledged, cosignatures
from accord.ledger.cache import reading
from accord.ledger.cosignatures import Charter, Said

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """Who may cosign under a name: the member, or "" for a witness; and its keys."""

    member: str
    keys: tuple[str, ...]


class Unknown(Exception):
    """The checkpoint is of a log that is not kept here."""


class Ahead(Refused):
    """The checkpoint proves that this hub had more records than it has now."""


def read(text: str) -> list[Said]:
    """The true cosignatures, by those known here, on a checkpoint of this log.

    Raises Malformed, Unknown for another log's, and Refused when the host did not sign
    it or when it does not fit the log.
    """
    body, host, _ = cosignature.split(text)
    checkpoint, signatures = note.parse(text)
    with reading() as state:
        if checkpoint.coalition != state.coalition:
            raise Unknown
        _check_own(checkpoint, f"{body}\n{host}\n", state)
        known = known_names(state)
    return checked(checkpoint, f"{body}\n{host}\n", signatures[1:], known)


def _check_own(checkpoint: Checkpoint, text: str, state: State) -> None:
    """Raises unless the host of that time signed it, and it fits the log."""
    keys = hub_keys(state)
    if checkpoint.epoch not in keys:
        raise Unknown
    note.open_signed(text, keys[checkpoint.epoch])
    if checkpoint.size > state.size:
        _remember(checkpoint)
        log.error(
            "A checkpoint of this host has %d records; there are only %d here.",
            checkpoint.size,
            state.size,
        )
        raise Ahead(
            "This host signed {size} records and holds fewer: it was set back.",
            size=checkpoint.size,
        )
    if state.tree.root(checkpoint.size) != checkpoint.root:
        log.error(
            "A checkpoint of this host at %d records is of another history.",
            checkpoint.size,
        )
        raise Refused("This confirms another history than this log's.")


def _remember(checkpoint: Checkpoint) -> None:
    """Nothing is saved any more in the place of what this host signed before."""
    acknowledged.note(
        acknowledged.Mark(
            checkpoint.coalition,
            checkpoint.epoch,
            checkpoint.size,
            checkpoint.root.hex(),
            checkpoint.time,
        )
    )


def hub_keys(state: State) -> dict[int, str]:
    """epoch -> the key of its host."""
    acts = [state.coalition, *(one.act for one in state.hubs)]
    return dict(_hub(state.acts[act].act.body) for act in acts if act)


def _hub(body: object) -> tuple[int, str]:
    """Epoch and key of the host that a founding, a list or a takeover names."""
    if isinstance(body, TakeOver):
        return body.epoch, body.key
    if isinstance(body, Found | Roster):
        return body.terms.hub.epoch, body.terms.hub.key
    raise TypeError(f"{type(body).__name__} names no host")


def known_names(state: State) -> dict[str, Named]:
    """name -> who cosigns under it: members with a copy, and the witnesses set here."""
    lists = quorum.lists_since(state, _final_size())
    found: dict[str, Named] = {}
    for terms in lists:
        for handle, key in quorum.replica_keys(terms).items():
            name = cosignature.name(state.coalition, handle)
            before = found[name].keys if name in found else ()
            found[name] = Named(handle, tuple(dict.fromkeys((*before, key))))
    for witness in settings.WITNESSES:
        if witness.key is not None:
            found[witness.name] = Named("", (witness.key,))
    return found


def _final_size() -> int:
    last = cosignatures.final()
    return last.size if last is not None else 0


def checked(
    checkpoint: Checkpoint,
    text: str,
    signatures: Sequence[NoteSignature],
    known: Mapping[str, Named],
) -> list[Said]:
    """Those of `signatures` that are true and by somebody known; the rest is ignored.

    `text` is the note with the host's signature.
    """
    found: dict[str, Said] = {}
    body = checkpoint.text()
    for one in signatures:
        named = known.get(one.name)
        if named is None or one.name in found:
            continue
        time = _time(one, body, named.keys)
        if time is not None:
            found[one.name] = Said(
                text,
                checkpoint.epoch,
                checkpoint.size,
                one.name,
                named.member,
                line(one),
                time,
            )
    return list(found.values())


def _time(one: NoteSignature, body: str, keys: Sequence[str]) -> int | None:
    for key in keys:
        if cosignature.is_of(one, one.name, key):
            try:
                return cosignature.check(one, body, one.name, key)
            except Refused:
                return None
    return None


class Keeper:
    """Keeps cosignatures; what comes while others are being kept waits for the next."""

    def __init__(self) -> None:
        self.waiting: list[Said] = []
        self.guard = threading.Lock()
        self.turn = threading.Lock()

    def keep(self, said: Sequence[Said]) -> None:
        """Returns when these are durable."""
        with self.guard:
            self.waiting += said
        with self.turn:
            with self.guard:
                batch, self.waiting = self.waiting, []
            if batch:
                self._store(batch)

    def _store(self, batch: list[Said]) -> None:
        try:
            cosignatures.store(batch, _charter())
        except DatabaseError:
            # Some of these are others', who were told that they are kept.
            with self.guard:
                self.waiting = batch + self.waiting
            raise


def _charter() -> Charter:
    with reading() as state:
        return Charter(list(state.rosters.values()), list(state.hubs))


_keeper = Keeper()


def keep(said: Sequence[Said]) -> None:
    """Keeps checked cosignatures, durably."""
    if said:
        _keeper.keep(said)


def line(one: NoteSignature) -> str:
    """A signature as a line of a note, without its end."""
    return f"— {one.name} {to_base64(one.data)}"
