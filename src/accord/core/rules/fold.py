"""The fold: one leaf after another, checked against the state and then applied.

`check` cannot change anything; `apply` cannot refuse. Every rule about time uses the
leaf's own time, so that a replay anywhere comes to the same state.
"""

from typing import Any, NamedTuple

from accord.core.acts import keys, times
from accord.core.acts.act import Act, parse_act
from accord.core.acts.charter import Enrol, Found, Roster, TakeOver
from accord.core.acts.envelope import Leaf, act_id, pae
from accord.core.acts.errors import Refused
from accord.core.rules import charter, course, takeover
from accord.core.rules.changes import Change, Signed, TookEffect
from accord.core.rules.requirement import Key, Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, Record, State, named_keys
from accord.core.rules.table import RULES
from accord.core.tlog.merkle import leaf_hash

LATE_DAYS = 14
LATE_MINUTES = 15
EARLY_MINUTES = 10
OFFLINE_PURPOSES = frozenset({"seal", "replica", "hub"})


class Step(NamedTuple):
    """A leaf that may be appended, with all that was found out about it."""

    data: bytes
    act: Act
    key: Key
    moment: Moment
    record: Record | None
    requirement: Requirement | None
    completes: bool


def check(
    state: State,
    leaf: Leaf,
    *,
    verify: bool = True,
    data: bytes | None = None,
    act: Act | None = None,
) -> Step:
    """The step that `leaf` would be; raises Malformed or Refused with the reason.

    Without `verify` the caller verifies the signature itself (`step.key` names the
    key, the signed bytes are the leaf's). `data` is the leaf's encoding and `act` what
    its payload says, if at hand.
    """
    data = data or leaf.encode()
    moment = Moment(state.size, leaf.time)
    if leaf.time < state.time:
        raise Refused("The time of this record is before that of the last one.")
    record = state.acts.get(act.id if act else act_id(leaf.payload))
    act = record.act if record else act or parse_act(leaf.payload)
    key = _check_key(state, leaf, act, record)
    if verify and not keys.verify(key.key, pae(leaf.payload), leaf.signature.sig):
        raise false_signature()
    if record is None:
        _check_first(act, key, state, moment)
    elif record.effect is not None:
        return _also(data, act, key, moment, record)
    else:
        _check_objections(act, record, state)
    rule = RULES[act.kind]
    requirement = rule.requirement(act, act.body, state)
    _check_signer(key, requirement, record, state)
    rule.check(act, act.body, state, moment)
    completes = requirement.met(_signers(state, act, key, record, leaf.time))
    return Step(data, act, key, moment, record, requirement, completes)


def _check_key(state: State, leaf: Leaf, act: Act, record: Record | None) -> Key:
    """The key that signed, live, for an act that is open to it."""
    if act.kind != Found.KIND and act.coalition != state.coalition:
        raise Refused("This was signed for another coalition.")
    course.check_not_ended(act.kind, state)
    if record is not None:
        _check_open(record, leaf.time)
    key = _find_key(leaf.signature.keyid, act, state)
    if record is not None and key.keyid in record.signatures:
        raise Refused("This signature is already recorded.")
    _check_gathering(act, key, record, state)
    if key.act != act.id:
        dead = state.why_dead(key, leaf.time)
        if dead is not None:
            raise dead
    return key


def _signers(
    state: State, act: Act, key: Key, record: Record | None, time: str
) -> list[Key]:
    """The keys whose signatures count now, the new one last."""
    if record is None:
        return [key]
    known = state.live_signers(record, time)
    return [*known, *_named_signers(record, act, state, known), key]


def apply(state: State, step: Step) -> list[Change]:
    """Appends the leaf of `step` and returns what it changed."""
    act, moment = step.act, step.moment
    state.tree.append(leaf_hash(step.data))
    state.time = moment.time
    record = step.record or _open(act, moment, state)
    record.signatures[step.key.keyid] = moment.index
    also = record.effect is not None
    changes: list[Change] = [
        Signed(act, step.key, moment.index, moment.time, step.record is None, also)
    ]
    if not step.completes:
        if not also and is_gathered(act, state):
            state.gathering = act.id
        return changes
    state.gathering = None
    record.effect, record.requirement = moment, step.requirement
    if act.roster is not None:
        state.open_by_roster[act.roster].discard(act.id)
    changes.append(TookEffect(act, moment.index, moment.time))
    return changes + RULES[act.kind].apply(act, act.body, state, moment)


def _open(act: Act, moment: Moment, state: State) -> Record:
    record = state.acts[act.id] = Record(act, moment)
    if act.roster is not None:
        state.open_by_roster.setdefault(act.roster, set()).add(act.id)
    return record


def _check_open(record: Record, time: str) -> None:
    if record.closed == "withdrawn":
        raise Refused("The proposer has closed this decision.")
    if record.closed == "roster":
        raise Refused(
            "The members have changed since this was proposed. It has to be proposed "
            "again, to the members of now."
        )
    if record.closed == "hub":
        raise Refused(
            "The host has changed since this was proposed. It has to be proposed again."
        )
    if record.effect is None and time >= record.lapses:
        raise Refused("This decision lapsed on {time}.", time=record.lapses)


def false_signature() -> Refused:
    """The refusal of a signature that its key did not make over these bytes."""
    return Refused("The signature does not fit these words.")


