"""When a checkpoint is final: confirmed by enough members' replicas.

A new list of members would change who counts, so the first checkpoint under it needs
the quorum of the old one as well: else the two could be confirmed side by side.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from accord.core.acts.charter import Terms
from accord.core.acts.errors import Refused
from accord.core.rules.quorum import (
    COSIGNED,
    deciding,
    needed,
    quorum,
    replica_keys,
    rosters_since,
)
from accord.core.rules.state import State
from accord.core.tlog import cosignature, note
from accord.core.tlog.note import Checkpoint, NoteSignature

__all__ = [
    "COSIGNED",
    "check_confirmed",
    "confirmed_by",
    "deciding",
    "is_final",
    "lists_since",
    "members_only",
    "needed",
    "quorum",
    "reached",
    "replica_keys",
    "rosters_since",
]


def confirmed_by(text: str, coalition: str, terms: Terms) -> dict[str, int]:
    """handle -> time, of the members in `terms` whose cosignature the note carries.

    What is not a true cosignature by one of their replica keys does not count; each
    member counts once. Times are seconds since 1970. Raises Malformed and Refused.
    """
    checkpoint, signatures = note.parse(text)
    if checkpoint.coalition != coalition:
        raise Refused("The checkpoint is of another coalition's log.")
    body = checkpoint.text()
    known = {
        cosignature.name(coalition, handle): (handle, key)
        for handle, key in replica_keys(terms).items()
    }
    found: dict[str, int] = {}
    for one in signatures:
        if one.name not in known:
            continue
        handle, key = known[one.name]
        try:
            found.setdefault(handle, cosignature.check(one, body, one.name, key))
        except Refused:
            continue
    return found


def check_confirmed(
    checkpoint: Checkpoint, signatures: Iterable[NoteSignature], terms: Terms
) -> tuple[str, ...]:
    """The handles of those who cosigned, where no signature may be spare or false.

    Raises Refused for one that is no member's, and, where members' copies confirm, when
    they are too few.
    """
    known = {
        cosignature.name(checkpoint.coalition, handle): (handle, key)
        for handle, key in replica_keys(terms).items()
    }
    found: list[str] = []
    body = checkpoint.text()
    for one in signatures:
        handle, key = known.get(one.name, ("", ""))
        if not handle:
            raise Refused("There is a confirmation here that is no member's.")
        if found and handle <= found[-1]:
            raise Refused("These confirmations are not in the order of their names.")
        cosignature.check(one, body, one.name, key)
        found.append(handle)
    if len(found) < needed(terms):
        raise Refused(
            "Too few members' copies confirm this: {found}, of {needed} that have to.",
            found=len(found),
            needed=needed(terms),
        )
    return tuple(found)


def members_only(text: str, terms: Terms) -> str:
    """The note with the host's signature and the true ones of members' copies alone.

    Raises Malformed.
    """
    checkpoint, _ = note.parse(text)
    body, _, others = cosignature.split(text)
    names = {
        cosignature.name(checkpoint.coalition, handle): key
        for handle, key in replica_keys(terms).items()
    }
    lines = []
    for line in others:
        name = note.parse_signature(line).name
        try:
            cosignature.verify(line, body, name, names.get(name, "00" * 32))
        except Refused:
            continue
        lines.append(line)
    return cosignature.attach(cosignature.without(text), lines)


def is_final(text: str, coalition: str, lists: Sequence[Terms]) -> bool:
    """Whether the checkpoint in the note is final; raises Malformed and Refused.

    `lists` are the lists of members in force since the last final checkpoint, the one
    in force at that one first: `lists_since`. The host's signature is the caller's to
    check.
    """
    return reached(lists, lambda terms: confirmed_by(text, coalition, terms))


def reached(
    lists: Sequence[Terms], confirmed: Callable[[Terms], Collection[str]]
) -> bool:
    """Whether those who confirmed, of each list that counts, are its quorum."""
    return bool(lists) and all(
        len(confirmed(terms)) >= needed(terms) for terms in deciding(lists)
    )


def lists_since(state: State, size: int) -> list[Terms]:
    """The lists of members in force in the log of `state` at `size` and since then."""
    return [one.terms for one in rosters_since(state.rosters.values(), size)]
