"""Rules of the charter: founding, rosters, invitations, devices, profiles."""

from collections.abc import Collection, Mapping

from accord.core.acts import keys, times
from accord.core.acts.act import Act
from accord.core.acts.charter import (
    Enrol,
    Found,
    Head,
    Invite,
    Profile,
    Revoke,
    Roster,
    Terms,
)
from accord.core.acts.errors import Refused
from accord.core.rules.changes import (
    Change,
    Closed,
    Enrolled,
    Revoked,
    RosterChanged,
)
from accord.core.rules.requirement import (
    SEAL_ROLE,
    Group,
    Key,
    Requirement,
    own,
)
from accord.core.rules.rule import Rule
from accord.core.rules.state import (
    HubChange,
    InForce,
    Moment,
    Record,
    State,
    named_keys,
    seals_of,
)

SEAL_OR_PEOPLE = frozenset({"seal", "people"})
INVITATION_DAYS = 14


# Founding


def founding_requirement(act: Act, terms: Terms) -> Requirement:
    """Who must sign a founding: every key that it names."""
    return Requirement(keys=_whose(named_keys(terms, act.id)))


def _found_requirement(act: Act, body: Found, state: State) -> Requirement:
    return founding_requirement(act, body.terms)


def check_founding(act: Act, terms: Terms) -> None:
    """Raises Refused unless `act` may found a coalition with `terms`."""
    if act.by not in terms.members:
        raise Refused("The proposer is not one of the founders.")
    check_new_keys(terms, act.id, None, {})
    _check_finality(terms, frozenset())


def _found_check(act: Act, body: Found, state: State, moment: Moment) -> None:
    if state.coalition:
        raise Refused("This log already belongs to a coalition.")
    check_founding(act, body.terms)


def _found_apply(act: Act, body: Found, state: State, moment: Moment) -> list[Change]:
    state.coalition = act.id
    state.founded = moment.index + 1
    return _put_in_force(act, body.terms, state, moment)


# Rosters


def is_leaving(act: Act, terms: Terms, old: Terms) -> bool:
    """Whether a roster only takes its own proposer out."""
    rest = {name: keys for name, keys in old.members.items() if name != act.by}
    return (
        act.by in old.members
        and dict(terms.members) == rest
        and (terms.rules, terms.finality, terms.hub)
        == (old.rules, old.finality, old.hub)
    )


def roster_requirement(act: Act, terms: Terms, old: InForce) -> Requirement:
    """Who must sign a roster that follows `old`."""
    old_seals = frozenset(old.seals)
    if is_leaving(act, terms, old.terms):
        return Requirement((Group(1, frozenset({act.by}), keys=old_seals),))
    share = old.terms.rules["charter.roster"]
    new_seals = frozenset(seals_of(terms))
    members = frozenset(terms.members)
    newcomers = sorted(members - old.members)
    named = named_keys(terms, act.id)
    fresh = set(named) - set(named_keys(old.terms, old.id))
    return Requirement(
        (
            Group(share.of(len(old.members)), old.members, keys=old_seals),
            Group(share.of(len(members)), members, keys=new_seals),
            *(Group(1, frozenset({one}), keys=new_seals) for one in newcomers),
        ),
        _whose({keyid: named[keyid] for keyid in sorted(fresh)}),
    )


def _roster_requirement(act: Act, body: Roster, state: State) -> Requirement:
    return roster_requirement(act, body.terms, state.in_force())


def check_succession(terms: Terms, old: Terms, handles: Collection[str]) -> None:
    """Raises Refused unless a roster with `terms` may follow one with `old`.

    `handles` are all that were ever given.
    """
    if terms.version != old.version + 1:
        raise Refused(
            "The next list of members has the number {next}.", next=old.version + 1
        )
    _check_finality(terms, old.members)
    if terms.hub != old.hub and terms.hub.epoch <= old.hub.epoch:
        raise Refused("A new host has a higher number than the one before.")
    if terms.hub != old.hub and terms.hub.base is None:
        raise Refused("A new host says which records it builds upon.")
    for handle in terms.members:
        if handle not in old.members and handle in handles:
            raise Refused("The handle {handle} was given before.", handle=handle)


def _roster_check(act: Act, body: Roster, state: State, moment: Moment) -> None:
    old = state.in_force()
    check_succession(body.terms, old.terms, state.handles)
    if body.terms.hub != old.terms.hub:
        check_base(body.terms.hub.base, state, state.acts.get(act.id))
    check_new_keys(body.terms, act.id, old.terms, state.keys)