def stranger() -> Refused:
    """The refusal of a key that nobody here knows."""
    return Refused("This key belongs to no member of the coalition.")


def _find_key(keyid: str, act: Act, state: State) -> Key:
    """The signer's key: one that the act itself names, or one that the log knows."""
    key = state.keys.get(keyid)
    if key is None or key.purpose == "invite":
        named = _named(act, state)
        key = named.get(keyid) or key
    if key is None:
        raise stranger()
    return key


def _named(act: Act, state: State) -> dict[str, Key]:
    body = act.body
    if isinstance(body, Found | Roster):
        return named_keys(body.terms, act.id)
    if isinstance(body, TakeOver):
        new = takeover.hub_key(act.id, body)
        return {new.keyid: new}
    if isinstance(body, Enrol):
        _, invite, inviter = charter.invitation(body, state)
        return charter.enrol_keys(act, body, invite, inviter.keyid)
    return {}


def _named_signers(
    record: Record, act: Act, state: State, known: list[Key]
) -> list[Key]:
    """Those who signed with keys that only the act itself names."""
    if not isinstance(act.body, Found | Roster | TakeOver | Enrol):
        return []
    have = {key.keyid for key in known}
    named = _named(act, state)
    return [
        named[keyid]
        for keyid in record.signatures
        if keyid in named and keyid not in have and not _known_dead(keyid, state)
    ]


def _known_dead(keyid: str, state: State) -> bool:
    key = state.keys.get(keyid)
    return key is not None and key.purpose != "invite"


def is_gathered(act: Act, state: State) -> bool:
    """Whether an act's signatures must come together: the founding, a new hub."""
    if isinstance(act.body, Found | TakeOver):
        return True
    return (
        isinstance(act.body, Roster)
        and state.roster is not None
        and act.body.terms.hub != state.roster.terms.hub
    )


def _check_gathering(act: Act, key: Key, record: Record | None, state: State) -> None:
    if state.gathering is not None and state.gathering != act.id:
        raise Refused("A decision about the host has to be complete first.")
    if not state.coalition and not isinstance(act.body, Found):
        raise Refused("The coalition is not founded yet.")
    if record is None or record.effect is not None or not is_gathered(act, state):
        return
    if key.keyid <= next(reversed(record.signatures)):
        raise Refused("These signatures come in the order of their keys' ids.")


def _check_first(act: Act, key: Key, state: State, moment: Moment) -> None:
    anyone = isinstance(act.body, Found | Enrol) or is_gathered(act, state)
    # A list of members names keys itself, also those of a stranger's invention.
    named = isinstance(act.body, Roster) and key.act == act.id
    if not anyone and (named or key.member != act.by):
        raise Refused("The first signature on a record is its proposer's.")
    _check_clock(act, key, RULES[act.kind], state, moment)
    _check_after(act, state)
    if act.closes is not None and act.closes <= moment.time:
        raise Refused("The time until which this could be signed is already over.")
    if act.roster is not None and act.roster != state.in_force().id:
        raise Refused(
            "This was proposed to an earlier list of members. Propose it again."
        )


def _check_clock(
    act: Act, key: Key, rule: Rule[Any], state: State, moment: Moment
) -> None:
    changed = state.hub_changed
    late = (
        rule.field
        or key.purpose in OFFLINE_PURPOSES
        or (changed and moment.time <= times.shift(changed, days=LATE_DAYS))
    )
    earliest = times.shift(
        moment.time, **({"days": -LATE_DAYS} if late else {"minutes": -LATE_MINUTES})
    )
    if act.at < earliest:
        raise Refused(
            "This was made on {at}, too long ago to be recorded now. Check the clock "
            "of your device, or make it again.",
            at=act.at,
        )
    if act.at > times.shift(moment.time, minutes=EARLY_MINUTES):
        raise Refused(
            "This was made on {at}, which is in the future here. Check the clock of "
            "your device.",
            at=act.at,
        )


def _check_after(act: Act, state: State) -> None:
    after = act.after
    if after is None:
        return
    if not state.founded <= after.size <= state.size:
        raise Refused("This builds upon records that this log does not have.")
    if state.tree.root(after.size).hex() != after.root:
        raise Refused("This builds upon another history than this log's.")


def _check_objections(act: Act, record: Record, state: State) -> None:
    if not any(record.objections.values()):
        return
    rule = state.in_force().terms.rules.get(act.kind)
    if rule is not None and rule.veto:
        raise Refused("An objection stands, and it blocks this decision.")


def _check_signer(
    key: Key, requirement: Requirement, record: Record | None, state: State
) -> None:
    if record is not None and key.member in record.took_back:
        raise Refused(
            "Your organisation took its signature back and cannot give it again."
        )
    if not requirement.admits(key):
        raise Refused("This key has no part in this decision.")
    if requirement.apart and record is not None:
        for keyid in record.signatures:
            other = state.keys[keyid]
            if (other.member, other.person) == (key.member, key.person):
                raise Refused("The giver and the receiver have to be two persons.")


def _also(data: bytes, act: Act, key: Key, moment: Moment, record: Record) -> Step:
    if record.requirement is None or not record.requirement.admits(key):
        raise Refused("This key has no part in this decision.")
    return Step(data, act, key, moment, record, None, False)
