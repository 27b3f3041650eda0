"""Lists of members, devices, and who has to sign."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.vectors.verifier.form import keyid, need, sound
from tests.vectors.verifier.payload import share

Terms = dict[str, Any]


@dataclass
class Key:
    """A key: whose, and what for."""

    key: str
    purpose: str
    member: str = ""
    person: str = ""
    roles: set[str] = field(default_factory=set)
    until: str = ""
    root: str = ""
    revoked: bool = False


@dataclass
class Requirement:
    """Groups (so many members, out of these, by these keyids), keys that all sign."""

    groups: list[tuple[int, set[str], set[str]]]
    keys: set[str] = field(default_factory=set)

    def counts(self, signers: dict[str, Key]) -> list[dict[str, set[str]]]:
        """For each group the members that count, with their keys."""
        found: list[dict[str, set[str]]] = []
        for _, members, keys in self.groups:
            group: dict[str, set[str]] = {}
            for one, key in signers.items():
                if key.member in members and one in keys:
                    group.setdefault(key.member, set()).add(one)
            found.append(group)
        return found

    def met(self, signers: dict[str, Key]) -> bool:
        """Whether these keys are enough."""
        enough = (
            len(count) >= group[0]
            for count, group in zip(self.counts(signers), self.groups, strict=True)
        )
        return self.keys <= set(signers) and all(enough)

    def spare(self, signers: dict[str, Key]) -> list[str]:
        """The keys without which it would still be met."""
        return [
            one
            for one in signers
            if self.met({name: key for name, key in signers.items() if name != one})
        ]

    def admits(self, one: str, key: Key) -> bool:
        """Whether a key can meet anything."""
        groups = any(key.member in who and one in keys for _, who, keys in self.groups)
        return one in self.keys or groups


def named(terms: Terms) -> dict[str, Key]:
    """The keys that a list of members names."""
    found = {keyid(terms["hub"]["key"]): Key(terms["hub"]["key"], "hub")}
    for member, of in terms["members"].items():
        for seal in of["seals"]:
            found[keyid(seal)] = Key(seal, "seal", member, roles={"seal"})
        if "replica" in of:
            found[keyid(of["replica"])] = Key(of["replica"], "replica", member)
    return found


def seals(terms: Terms) -> dict[str, str]:
    """The seals of a list of members: keyid -> member."""
    return {
        one: key.member for one, key in named(terms).items() if key.purpose == "seal"
    }


def founding(terms: Terms) -> Requirement:
    """Every key that a founding names."""
    return Requirement([], set(named(terms)))


def succession(by: str, new: Terms, old: Terms) -> Requirement:
    """Who has to sign the next list of members."""
    old_members, members = set(old["members"]), set(new["members"])
    old_seals, new_seals = set(seals(old)), set(seals(new))
    rest = {name: keys for name, keys in old["members"].items() if name != by}
    same = all(new[name] == old[name] for name in ("rules", "finality", "hub"))
    if by in old_members and new["members"] == rest and same:
        return Requirement([(1, {by}, old_seals)])
    groups = [
        (share(old, "charter.roster", len(old_members)), old_members, old_seals),
        (share(old, "charter.roster", len(members)), members, new_seals),
    ]
    groups += [(1, {one}, new_seals) for one in members - old_members]
    return Requirement(groups, set(named(new)) - set(named(old)))


def check_terms(new: Terms, old: Terms | None, used: Iterable[str]) -> None:
    """Keys are sound and new, or the same as before; where copies confirm, one."""
    before = named(old) if old else {}
    for one, key in named(new).items():
        same = before.get(one)
        if same and (same.purpose, same.member) == (key.purpose, key.member):
            continue
        need(one not in used, "a key used before")
        need(sound(key.key), "a key that is not sound")
    fewer = old and set(new["members"]) < set(old["members"])
    need(new["finality"] == "hub" or copies(new) or fewer, "no copy")


def copies(terms: Terms) -> dict[str, str]:
    """The keyids of members' replicas, by member."""
    return {
        one: keyid(of["replica"])
        for one, of in terms["members"].items()
        if "replica" in of
    }


def choosing(body: Terms, lists: list[Terms]) -> Requirement:
    """Who has to sign another host: more than two thirds of the copies of each list."""
    groups: list[tuple[int, set[str], set[str]]] = []
    for one in lists:
        if one["finality"] == "hub":
            groups.clear()
        else:
            keys = copies(one)
            groups.append((len(keys) * 2 // 3 + 1, set(keys), set(keys.values())))
    return Requirement(groups, {keyid(body["key"])})


def check_choice(body: Terms, old: Terms) -> None:
    """Copies confirm, and the epoch is higher."""
    need(old["finality"] == "cosigned", "the host confirms")
    need(body["epoch"] > old["hub"]["epoch"], "no higher epoch")


def hosted(body: Terms, old: Terms) -> Terms:
    """The list in force, with another host."""
    return old | {"hub": {name: body[name] for name in ("epoch", "key", "base")}}


def check_succession(new: Terms, old: Terms, handles: set[str]) -> None:
    """Version, hub and handles of the next list."""
    need(new["version"] == old["version"] + 1, "another version")
    if new["hub"] != old["hub"]:
        need(new["hub"]["epoch"] > old["hub"]["epoch"], "no higher epoch")
        need("base" in new["hub"], "no base")
    fresh = set(new["members"]) - set(old["members"])
    need(not fresh & handles, "a handle given before")


def stamping(kind: str, terms: Terms) -> Requirement:
    """Who has to sign a change of the declaration, or the end."""
    members = set(terms["members"])
    return Requirement([(share(terms, kind, len(members)), members, set(seals(terms)))])


def languages(act: dict[str, Any]) -> set[str]:
    """The languages of the declaration that an act brings."""
    names = [one.split(".") for one in act.get("blobs", {})]
    return {one[1] for one in names if one[0] == "declaration"}


def by_role(keys: dict[str, Key], members: set[str], *roles: str) -> set[str]:
    """The keyids of these members' keys that have one of the roles."""
    return {
        one
        for one, key in keys.items()
        if key.member in members and key.roles & set(roles)
    }


def own(keys: dict[str, Key], member: str, *roles: str) -> Requirement:
    """One key of a member, with one of the roles."""
    return Requirement([(1, {member}, by_role(keys, {member}, *roles))])


def inviting(keys: dict[str, Key], act: dict[str, Any]) -> Requirement:
    """A key of the member; who may admit people is admitted by a seal alone."""
    people = "people" in act["body"]["roles"]
    return own(keys, act["by"], "seal", *([] if people else ["people"]))


def speaking(keys: dict[str, Key], kind: str, by: str, terms: Terms) -> Requirement:
    """Who has to sign a statement, or a member's own word."""
    if kind == "voice.own":
        return own(keys, by, "voice")
    members = set(terms["members"])
    need_of = share(terms, kind, len(members))
    return Requirement([(need_of, members, by_role(keys, members, "voice"))])


def dead(key: Key, of_seals: dict[str, str], time: str) -> bool:
    """Whether a key may not sign at a time, under the seals of a list of members."""
    if key.purpose == "desk":
        root = of_seals.get(key.root) != key.member
        return key.revoked or time > key.until or root
    return key.purpose == "seal" and keyid(key.key) not in of_seals
