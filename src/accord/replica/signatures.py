"""Verifying signatures on every core, while this process goes on replaying.

For a member's copy, and for whoever checks a whole log.
"""

import ctypes
import os
import signal
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.util import Finalize
from types import TracebackType
from typing import Any, Self

from accord.core.acts.errors import AccordError
from accord.core.rules.replay import Claim, false_signature, find_false
from accord.replica.http import Unanswered

BATCH = 500
# For fewer records the other processes would come too late.
WORTH_IT = 4000
# So many batches for each process may wait, so that memory does not grow with the log.
AHEAD = 4
PR_SET_PDEATHSIG = 1


class Signatures:
    """Takes claims in any number, and says in `settle` whether all were true.

    The first `alone` of them cost no other processes.
    """

    def __init__(self, workers: int, alone: int = WORTH_IT) -> None:
        self.workers = workers
        self.alone = alone
        self.taken = 0
        self.pool: ProcessPoolExecutor | None = None
        self.waiting: list[Claim] = []
        self.under_way: deque[Future[int | None]] = deque()
        self.false: list[int] = []

    def check(self, claims: Iterable[Claim]) -> None:
        """Takes all claims and verifies them.

        Raises Refused for the first false one, before what it made wrong later: that is
        what `claims` raises. Raises Unanswered when they could not be verified now.
        """
        try:
            for one in claims:
                self.add((one,))
        except AccordError:
            self.settle()
            raise
        self.settle()

    def add(self, claims: Sequence[Claim]) -> None:
        """Takes more claims; enough of them go to the other processes at once.

        Raises Unanswered when they could not be verified now.
        """
        self.waiting += claims
        self.taken += len(claims)
        if self.workers > 1 and self.taken <= self.alone:
            return
        while len(self.waiting) >= BATCH:
            batch, self.waiting = self.waiting[:BATCH], self.waiting[BATCH:]
            if self.workers == 1:
                self._found(find_false(batch))
                continue
            self.under_way.append(self._submit(batch))
            if len(self.under_way) > AHEAD * self.workers:
                self._take()

    def settle(self) -> None:
        """Waits until all are verified; raises Refused for the first false one.

        Raises Unanswered when they could not be verified now.
        """
        self._found(find_false(self.waiting))
        self.waiting = []
        while self.under_way:
            self._take()
        found, self.false = self.false, []
        if found:
            raise false_signature(min(found))

    def forget(self) -> None:
        """Drops what was taken since the last `settle`."""
        self.waiting, self.false = [], []
        while self.under_way:
            self.under_way.popleft().cancel()

    def _take(self) -> None:
        try:
            self._found(self.under_way.popleft().result())
        except BrokenProcessPool as error:
            # Killed for want of memory, for example; the next pass has new ones.
            self.pool = None
            raise Unanswered(
                "The processes that verify signatures were ended from outside."
            ) from error

    def _found(self, false: int | None) -> None:
        if false is not None:
            self.false.append(false)

    def _submit(self, batch: list[Claim]) -> Future[int | None]:
        # As columns, which cost a fraction of as many claims on the way.
        columns = zip(*batch, strict=True)
        try:
            return self._others().submit(_find_false, *columns)
        except BrokenProcessPool:
            self.pool = None
            return self._submit(batch)

    def _others(self) -> ProcessPoolExecutor:
        if self.pool is None:
            # Not forked: this process has a database open.
            self.pool = ProcessPoolExecutor(
                self.workers,
                mp_context=get_context("spawn"),
                initializer=_die_with,
                initargs=(os.getpid(),),
            )
            # The end of a process that was forked waits for its children, before a
            # thread could tell them to end.
            Finalize(self, self.pool.shutdown, exitpriority=1)
        return self.pool

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def _find_false(*columns: tuple[Any, ...]) -> int | None:
    return find_false(map(Claim, *columns))


def _die_with(parent: int) -> None:
    """Asks the kernel to end this process when the one that started it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