def check_base(base: Head | None, state: State, record: Record | None) -> None:
    """Raises Refused unless `base` is where the act `record` began, or would begin."""
    start = record.opened.index if record else state.size
    if base is None or base.size != start or base.root != state.tree.root(start).hex():
        raise Refused(
            "A new host takes over at the end of the log; the log has moved on."
        )


def _roster_apply(act: Act, body: Roster, state: State, moment: Moment) -> list[Change]:
    old = state.in_force()
    hub = body.terms.hub
    if hub != old.terms.hub and hub.base is not None:
        state.hub_changed = moment.time
        change = HubChange(hub.epoch, hub.base.size, act.id, moment.index, False)
        state.hubs.append(change)
    closed: list[Change] = []
    for act_id in sorted(state.open_by_roster.pop(old.id, ())):
        record = state.acts[act_id]
        if record.open and act_id != act.id:
            record.closed = "roster"
            closed.append(Closed(act_id, "roster", moment.index, moment.time))
    return _put_in_force(act, body.terms, state, moment) + closed


def _put_in_force(act: Act, terms: Terms, state: State, moment: Moment) -> list[Change]:
    state.roster = InForce.of(act.id, terms, moment.index)
    state.rosters[act.id] = state.roster
    state.handles |= set(terms.members)
    for keyid, key in named_keys(terms, act.id).items():
        state.keys.setdefault(keyid, key)
    state.standing.set_roster(act.id)
    return [RosterChanged(act, moment.index, moment.time)]


def check_new_keys(
    terms: Terms, act_id: str, old: Terms | None, known: Collection[str]
) -> None:
    """Keys are sound, and new or the same as before: one purpose, one member.

    `known` are the ids of all keys ever used.
    """
    before = named_keys(old, "") if old else {}
    for keyid, key in named_keys(terms, act_id).items():
        same = before.get(keyid)
        if same and (same.purpose, same.member) == (key.purpose, key.member):
            continue
        check_fresh(key, known)


def check_fresh(key: Key, known: Collection[str]) -> None:
    """Raises Refused unless `key` is sound and not one of the `known` keys' ids."""
    if key.keyid in known:
        raise Refused("The key {key} was used before.", key=key.key[:16])
    if not keys.is_sound(key.key):
        raise Refused("The key {key} is not a sound Ed25519 key.", key=key.key[:16])


def _check_finality(terms: Terms, before: Collection[str]) -> None:
    """Somebody has a copy, where copies confirm; but nobody is kept from leaving."""
    copies = any(member.replica for member in terms.members.values())
    if terms.finality == "hub" or copies or set(terms.members) < set(before):
        return
    raise Refused("Where members' copies confirm records, a member has to keep one.")


def _whose(named: Mapping[str, Key]) -> dict[str, str]:
    return {keyid: key.member or "hub" for keyid, key in named.items()}


# Invitations and devices


def invite_requirement(act: Act, body: Invite) -> Requirement:
    """Who must sign an invitation: one key of the member."""
    # Who may admit people may not make others admit people: that takes the stamp.
    roles = SEAL_ROLE if "people" in body.roles else SEAL_OR_PEOPLE
    return Requirement((own(act.by, roles),))


def _invite_requirement(act: Act, body: Invite, state: State) -> Requirement:
    return invite_requirement(act, body)


def _invite_check(act: Act, body: Invite, state: State, moment: Moment) -> None:
    if body.until <= moment.time:
        raise Refused("The invited person's key would already be expired.")
    check_fresh(one_time_key(act, body), state.keys)


def _invite_apply(act: Act, body: Invite, state: State, moment: Moment) -> list[Change]:
    key = one_time_key(act, body)
    state.keys[key.keyid] = key
    return []


def one_time_key(act: Act, body: Invite) -> Key:
    """The key that an invitation hands out, to sign its enrolment alone."""
    return Key(keys.keyid(body.key), body.key, "invite", act.id, act.by, body.person)


def enrol_keys(act: Act, body: Enrol, invite: Invite, root: str) -> dict[str, Key]:
    """The two keys that sign an enrolment: the invitation's and the new one."""
    new = Key(
        keys.keyid(body.key),
        body.key,
        "desk",
        act.id,
        act.by,
        invite.person,
        frozenset(invite.roles),
        invite.until,
        root,
    )
    one_time = Key(
        keys.keyid(invite.key), invite.key, "invite", body.invite, act.by, invite.person
    )
    return {one_time.keyid: one_time, new.keyid: new}


def invitation(body: Enrol, state: State) -> tuple[Record, Invite, Key]:
    """The invitation that an enrolment takes up, and the key that signed it."""
    record = state.in_effect(body.invite, Invite.KIND)
    if record is None or not isinstance(record.act.body, Invite):
        raise Refused("There is no such invitation.")
    inviter = state.keys[next(iter(record.signatures))]
    return record, record.act.body, inviter


