"""Acts of the charter: founding, members, invitations, devices, profiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import NOTHING, Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import (
    Fields,
    ascending,
    digest,
    flag,
    handle,
    integer,
    key,
    many,
    one_of,
    slug,
    table,
    time,
)

MAX_MEMBERS = 100
MAX_EPOCH = 1_000_000
ROLES = ("actions", "people", "reports", "supplies", "voice")

# Every kind that needs a share of the members: a roster lists them all, so that a
# verifier needs no defaults.
SHARED_KINDS = (
    "charter.amend",
    "charter.close",
    "charter.lead",
    "charter.roster",
    "voice.position",
    "voice.retraction",
    "voice.statement",
    "voice.translation",
)


@dataclass(frozen=True, slots=True)
class Head:
    """A size of the log and its root there, in hex."""

    size: int
    root: str

    @classmethod
    def read(cls, value: object, where: str) -> "Head":
        """The head in a parsed JSON value."""
        fields = Fields(value, where)
        head = cls(fields.take("size", integer(1)), fields.take("root", digest))
        fields.end()
        return head


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """A member's keys in a roster: its seals, and its replica's if it has one."""

    seals: tuple[str, ...]
    replica: str | None

    @classmethod
    def read(cls, value: object, where: str) -> "MemberKeys":
        """The keys in a parsed JSON value."""
        fields = Fields(value, where)
        keys = cls(
            fields.take("seals", ascending(key, 1, 8)), fields.maybe("replica", key)
        )
        fields.end()
        return keys


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the members that a kind needs, and whether objections block it."""

    num: int
    den: int
    veto: bool

    def of(self, members: int) -> int:
        """The number of members needed out of `members`, rounded up, at least 1."""
        return max(1, -(-members * self.num // self.den))

    @classmethod
    def read(cls, value: object, where: str) -> "Share":
        """The rule in a parsed JSON value."""
        fields = Fields(value, where)
        num, den = fields.take("share", many(integer(1, 100), 2, 2))
        veto = fields.maybe("veto", flag) or False
        fields.end()
        if num > den:
            raise Malformed("{where}.share is more than everybody.", where=where)
        return cls(num, den, veto)


@dataclass(frozen=True, slots=True)
class Hub:
    """Who signs checkpoints, from which epoch, and what the epoch builds upon."""

    epoch: int
    key: str
    base: Head | None

    @classmethod
    def read(cls, value: object, where: str) -> "Hub":
        """The hub in a parsed JSON value."""
        fields = Fields(value, where)
        hub = cls(
            fields.take("epoch", integer(1, MAX_EPOCH)),
            fields.take("key", key),
            fields.maybe("base", Head.read),
        )
        fields.end()
        return hub


@dataclass(frozen=True, slots=True)
class Terms:
    """What a founding or a roster sets: members, rules, finality, hub."""

    version: int
    members: Mapping[str, MemberKeys]
    rules: Mapping[str, Share]
    finality: str
    hub: Hub

    @classmethod
    def take(cls, fields: Fields) -> "Terms":
        """The terms out of the fields of a body; raises Malformed."""
        terms = cls(
            fields.take("version", integer(1)),
            fields.take("members", table(handle, MemberKeys.read, 1, MAX_MEMBERS)),
            fields.take("rules", table(one_of(*SHARED_KINDS), Share.read, 1, 64)),
            fields.take("finality", one_of("hub", "cosigned")),
            fields.take("hub", Hub.read),
        )
        for kind in SHARED_KINDS:
            if kind not in terms.rules:
                raise Malformed(
                    "body.rules does not say who decides {kind}.", kind=kind
                )
        named = terms.keys()
        if len(set(named)) != len(named):
            raise Malformed("The same key stands twice among the members' keys.")
        return terms

    def keys(self) -> list[str]:
        """Every key named here."""
        named = [self.hub.key]
        for member in self.members.values():
            named.extend(member.seals)
            if member.replica is not None:
                named.append(member.replica)
        return named


@dataclass(frozen=True, slots=True)
class Found:
    """The founding act: its id is the coalition's."""

    KIND: ClassVar[str] = "charter.found"
    terms: Terms

    @classmethod
    def read(cls, fields: Fields) -> "Found":
        """The body out of its fields; raises Malformed."""
        terms = Terms.take(fields)
        if terms.version != 1 or terms.hub.epoch != 1 or terms.hub.base is not None:
            raise Malformed("A founding begins with version 1 and the first host.")
        if len(terms.members) < 2:
            raise Malformed("A coalition has at least two founders.")
        return cls(terms)

    def contents(self) -> Contents:
        """The coalition's names, and the declaration in each language."""
        return Contents(frozenset({"names"}), prefix="declaration.")


@dataclass(frozen=True, slots=True)
class Roster:
    """A new roster: members come or go, rules or the hub change."""

    KIND: ClassVar[str] = "charter.roster"
    terms: Terms

    @classmethod
    def read(cls, fields: Fields) -> "Roster":
        """The body out of its fields; raises Malformed."""
        return cls(Terms.take(fields))

    def contents(self) -> Contents:
        """A word to the members on what changes, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Members' replicas choose another host, upon the records up to `base`.

    `since` is the list of members in force at the act's `after`: the quorum of that
    one, and of every list since then, has to sign.
    """

    KIND: ClassVar[str] = "charter.hub"
    epoch: int
    key: str
    base: Head
    since: str

    @classmethod
    def read(cls, fields: Fields) -> "TakeOver":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("epoch", integer(2, MAX_EPOCH)),
            fields.take("key", key),
            fields.take("base", Head.read),
            fields.take("since", digest),
        )

    def contents(self) -> Contents:
        """A word to the members on why, if any."""
        return Contents(optional=frozenset({"note"}))


@dataclass(frozen=True, slots=True)
class Invite:
    """A person is invited: a one-time key, and what its own key will be for."""

    KIND: ClassVar[str] = "charter.invite"
    key: str
    person: str
    roles: tuple[str, ...]
    until: str

    @classmethod
    def read(cls, fields: Fields) -> "Invite":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("key", key),
            fields.take("person", slug),
            fields.take("roles", ascending(one_of(*ROLES), 1, len(ROLES))),
            fields.take("until", time),
        )

    def contents(self) -> Contents:
        """The person's name, for those who may see it."""
        return Contents(optional=frozenset({"person"}))


@dataclass(frozen=True, slots=True)
class Enrol:
    """An invitation is taken up with a new key."""

    KIND: ClassVar[str] = "charter.enrol"
    invite: str
    key: str

    @classmethod
    def read(cls, fields: Fields) -> "Enrol":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("invite", digest), fields.take("key", key))

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING


@dataclass(frozen=True, slots=True)
class Revoke:
    """Devices lose their keys, invitations are taken back."""

    KIND: ClassVar[str] = "charter.revoke"
    keys: tuple[str, ...]
    invites: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Revoke":
        """The body out of its fields; raises Malformed."""
        body = cls(
            fields.take("keys", ascending(key, 0, 50)),
            fields.take("invites", ascending(digest, 0, 50)),
        )
        if not body.keys and not body.invites:
            raise Malformed("Nothing is revoked here.")
        return body

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member shows of itself; without content it goes by its handle alone."""

    KIND: ClassVar[str] = "charter.profile"

    @classmethod
    def read(cls, fields: Fields) -> "Profile":
        """The body out of its fields; raises Malformed."""
        return cls()

    def contents(self) -> Contents:
        """Names per language, place, public contact."""
        return Contents(optional=frozenset({"profile"}))
