"""Verifying many signatures: in this process, or spread over several."""

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self

from accord.core.acts.errors import AccordError
from accord.core.rules.replay import Claim, false_signature, find_false

BATCH = 500
# Below so many records the other processes would come too late.
WORTH_IT = 4000


class Signatures:
    """Takes claims and verifies them; raises Refused for the first false one.

    At the end of the `with` block all of them are verified, also when a later record
    was refused: a false signature comes before what it makes wrong later.
    """

    def __init__(self, workers: int, expected: int) -> None:
        self.batch: list[Claim] = []
        self.under_way: deque[Future[int | None]] = deque()
        self.pool: ProcessPoolExecutor | None = None
        self.limit = 4 * workers
        if workers > 1 and expected >= WORTH_IT:
            # Not forked: this process has a database open.
            context = get_context("spawn")
            self.pool = ProcessPoolExecutor(workers, mp_context=context)

    def add(self, claim: Claim) -> None:
        """Takes one more claim."""
        self.batch.append(claim)
        if len(self.batch) == BATCH:
            self._send()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None or isinstance(error, AccordError):
                self._send()
                while self.under_way:
                    self._take()
        finally:
            if self.pool is not None:
                self.pool.shutdown(cancel_futures=True)

    def _send(self) -> None:
        batch, self.batch = self.batch, []
        if not batch:
            return
        if self.pool is None:
            _refuse(find_false(batch))
            return
        # As columns, which cost a fraction of as many claims on the way.
        self.under_way.append(self.pool.submit(_find_false, *zip(*batch, strict=True)))
        if len(self.under_way) >= self.limit:
            self._take()

    def _take(self) -> None:
        _refuse(self.under_way.popleft().result())


def _find_false(*columns: tuple[Any, ...]) -> int | None:
    return find_false(map(Claim, *columns))


def _refuse(record: int | None) -> None:
    if record is not None:
        raise false_signature(record)