def _enrol_requirement(act: Act, body: Enrol, state: State) -> Requirement:
    _, invite, _ = invitation(body, state)
    return enrol_requirement(enrol_keys(act, body, invite, ""))


def enrol_requirement(named: Mapping[str, Key]) -> Requirement:
    """Who must sign an enrolment: both keys that it names."""
    return Requirement(keys=_whose(named))


def _enrol_check(act: Act, body: Enrol, state: State, moment: Moment) -> None:
    record, invite, inviter = invitation(body, state)
    if record.act.by != act.by:
        raise Refused("This invitation is another member's.")
    if body.invite in state.used_invites:
        raise Refused("This invitation was already used. Ask for a new one.")
    if body.invite in state.void_invites or inviter.revoked:
        raise Refused("This invitation was taken back. Ask for a new one.")
    if moment.time > times.shift(record.opened.time, days=INVITATION_DAYS):
        raise Refused(
            "This invitation is older than {days} days. Ask for a new one.",
            days=INVITATION_DAYS,
        )
    new = enrol_keys(act, body, invite, root_of(inviter))[keys.keyid(body.key)]
    check_fresh(new, state.keys)
    dead = state.why_dead(new, moment.time)
    if dead is not None:
        raise dead


def root_of(inviter: Key) -> str:
    """The keyid of the seal at the root of what `inviter` invites."""
    return inviter.keyid if inviter.purpose == "seal" else inviter.root or ""


def _enrol_apply(act: Act, body: Enrol, state: State, moment: Moment) -> list[Change]:
    _, invite, inviter = invitation(body, state)
    new = enrol_keys(act, body, invite, root_of(inviter))[keys.keyid(body.key)]
    state.keys[new.keyid] = new
    state.used_invites.add(body.invite)
    return [Enrolled(new, body.invite, moment.index, moment.time)]


def _revoke_requirement(act: Act, body: Revoke, state: State) -> Requirement:
    group = own(act.by, SEAL_OR_PEOPLE)
    mine = [state.keys.get(keys.keyid(key)) for key in body.keys]
    persons = {key.person for key in mine if key is not None}
    if len(persons) == 1 and not body.invites:
        same = frozenset(
            key.keyid
            for key in state.keys.values()
            if key.purpose == "desk" and key.member == act.by and key.person in persons
        )
        group = Group(1, group.members, group.roles, same)
    return Requirement((group,))


def _revoke_check(act: Act, body: Revoke, state: State, moment: Moment) -> None:
    for one in body.keys:
        key = state.keys.get(keys.keyid(one))
        if key is None or key.purpose != "desk" or key.member != act.by:
            raise Refused("This is not the key of a device of your organisation.")
        if key.revoked:
            raise Refused("This device was already revoked.")
    for act_id in body.invites:
        record = state.in_effect(act_id, Invite.KIND)
        if record is None or record.act.by != act.by:
            raise Refused("This is not an invitation of your organisation.")
        if act_id in state.used_invites or act_id in state.void_invites:
            raise Refused("This invitation was already used or taken back.")


def _revoke_apply(act: Act, body: Revoke, state: State, moment: Moment) -> list[Change]:
    changes: list[Change] = []
    for one in body.keys:
        key = state.keys[keys.keyid(one)]
        key.revoked = moment.index
        changes.append(Revoked(key.keyid, None, moment.index, moment.time))
    for act_id in body.invites:
        state.void_invites.add(act_id)
        changes.append(Revoked(None, act_id, moment.index, moment.time))
    return changes


def _profile_requirement(act: Act, body: Profile, state: State) -> Requirement:
    return Requirement((own(act.by, SEAL_OR_PEOPLE),))


def _nothing_to_check(act: Act, body: Profile, state: State, moment: Moment) -> None:
    return None


def _nothing_to_apply(
    act: Act, body: Profile, state: State, moment: Moment
) -> list[Change]:
    return []


FOUND = Rule(_found_requirement, _found_check, _found_apply, SEAL_ROLE)
ROSTER = Rule(_roster_requirement, _roster_check, _roster_apply, SEAL_ROLE)
INVITE = Rule(_invite_requirement, _invite_check, _invite_apply, SEAL_OR_PEOPLE)
ENROL = Rule(_enrol_requirement, _enrol_check, _enrol_apply, SEAL_OR_PEOPLE)
REVOKE = Rule(_revoke_requirement, _revoke_check, _revoke_apply, SEAL_OR_PEOPLE)
PROFILE = Rule(
    _profile_requirement, _nothing_to_check, _nothing_to_apply, SEAL_OR_PEOPLE
)
