"""Verifying signatures on every core, while this process goes on replaying."""

import ctypes
import os
import signal
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.util import Finalize
from types import TracebackType
from typing import Self

from accord.core.rules.replay import Claim, false_signature, find_false
from accord.replica.http import Unanswered

BATCH = 500
# For fewer records the other processes would come too late.
WORTH_IT = 4000
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

    def add(self, claims: Sequence[Claim]) -> None:
        """Takes more claims; enough of them go to the other processes at once."""
        self.waiting += claims
        self.taken += len(claims)
        if self.workers == 1 or self.taken <= self.alone:
            return
        while len(self.waiting) >= BATCH:
            batch, self.waiting = self.waiting[:BATCH], self.waiting[BATCH:]
            self.under_way.append(self._submit(batch))

    def settle(self) -> None:
        """Waits until all are verified; raises Refused for the first false one.

        Raises Unanswered when they could not be verified now.
        """
        false = [find_false(self.waiting)]
        self.waiting = []
        try:
            while self.under_way:
                false.append(self.under_way.popleft().result())
        except BrokenProcessPool as error:
            # Killed for want of memory, for example; the next pass has new ones.
            self.pool = None
            raise Unanswered(
                "The processes that verify signatures were ended from outside."
            ) from error
        found = [one for one in false if one is not None]
        if found:
            raise false_signature(min(found))

    def forget(self) -> None:
        """Drops what was taken since the last `settle`."""
        self.waiting = []
        while self.under_way:
            self.under_way.popleft().cancel()

    def _submit(self, batch: list[Claim]) -> Future[int | None]:
        try:
            return self._others().submit(find_false, batch)
        except BrokenProcessPool:
            self.pool = None
            return self._others().submit(find_false, batch)

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


def _die_with(parent: int) -> None:
    """Asks the kernel to end this process when the one that started it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
