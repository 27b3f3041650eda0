"""A GET that a member's key signs: how a program reads what is for members.

    Authorization: Accord key="<hex>", time="<RFC 3339>", sig="<base64>"

The signature is over five lines, each ended by a newline: `accord-get@1`, `GET`, the
path, the coalition's id, the time. It is worth something for ten minutes.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.core.acts import keys, times
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed

PATIENCE = timedelta(minutes=10)

_HEADER = re.compile(
    r'Accord key="([0-9a-f]{64})", time="([0-9TZ:-]{20})", sig="([A-Za-z0-9+/]{86}==)"'
)


@dataclass(frozen=True, slots=True)
class SignedGet:
    """What a header says: the public key, the time, the signature."""

    key: str
    time: str
    sig: bytes

    def is_true(self, path: str, coalition: str, now: datetime) -> bool:
        """Whether the key signed for this path, in these minutes."""
        recent = abs(times.parse(self.time) - now) <= PATIENCE
        return recent and keys.verify(
            self.key, _message(path, coalition, self.time), self.sig
        )


def header(seed: bytes, path: str, coalition: str, time: str) -> str:
    """The value of the header, signed with a private seed."""
    sig = keys.sign(seed, _message(path, coalition, time))
    return f'Accord key="{keys.public(seed)}", time="{time}", sig="{to_base64(sig)}"'


def read(value: str) -> SignedGet:
    """What stands in a header, not yet verified; raises Malformed."""
    found = _HEADER.fullmatch(value)
    if not found:
        raise Malformed("This request is not signed in the form of Accord.")
    key, time, sig = found.groups()
    times.parse(time)
    return SignedGet(key, time, from_base64(sig))


def _message(path: str, coalition: str, time: str) -> bytes:
    return f"accord-get@1\nGET\n{path}\n{coalition}\n{time}\n".encode()
