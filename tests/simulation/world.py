"""The world of the simulation: histories, lists of members, members, hosts.

A history is a chain of nodes; two histories fork where their nodes do. Each node stands
for one record and knows what a replay up to it comes to, by the rules' own types. Keys
are names and nobody signs: the adversary may say anything in the name of a dishonest
member, and nothing in the name of an honest one. Merkle trees and proofs are real.
"""

from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from accord.core.acts import keys
from accord.core.acts.charter import Head, Hub, MemberKeys, TakeOver, Terms
from accord.core.acts.encoding import to_base64
from accord.core.protocol.memory import Held
from accord.core.rules.quorum import rosters_since
from accord.core.rules.requirement import Key
from accord.core.rules.state import HubChange, InForce
from accord.core.rules.takeover import check_takeover, takeover_requirement
from accord.core.tlog.merkle import consistency, leaf_hash
from accord.core.tlog.note import Checkpoint
from accord.core.tlog.tree import Tree

COALITION = "ab" * 32
TIME = "2026-11-22T14:00:00Z"
STANDING = bytes(32)
SIGNATURE = to_base64(b"not a signature")


@cache
def name(text: str) -> str:
    """A hash or a key, made of a name."""
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Copy:
    """A member's replica: the handle, its key, and whether it is honest."""

    handle: str
    key: str
    honest: bool

    def signs(self, act: str) -> Key:
        """Its key, as the rules know it."""
        return Key(keys.keyid(self.key), self.key, "replica", act, self.handle)


def terms(copies: tuple[Copy, ...], hub: Hub, version: int) -> Terms:
    """A list of members where each has a replica, and these confirm."""
    members = {
        one.handle: MemberKeys((name(f"seal {one.handle}"),), one.key) for one in copies
    }
    return Terms(version, members, {}, "cosigned", hub)


class Node:
    """One record, and the history that it ends."""

    __slots__ = (
        "children",
        "entry",
        "hub",
        "hubs",
        "parent",
        "root",
        "rosters",
        "size",
        "tree_",
    )

    def __init__(
        self,
        parent: "Node | None",
        entry: str,
        rosters: tuple[InForce, ...],
        hub: Hub,
        hubs: tuple[HubChange, ...],
    ) -> None:
        self.parent = parent
        self.entry = entry
        self.size: int = parent.size + 1 if parent else 1
        self.rosters = rosters
        self.hub = hub
        self.hubs = hubs
        self.tree_: Tree | None = None
        self.root = self.tree.root()

    @property
    def tree(self) -> Tree:
        """The Merkle tree over the whole history."""
        if self.tree_ is None:
            tree = Tree()
            for one in self.path():
                tree.append(leaf_hash(one.entry.encode()))
            self.tree_ = tree
        return self.tree_

    def path(self) -> list["Node"]:
        """The nodes from the first to this one."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]

    def at(self, size: int) -> "Node":
        """The node of an earlier size."""
        node = self
        while node.size > size:
            assert node.parent is not None
            node = node.parent
        return node

    def extends(self, other: "Node") -> bool:
        """Whether this history contains the other."""
        return self.size >= other.size and self.at(other.size) is other

    @property
    def roster(self) -> InForce:
        """The list of members in force."""
        return self.rosters[-1]

    def checkpoint(self) -> Checkpoint:
        """What any hub says of it."""
        return Checkpoint(
            COALITION, self.hub.epoch, self.size, self.root, 1, STANDING, TIME
        )

    def note(self) -> str:
        """The same as a note, as if it were signed."""
        found = self.checkpoint()
        return f"{found.text()}\n— {found.origin} {SIGNATURE}\n"

    def held(self, kind: type[Held] = Held) -> Held:
        """What a replica holds that replayed it."""
        tree = self.tree
        return kind(
            self.checkpoint(),
            self.hub.key,
            self.hubs,
            1,
            tree.root,
            lambda old, new: consistency(tree.get, old, new),
        )

    def lists_since(self, size: int) -> list[Terms]:
        """The lists of members in force at `size` or later."""
        return [one.terms for one in rosters_since(self.rosters, size)]

    # What may come next

    def record(self, what: str) -> "Node":
        """Any record."""
        return Node(self, what, self.rosters, self.hub, self.hubs)

    def with_roster(self, act: str, copies: tuple[Copy, ...]) -> "Node":
        """A new list of members, in order by the rules: it repeats the hub."""
        new = terms(copies, self.hub, self.roster.terms.version + 1)
        found = InForce(act, self.size, new, {})
        return Node(self, act, (*self.rosters, found), self.hub, self.hubs)

    def allows(self, body: TakeOver, after: Head) -> bool:
        """Whether the rules allow a change of host here, signatures aside."""
        if (body.base.size, body.base.root) != (self.size, self.root.hex()):
            return False
        if not 1 <= after.size <= self.size or self.at(after.size).root.hex() != (
            after.root
        ):
            return False
        check_takeover(body, self.roster.terms)
        return rosters_since(self.rosters, after.size)[0].id == body.since

    def completes(self, body: TakeOver, after: Head, voters: set[Copy]) -> bool:
        """Whether the replicas that signed are enough."""
        new = Key(keys.keyid(body.key), body.key, "hub", "")
        signers = [*(one.signs("") for one in voters), new]
        return takeover_requirement(body, self.lists_since(after.size)).met(signers)

    def taken_over(self, act: str, body: TakeOver) -> "Node":
        """The change of host in effect, in one record."""
        hub = Hub(body.epoch, body.key, body.base)
        last = self.roster
        now = replace(last, terms=replace(last.terms, hub=hub))
        change = HubChange(body.epoch, self.size, act, self.size, by_copies=True)
        rosters = (*self.rosters[:-1], now)
        return Node(self, act, rosters, hub, (*self.hubs, change))

    def by_stamps(self, act: str, copies: tuple[Copy, ...], key: str) -> "Node":
        """A list of members that changes the host, signed with stamps."""
        base = Head(self.size, self.root.hex())
        hub = Hub(self.hub.epoch + 1, key, base)
        new = terms(copies, hub, self.roster.terms.version + 1)
        found = InForce(act, self.size, new, {})
        change = HubChange(hub.epoch, self.size, act, self.size, by_copies=False)
        return Node(self, act, (*self.rosters, found), hub, (*self.hubs, change))


def founding(copies: tuple[Copy, ...]) -> Node:
    """The first record."""
    hub = Hub(1, name("hub 1"), None)
    first = InForce(COALITION, 0, terms(copies, hub, 1), {})
    return Node(None, COALITION, (first,), hub, ())
