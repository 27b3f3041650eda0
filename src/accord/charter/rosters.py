"""The terms of the next list of members, out of those in force."""

from collections.abc import Mapping
from dataclasses import replace

from accord.core.acts.charter import Hub, MemberKeys, Share, Terms
from accord.core.acts.errors import Refused
from accord.core.acts.fields import handle as read_handle
from accord.core.rules.state import State


def next_terms(
    state: State,
    *,
    join: Mapping[str, MemberKeys] | None = None,
    leave: str | None = None,
    stamps: Mapping[str, tuple[str, ...]] | None = None,
    copies: Mapping[str, str | None] | None = None,
    finality: str | None = None,
    hub: Hub | None = None,
    rules: Mapping[str, Share] | None = None,
) -> dict[str, object]:
    """The body of the next `charter.roster`: what is not named stays as it is.

    `stamps` are all the stamps that a member has from then on, `copies` the keys of
    members' copies, None for one that is no more. Raises Refused when a handle was
    given before, or when who leaves or gets a stamp or a copy is not a member.
    """
    terms = state.in_force().terms
    members = dict(terms.members)
    for newcomer, keys in (join or {}).items():
        check_handle(state, newcomer)
        members[newcomer] = keys
    if leave is not None and members.pop(leave, None) is None:
        raise Refused("{handle} is not a member.", handle=leave)
    for handle, seals in (stamps or {}).items():
        if handle not in members:
            raise Refused("{handle} is not a member.", handle=handle)
        members[handle] = replace(members[handle], seals=tuple(sorted(seals)))
    for handle, replica in (copies or {}).items():
        if handle not in members:
            raise Refused("{handle} is not a member.", handle=handle)
        members[handle] = replace(members[handle], replica=replica)
    return document(
        Terms(
            version=terms.version + 1,
            members=members,
            rules=rules or terms.rules,
            finality=finality or terms.finality,
            hub=hub or terms.hub,
        )
    )


def check_handle(state: State, handle: str) -> None:
    """Raises Malformed or Refused unless a newcomer may have this handle."""
    read_handle(handle, "handle")
    if handle in state.handles:
        raise Refused("The handle {handle} was given before.", handle=handle)


def document(terms: Terms) -> dict[str, object]:
    """Terms as the body of an act."""
    return {
        "version": terms.version,
        "members": {name: _member(keys) for name, keys in terms.members.items()},
        "rules": {kind: _share(share) for kind, share in terms.rules.items()},
        "finality": terms.finality,
        "hub": _hub(terms.hub),
    }


def _member(keys: MemberKeys) -> dict[str, object]:
    seals: dict[str, object] = {"seals": list(keys.seals)}
    return seals if keys.replica is None else seals | {"replica": keys.replica}


def _share(share: Share) -> dict[str, object]:
    part: dict[str, object] = {"share": [share.num, share.den]}
    return part | {"veto": True} if share.veto else part


def _hub(hub: Hub) -> dict[str, object]:
    named: dict[str, object] = {"epoch": hub.epoch, "key": hub.key}
    if hub.base is None:
        return named
    return named | {"base": {"size": hub.base.size, "root": hub.base.root}}
