"""When a checkpoint is final: confirmed by enough members' replicas.

With q = floor(2r/3) + 1 of the r members with a replica, any two quorums share a
member that is honest as long as fewer than a third are not. Below 4 that is all of
them. A new list of members would change who counts, so the first checkpoint under it
needs the quorum of the old one as well: else the two could be confirmed side by side.
"""

from collections.abc import Iterable, Sequence

from accord.core.acts.charter import Terms
from accord.core.acts.errors import Refused
from accord.core.rules.state import InForce, State
from accord.core.tlog import cosignature, note

COSIGNED = "cosigned"


def quorum(replicas: int) -> int:
    """How many of `replicas` members have to confirm: more than two thirds."""
    return 2 * replicas // 3 + 1


def replica_keys(terms: Terms) -> dict[str, str]:
    """handle -> key, of every member with a replica."""
    return {
        handle: member.replica
        for handle, member in terms.members.items()
        if member.replica is not None
    }


def confirmed_by(text: str, coalition: str, terms: Terms) -> dict[str, int]:
    """handle -> time, of the members in `terms` whose cosignature the note carries.

    What is not a true cosignature by one of their replica keys does not count; each
    member counts once. Times are seconds since 1970. Raises Malformed.
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


def is_final(text: str, coalition: str, lists: Sequence[Terms]) -> bool:
    """Whether the checkpoint in the note is final; raises Malformed and Refused.

    `lists` are the lists of members in force since the last final checkpoint, the one
    in force at that one first: `lists_since`. The host's signature is the caller's to
    check.
    """
    return bool(lists) and all(
        len(confirmed_by(text, coalition, terms)) >= needed(terms)
        for terms in deciding(lists)
    )


def needed(terms: Terms) -> int:
    """How many members' replicas have to confirm under one list of members."""
    return quorum(len(replica_keys(terms))) if terms.finality == COSIGNED else 0


def deciding(lists: Sequence[Terms]) -> list[Terms]:
    """Those of `lists` whose quorums count.

    Under a list that left confirmation to the host all was final on its word, so what
    was in force before that does not count any more.
    """
    by_host = [at for at, one in enumerate(lists) if one.finality != COSIGNED]
    return list(lists[by_host[-1] + 1 if by_host else 0 :])


def lists_since(state: State, size: int) -> list[Terms]:
    """The lists of members in force in the log of `state` at `size` and since then."""
    return [one.terms for one in rosters_since(state.rosters.values(), size)]


def rosters_since(rosters: Iterable[InForce], size: int) -> list[InForce]:
    """Those of `rosters`, in log order, in force at `size` or later."""
    known = list(rosters)
    before = [at for at, one in enumerate(known) if one.index < size]
    return known[before[-1] if before else 0 :]
