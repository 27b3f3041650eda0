"""The rest between two passes: later and later while something is wrong.

A rest begins anew when this process hears of a host that it does not follow yet: who
waits for its confirmation must not wait for the end of a long one.
"""

import secrets
import threading

LONGEST_SECONDS = 60.0


def pause(every: float, failures: int) -> float:
    """Seconds until the next pass; uneven, so that copies do not all come at once."""
    later: float = every * 2.0 ** min(failures, 10)
    longest = max(every, LONGEST_SECONDS)
    return min(later, longest) * (0.75 + secrets.randbelow(500) / 1000)


class Rest:
    """The rest of one follower, which other threads and signals may end."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.stopped = False
        self.woken = False

    def stop(self) -> None:
        """Ends it for good; also out of a signal's handler."""
        self.stopped = True
        self.wake()

    def wake(self) -> None:
        """Something is new: the next rest, or the one that is under way, is over."""
        with self.changed:
            self.woken = True
            self.changed.notify_all()

    def take(self, seconds: float) -> bool:
        """Rests so long; whether it was woken, before or meanwhile."""
        with self.changed:
            woken = self.changed.wait_for(lambda: self.woken, seconds)
            self.woken = self.stopped
            return woken
