"""TUF's rule for a new root and our rule for a new list of members say the same.

How the two are mapped: a member with one seal is one key of TUF's root role; the share
2/3 of n members is the threshold ceil(2n/3) of that role. TUF accepts a root that is
signed by the threshold of the old root's keys and by the threshold of its own keys.
Ours needs the same, and beyond it a seal of each newcomer and of every new seal, which
TUF does not know. So without new seals the two are equal, and with them ours is TUF's
and these signatures.
"""

from dataclasses import dataclass, replace
from itertools import chain, combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.metadata import Metadata, Role, Root

from accord.core.acts.act import parse_act
from accord.core.acts.charter import Found, Roster
from accord.core.acts.envelope import sign
from accord.core.rules.charter import roster_requirement
from accord.core.rules.state import InForce, named_keys
from tests.coalition import Coalition, keyid, public, seed

FIVE = ("alfa", "bravo", "charlie", "delta", "echo")


@dataclass(frozen=True)
class Change:
    """The seals of the old and of the new list, by member."""

    old: dict[str, str]
    new: dict[str, str]

    @property
    def seals(self) -> list[str]:
        """The names of all seals."""
        return sorted({*self.old.values(), *self.new.values()})

    @property
    def fresh(self) -> set[str]:
        """The names of the seals that are new."""
        return set(self.new.values()) - set(self.old.values())


def seals(*members: str) -> dict[str, str]:
    return {member: member for member in members}


CHANGES = {
    "nothing but the version": Change(seals(*FIVE[:4]), seals(*FIVE[:4])),
    "a member is taken out": Change(seals(*FIVE[:4]), seals(*FIVE[:3])),
    "two members are taken out": Change(seals(*FIVE), seals(*FIVE[:3])),
    "a member is admitted": Change(seals(*FIVE[:3]), seals(*FIVE[:4])),
    "two members are admitted": Change(seals(*FIVE[:3]), seals(*FIVE)),
    "one for another": Change(seals(*FIVE[:3]), seals("alfa", "bravo", "delta")),
    "a seal is replaced": Change(
        seals(*FIVE[:3]), seals("alfa", "bravo") | {"charlie": "charlie two"}
    ),
    "all seals are replaced": Change(
        seals("alfa", "bravo"), {"alfa": "alfa two", "bravo": "bravo two"}
    ),
}


def subsets(names: list[str]) -> list[tuple[str, ...]]:
    return list(
        chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    )


def ours(change: Change) -> "Ours":
    coalition = Coalition()

    def members(named: dict[str, str]) -> dict[str, object]:
        return {member: {"seals": [public(name)]} for member, name in named.items()}

    coalition.found(*change.old)
    body = coalition.terms(*change.new, members=members(change.new))
    payload = coalition.act("charter.roster", "alfa", body)
    return Ours(coalition.state.in_force(), payload)


@dataclass(frozen=True)
class Ours:
    """Our rule: the list in force and the payload of the next."""

    old: InForce
    payload: bytes

    def accepts(self, names: tuple[str, ...]) -> bool:
        act = parse_act(self.payload)
        assert isinstance(act.body, Roster | Found)
        known = named_keys(self.old.terms, self.old.id)
        known |= named_keys(act.body.terms, act.id)
        signed = sign(self.payload, *map(seed, names)).signatures
        requirement = roster_requirement(act, act.body.terms, self.old)
        return requirement.met([known[one.keyid] for one in signed])


def tuf_root(named: dict[str, str], version: int) -> Root:
    keys = {
        keyid(name): SSlibKey(
            keyid(name), "ed25519", "ed25519", {"public": public(name)}
        )
        for name in named.values()
    }
    role = Role(list(keys), -(-2 * len(keys) // 3))
    other = Role(list(keys), 1)
    roles = {"root": role, "timestamp": other, "snapshot": other, "targets": other}
    return Root(version=version, keys=keys, roles=roles)


def signer(name: str) -> CryptoSigner:
    private = Ed25519PrivateKey.from_private_bytes(seed(name))
    public_key = SSlibKey(keyid(name), "ed25519", "ed25519", {"public": public(name)})
    return CryptoSigner(private, public_key)


def tuf_accepts(change: Change, names: tuple[str, ...]) -> bool:
    old, new = tuf_root(change.old, 1), Metadata(tuf_root(change.new, 2))
    for name in names:
        new.sign(signer(name), append=True)
    result = new.signed.get_root_verification_result(
        old, new.signed_bytes, new.signatures
    )
    return bool(result)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_both_say_the_same(change: Change) -> None:
    mine = ours(change)
    verdicts = set()
    for names in subsets(change.seals):
        accepted = tuf_accepts(change, names)
        assert mine.accepts(names) == (accepted and change.fresh <= set(names)), names
        verdicts.add(accepted)
    assert verdicts == {True, False}


def test_leaving_needs_the_leaver_alone() -> None:
    """The one way out that TUF does not have: nobody can be kept in."""
    change = CHANGES["a member is taken out"]
    rule = ours(change)
    act = parse_act(rule.payload)
    assert isinstance(act.body, Roster)
    leaving = replace(act, by="delta")
    requirement = roster_requirement(leaving, act.body.terms, rule.old)
    (key,) = [
        one
        for one in named_keys(rule.old.terms, rule.old.id).values()
        if one.member == "delta"
    ]
    assert requirement.met([key])
    assert not tuf_accepts(change, ("delta",))
