"""How many members' replicas decide together.

With q = floor(2r/3) + 1 of the r members with a replica, any two quorums share a
member that is honest as long as fewer than a third are not. Below 4 that is all of
them.
"""

from collections.abc import Iterable, Sequence

from accord.core.acts.charter import Terms
from accord.core.rules.state import InForce

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


def needed(terms: Terms) -> int:
    """How many members' replicas have to confirm under one list of members."""
    return quorum(len(replica_keys(terms))) if terms.finality == COSIGNED else 0


def deciding(lists: Sequence[Terms]) -> list[Terms]:
    """Those of `lists`, in log order, whose quorums count.

    Under a list that left confirmation to the host all was final on its word, so what
    was in force before that does not count any more.
    """
    by_host = [at for at, one in enumerate(lists) if one.finality != COSIGNED]
    return list(lists[by_host[-1] + 1 if by_host else 0 :])


def rosters_since(rosters: Iterable[InForce], size: int) -> list[InForce]:
    """Those of `rosters`, in log order, in force at `size` or later."""
    known = list(rosters)
    before = [at for at, one in enumerate(known) if one.index < size]
    return known[before[-1] if before else 0 :]
