"""Recovery sheets: a private seed on paper, in 16 groups of 4 digits and a check group.

The check group is the beginning of the seed's SHA-256, so that a slip of the pen is
found before anything is signed with a wrong key.
"""

import re
from hashlib import sha256

from accord.core.acts.errors import Refused

GROUPS = 17
_BETWEEN = re.compile(r"[\s·.:-]")


def groups(seed: bytes) -> list[str]:
    """The 17 groups of a 32-byte seed."""
    digits = seed.hex() + _check(seed)
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


def seed_of(typed: str) -> bytes:
    """The seed in typed groups; spaces, hyphens, lines and capitals do not matter.

    Raises Refused.
    """
    digits = _BETWEEN.sub("", typed.lower())
    if not re.fullmatch("[0-9a-f]*", digits):
        raise Refused("A recovery sheet has the digits 0 to 9 and a to f alone.")
    if len(digits) != 4 * GROUPS:
        raise Refused(
            "A recovery sheet has 17 groups of 4 digits; these are {digits} digits, "
            "not 68.",
            digits=len(digits),
        )
    seed = bytes.fromhex(digits[:64])
    if _check(seed) != digits[64:]:
        raise Refused("The last group does not fit the others: compare each group.")
    return seed


def _check(seed: bytes) -> str:
    return sha256(seed).hexdigest()[:4]
