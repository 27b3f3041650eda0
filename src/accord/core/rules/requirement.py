"""Requirements: whose signatures an act needs, and how far they have come.

One mechanism for every joint decision, from a statement to a handover: a list of
groups, each "so many distinct members out of these", and a set of exact keys that
must all sign.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

SEAL_ROLE = frozenset({"seal"})


@dataclass(slots=True)
class Key:
    """A key that the log knows.

    `roles` of a seal is {"seal"}; `person` is set for desk keys, `until` and `root`
    (the keyid of the seal at the root of its invitations) too. `revoked` is the index
    of the leaf that revoked it, 0 while none did.
    """

    keyid: str
    key: str
    purpose: str
    act: str
    member: str = ""
    person: str | None = None
    roles: frozenset[str] = frozenset()
    until: str | None = None
    root: str | None = None
    revoked: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """`need` distinct members out of `members`, by a key with one of `roles` or one
    of the exact `keys` (keyids).
    """

    need: int
    members: frozenset[str]
    roles: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def admits(self, key: Key) -> bool:
        """Whether a signature by `key` counts here."""
        return key.member in self.members and (
            not self.roles.isdisjoint(key.roles) or key.keyid in self.keys
        )

    def signed(self, keys: Iterable[Key]) -> frozenset[str]:
        """The members that count, each once, whatever its number of keys."""
        return frozenset([key.member for key in keys if self.admits(key)])


@dataclass(frozen=True, slots=True)
class Requirement:
    """Groups, and exact keys (keyid -> whose) that must all sign.

    With `apart` the act has two sides, the first two groups, and needs two persons.
    """

    groups: tuple[Group, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False

    def admits(self, key: Key) -> bool:
        """Whether a signature by `key` can meet anything."""
        return key.keyid in self.keys or any(one.admits(key) for one in self.groups)

    def met(self, keys: Iterable[Key]) -> bool:
        """Whether the signatures by these live keys meet everything."""
        signers = list(keys)
        for group in self.groups:
            if len(group.signed(signers)) < group.need:
                return False
        if self.keys and not self.keys.keys() <= {key.keyid for key in signers}:
            return False
        return not self.apart or self._two_persons(signers)

    def missing(self, keys: Iterable[Key]) -> "Missing":
        """What the signatures by these live keys leave open."""
        signers = list(keys)
        signed = {key.keyid for key in signers}
        return Missing(
            tuple(
                Group(lack, group.members - done, group.roles, group.keys)
                for group in self.groups
                if (lack := group.need - len(done := group.signed(signers))) > 0
            ),
            tuple(keyid for keyid in self.keys if keyid not in signed),
            self.apart and not self._two_persons(signers),
        )

    def _two_persons(self, keys: list[Key]) -> bool:
        first, second = (
            {(key.member, key.person) for key in keys if group.admits(key)}
            for group in self.groups[:2]
        )
        return bool(first and second) and len(first | second) > 1


@dataclass(frozen=True, slots=True)
class Missing:
    """Groups still to be met, with what they lack; keys; a second person."""

    groups: tuple[Group, ...]
    keys: tuple[str, ...]
    second_person: bool

    def __bool__(self) -> bool:
        return bool(self.groups or self.keys or self.second_person)


@lru_cache(maxsize=1024)
def own(member: str, roles: frozenset[str]) -> Group:
    """The group of one member's own keys."""
    return Group(1, frozenset({member}), roles)
