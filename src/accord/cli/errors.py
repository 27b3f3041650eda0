"""How a command ends other than well, and the exit codes of all of them.

0  good
1  the answer is no: not proven, something is wrong, the rules refuse
2  misuse: an argument, a file, a passphrase, a setting
3  unreachable: an address or a database that does not answer
"""

from urllib.error import HTTPError, URLError

GOOD, NO, MISUSE, UNREACHABLE = 0, 1, 2, 3


class Misuse(Exception):
    """The command cannot be used like this. The message is a sentence for a person."""


class Unreachable(Exception):
    """What the command needs does not answer. The message is a sentence."""


def why(error: Exception) -> str:
    """What an attempt to reach somebody ended with, in words alone."""
    unreached = isinstance(error, URLError) and not isinstance(error, HTTPError)
    reason = error.reason if unreached else error  # type: ignore[attr-defined]
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
