"""The state: what a fold over the log says is true now.

Only the `apply` functions of the rules change it. It holds no content, no clock and
no table, so the same leaves always give the same state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.core.acts import keys, times
from accord.core.acts.act import Act
from accord.core.acts.charter import Terms
from accord.core.acts.errors import Refused
from accord.core.rules.requirement import SEAL_ROLE, Key, Requirement
from accord.core.rules.standing import Standing
from accord.core.rules.stock import Stock
from accord.core.rules.together import Together
from accord.core.tlog.tree import Tree

OPEN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Moment:
    """The place of a leaf in the log, and its time."""

    index: int
    time: str


@dataclass(frozen=True, slots=True)
class InForce:
    """A roster (or the founding): its act id, terms, and whose each seal is."""

    id: str
    index: int
    terms: Terms
    seals: dict[str, str]

    @classmethod
    def of(cls, act_id: str, terms: Terms, index: int) -> "InForce":
        """The roster that an act set at `index`."""
        return cls(act_id, index, terms, seals_of(terms))

    @property
    def members(self) -> frozenset[str]:
        """The handles of the members."""
        return frozenset(self.terms.members)


@dataclass(frozen=True, slots=True)
class HubChange:
    """Another host: its epoch, what size it builds upon, its act, the effect's leaf.

    `by_copies`: a quorum of members' replicas chose it, each of which had checked that
    the base holds all that it ever confirmed; otherwise the members' stamps did.
    """

    epoch: int
    base: int
    act: str
    index: int
    by_copies: bool


@dataclass(slots=True)
class Record:
    """All that the log holds about one act."""

    act: Act
    opened: Moment
    signatures: dict[str, int] = field(default_factory=dict)
    took_back: set[str] = field(default_factory=set)
    objections: dict[str, bool] = field(default_factory=dict)
    abstained: set[str] = field(default_factory=set)
    closed: str | None = None
    effect: Moment | None = None
    requirement: Requirement | None = None

    @property
    def open(self) -> bool:
        """Whether the act may still take effect, its time aside."""
        return self.effect is None and self.closed is None

    @property
    def lapses(self) -> str:
        """The time at which an open act lapses."""
        latest = times.shift(self.opened.time, days=OPEN_DAYS)
        return min(self.act.closes or latest, latest)

    def open_at(self, time: str) -> bool:
        """Whether the act may still take effect at `time`."""
        return self.open and time < self.lapses


@dataclass(slots=True)
class State:
    """What is true after the leaves in `tree`."""

    tree: Tree = field(default_factory=Tree)
    time: str = ""
    coalition: str = ""
    founded: int = 0
    roster: InForce | None = None
    rosters: dict[str, InForce] = field(default_factory=dict)
    # The acts that amended the declaration, with the leaf; who leads; the end.
    amendments: dict[str, int] = field(default_factory=dict)
    lead: str = ""
    ended: str = ""
    hub_changed: str = ""
    hubs: list[HubChange] = field(default_factory=list)
    gathering: str | None = None
    keys: dict[str, Key] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)
    acts: dict[str, Record] = field(default_factory=dict)
    open_by_roster: dict[str, set[str]] = field(default_factory=dict)
    used_invites: set[str] = field(default_factory=set)
    void_invites: set[str] = field(default_factory=set)
    standing: Standing = field(default_factory=Standing)
    slugs: set[str] = field(default_factory=set)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    positions: set[str] = field(default_factory=set)
    # By act, the names of the contents that were erased; members' reading keys.
    erased: dict[str, set[str]] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    stock: Stock = field(default_factory=Stock)
    together: Together = field(default_factory=Together)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self.tree.size

    @property
    def declaration(self) -> str:
        """The act that holds the declaration in force: the founding, or a change."""
        return next(reversed(self.amendments), self.coalition)

    def in_force(self) -> InForce:
        """The roster in force; raises Refused before the founding."""
        if self.roster is None:
            raise Refused("The coalition is not founded yet.")
        return self.roster

    def in_effect(self, act_id: str, *kinds: str) -> Record | None:
        """The record of an act of one of `kinds` that took effect, or None."""
        record = self.acts.get(act_id)
        if record is None or record.effect is None or record.act.kind not in kinds:
            return None
        return record

    def why_dead(self, key: Key, time: str) -> Refused | None:
        """Why `key` may not sign at `time`, or None when it is live."""
        return why_dead(key, self.in_force().seals, time)

    def live_signers(self, record: Record, time: str) -> list[Key]:
        """The keys whose signatures on an act count at `time`: live, not taken back."""
        known = (self.keys.get(keyid) for keyid in record.signatures)
        return [
            key
            for key in known
            if key
            and key.member not in record.took_back
            and self.why_dead(key, time) is None
        ]


def why_dead(key: Key, seals: Mapping[str, str], time: str) -> Refused | None:
    """Why `key` may not sign at `time` under a roster's `seals` (keyid -> handle)."""
    if key.revoked:
        return Refused("This key was revoked and cannot sign any more.")
    if key.purpose == "seal" and key.keyid not in seals:
        return Refused("This stamp is not one of a member's any more.")
    if key.purpose == "desk":
        if key.until is not None and time > key.until:
            return Refused("This device's key expired on {day}.", day=key.until)
        if seals.get(key.root or "") != key.member:
            return Refused(
                "This device was admitted by a stamp that is not valid any more."
            )
    return None


def seals_of(terms: Terms) -> dict[str, str]:
    """keyid -> handle, of every seal in a roster."""
    return {
        keys.keyid(seal): handle
        for handle, member in terms.members.items()
        for seal in member.seals
    }


def named_keys(terms: Terms, act_id: str) -> dict[str, Key]:
    """The keys that a founding or a roster names, by keyid."""
    found = [Key(keys.keyid(terms.hub.key), terms.hub.key, "hub", act_id)]
    for handle, member in terms.members.items():
        for seal in member.seals:
            found.append(
                Key(keys.keyid(seal), seal, "seal", act_id, handle, None, SEAL_ROLE)
            )
        if member.replica is not None:
            keyid = keys.keyid(member.replica)
            found.append(Key(keyid, member.replica, "replica", act_id, handle))
    return {key.keyid: key for key in found}
