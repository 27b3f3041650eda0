"""Small files in the age format under a passphrase (https://age-encryption.org/v1).

pyrage measures anew, each time, how much work (scrypt, N = 2 to some power) this
machine does in a second. A machine that is busy just then is measured as a slow one:
what it writes would be weak, and what was written before would cost too much to be
opened. So what looks too weak or too dear is done again.
"""

import re

import pyrage
from pyrage import passphrase

GOOD = 18  # what age's own program always takes
TRIES = 5
_WORK = re.compile(rb"\A[^\n]*\n-> scrypt [^ \n]+ (\d{1,2})\n")


class TooDear(pyrage.DecryptError):  # type: ignore[misc]  # it is typed as Any
    """Opening it would take this machine minutes."""


def encrypt(data: bytes, words: str) -> bytes:
    """`data` under a passphrase; a slow machine's work is the most that it managed."""
    best = b""
    for _ in range(TRIES):
        best = max(best, passphrase.encrypt(data, words), key=work)
        if work(best) >= GOOD:
            break
    return best


def decrypt(data: bytes, words: str) -> bytes:
    """What is under the passphrase; raises pyrage.DecryptError, also TooDear."""
    for _ in range(TRIES):
        try:
            return bytes(passphrase.decrypt(data, words))
        except pyrage.DecryptError as error:
            if "Excessive work" not in str(error):
                raise
    raise TooDear(
        "This machine is too slow or too busy to open it. Try again when it has less "
        "to do, or on another one."
    )


def work(data: bytes) -> int:
    """The power of two that opening an age file takes; 0 for what is none."""
    found = _WORK.match(data)
    return int(found[1]) if found else 0
