"""Rules of `charter.hub`: members' replicas choose another host.

It needs the new host's key and the quorum of every list of members in force since the
newest checkpoint that was final (`since`; the act's `after` is that checkpoint). One
list's quorum would not do: with the members of a list that nobody else has confirmed
yet, a host could be chosen whose history leaves out what the others have confirmed.
"""

from collections.abc import Sequence
from dataclasses import replace

from accord.core.acts import keys
from accord.core.acts.act import Act
from accord.core.acts.charter import Hub, Roster, TakeOver, Terms
from accord.core.acts.errors import Refused
from accord.core.rules.changes import Change, Closed, HubChanged
from accord.core.rules.charter import check_base, check_fresh
from accord.core.rules.quorum import (
    COSIGNED,
    deciding,
    needed,
    replica_keys,
    rosters_since,
)
from accord.core.rules.requirement import SEAL_ROLE, Group, Key, Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.state import HubChange, InForce, Moment, State


def hub_key(act_id: str, body: TakeOver) -> Key:
    """The key that the act names."""
    return Key(keys.keyid(body.key), body.key, "hub", act_id)


def takeover_requirement(body: TakeOver, lists: Sequence[Terms]) -> Requirement:
    """Who must sign: the quorum of each of `lists` that counts, and the new host."""
    groups = []
    for terms in deciding(lists):
        copies = replica_keys(terms)
        ids = frozenset(keys.keyid(key) for key in copies.values())
        groups.append(Group(needed(terms), frozenset(copies), keys=ids))
    return Requirement(tuple(groups), {keys.keyid(body.key): "hub"})


def check_takeover(body: TakeOver, old: Terms) -> None:
    """Raises Refused unless `body` may replace the host under the list `old`."""
    if old.finality != COSIGNED:
        raise Refused(
            "Members' copies choose a host only where they also confirm records. Here "
            "the members' stamps do, with a new list of members."
        )
    if body.epoch <= old.hub.epoch:
        raise Refused("A new host has a higher number than the one before.")


def with_hub(roster: InForce, body: TakeOver) -> InForce:
    """The list in force, with another host."""
    hub = Hub(body.epoch, body.key, body.base)
    return replace(roster, terms=replace(roster.terms, hub=hub))


def _lists(act: Act, body: TakeOver, state: State) -> list[Terms]:
    size = act.after.size if act.after else 0
    found = rosters_since(state.rosters.values(), size)
    if not found or found[0].id != body.since:
        raise Refused(
            "This does not name the list of members that was in force where the "
            "records were last confirmed."
        )
    return [one.terms for one in found]


def _requirement(act: Act, body: TakeOver, state: State) -> Requirement:
    check_takeover(body, state.in_force().terms)
    return takeover_requirement(body, _lists(act, body, state))


def _check(act: Act, body: TakeOver, state: State, moment: Moment) -> None:
    check_base(body.base, state, state.acts.get(act.id))
    check_fresh(hub_key(act.id, body), state.keys)


def check_proposal(act: Act, body: TakeOver, state: State) -> Requirement:
    """Who has to sign an act that is still gathered, upon the end of `state`.

    Raises Refused when the log could not take it.
    """
    if act.coalition != state.coalition:
        raise Refused("This was signed for another coalition.")
    after = act.after
    if after is None or not state.founded <= after.size <= state.size:
        raise Refused("This builds upon records that this log does not have.")
    if state.tree.root(after.size).hex() != after.root:
        raise Refused("This builds upon another history than this log's.")
    requirement = _requirement(act, body, state)
    _check(act, body, state, Moment(state.size, state.time))
    return requirement


def _apply(act: Act, body: TakeOver, state: State, moment: Moment) -> list[Change]:
    old = state.in_force()
    state.roster = state.rosters[old.id] = with_hub(old, body)
    state.hub_changed = moment.time
    state.hubs.append(
        HubChange(body.epoch, body.base.size, act.id, moment.index, by_copies=True)
    )
    new = hub_key(act.id, body)
    state.keys.setdefault(new.keyid, new)
    changes: list[Change] = [HubChanged(act, moment.index, moment.time)]
    # An open list of members repeats a host that is none any more.
    for act_id in sorted(state.open_by_roster.get(old.id, ())):
        record = state.acts[act_id]
        if record.open and isinstance(record.act.body, Roster):
            record.closed = "hub"
            state.open_by_roster[old.id].discard(act_id)
            changes.append(Closed(act_id, "hub", moment.index, moment.time))
    return changes


TAKEOVER = Rule(_requirement, _check, _apply, SEAL_ROLE)
