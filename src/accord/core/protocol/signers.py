"""Signatures in a file: by known keys, all of them needed, enough, and true."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from accord.core.acts import keys
from accord.core.acts.envelope import Envelope, pae
from accord.core.acts.errors import Refused
from accord.core.rules.requirement import Group, Key, Requirement


def signers(
    envelope: Envelope, known: Mapping[str, Key], requirement: Requirement
) -> list[Key]:
    """The keys that signed, in order; raises Refused unless they meet `requirement`.

    Every one is needed: without it the requirement would not be met. All that costs
    little is checked before the first signature is verified.
    """
    found = [_key(one.keyid, known) for one in envelope.signatures]
    if len({key.keyid for key in found}) != len(found):
        raise Refused("The same key signs twice here.")
    if not requirement.met(found):
        raise Refused("Too few of those who have to sign this did.")
    if spare(requirement, found):
        raise Refused("There is a signature here that is not needed.")
    message = pae(envelope.payload)
    for key, one in zip(found, envelope.signatures, strict=True):
        if not keys.verify(key.key, message, one.sig):
            raise Refused("The signature does not fit these words.")
    return found


def sorted_signers(
    envelope: Envelope, known: Mapping[str, Key], requirement: Requirement
) -> list[Key]:
    """The same, of an envelope whose signatures stand in the order of their keyids."""
    if any(a.keyid >= b.keyid for a, b in pairwise(envelope.signatures)):
        raise Refused("These signatures come in the order of their keys' ids.")
    return signers(envelope, known, requirement)


def spare(requirement: Requirement, found: list[Key]) -> list[Key]:
    """Those of `found`, which meet `requirement`, that it would be met without."""
    needed = set(requirement.keys)
    for group in requirement.groups:
        needed |= _needed(group, found)
    return [key for key in found if key.keyid not in needed]


def _needed(group: Group, found: list[Key]) -> set[str]:
    """The keyids without which `group` would have too few members."""
    counted = [key for key in found if group.admits(key)]
    times = Counter(key.member for key in counted)
    if len(times) > group.need:
        return set()
    return {key.keyid for key in counted if times[key.member] == 1}


def _key(keyid: str, known: Mapping[str, Key]) -> Key:
    key = known.get(keyid)
    if key is None:
        raise Refused("There is a signature here by a key that is not known.")
    return key
