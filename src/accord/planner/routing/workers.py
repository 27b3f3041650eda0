"""Processes that search parts at the same time; or the same, one after another, here.

A worker ends when the other end of its pipe is closed, whatever happened to the process
that started it.
"""

import signal
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from pyvrp import ProblemData
from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria

from accord.planner.errors import PlannerError
from accord.planner.routing.part import Trip, solution, trips
from accord.planner.routing.search import Penalties, improve, worth

ENDED = "A process that searched has ended; perhaps there was no memory for it."


@dataclass(frozen=True, slots=True)
class Task:
    """What to search, from where, and for how long: whichever limit is met first."""

    number: int
    data: ProblemData
    start: tuple[Trip, ...]
    seed: int
    seconds: float
    rounds: int
    penalties: Penalties | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was found; `gained` says whether it is better than the start."""

    number: int
    trips: list[Trip]
    gained: bool
    penalties: Penalties


class Workers(Protocol):
    """Who searches."""

    count: int

    def give(self, task: Task) -> None:
        """Hands out a task; at most `count` may be out at a time."""

    def take(self, seconds: float) -> list[Done]:
        """What has been finished, waiting for it at most so long."""

    def close(self) -> None:
        """Ends them, with whatever they are doing."""


def work(task: Task) -> Done:
    """Does one task."""
    start = solution(task.data, task.start)
    stop = MultipleCriteria([MaxRuntime(task.seconds), MaxIterations(task.rounds)])
    found = improve(task.data, start, task.seed, stop, task.penalties)
    gained = worth(task.data, found.best) < worth(task.data, start)
    return Done(task.number, trips(found.best), gained, found.penalties)


class Here:
    """No other process: a task is done when its result is asked for."""

    count = 1

    def __init__(self) -> None:
        self._given: deque[Task] = deque()

    def give(self, task: Task) -> None:
        self._given.append(task)

    def take(self, seconds: float) -> list[Done]:
        return [work(self._given.popleft())] if self._given else []

    def close(self) -> None:
        self._given.clear()


class Beside:
    """Processes of their own, one for each core."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._processes: list[BaseProcess] = []
        self._idle: list[Connection] = []
        self._busy: list[Connection] = []
        context = _context()
        forked = isinstance(context, ForkContext)
        for _ in range(count):
            ours, theirs = context.Pipe()
            # A forked process must not hold the others' pipes open.
            inherited = [*self._idle, ours] if forked else []
            process = context.Process(
                target=_serve, args=(theirs, inherited), daemon=True
            )
            process.start()
            theirs.close()
            self._processes.append(process)
            self._idle.append(ours)

    def pids(self) -> list[int]:
        """The processes' numbers."""
        return [one.pid for one in self._processes if one.pid is not None]

    def give(self, task: Task) -> None:
        worker = self._idle.pop()
        try:
            worker.send(task)
        except OSError as error:
            raise PlannerError(ENDED) from error
        self._busy.append(worker)

    def take(self, seconds: float) -> list[Done]:
        ready = wait(self._busy, max(0.0, seconds))
        return [self._from(one) for one in list(self._busy) if one in ready]

    def _from(self, worker: Connection) -> Done:
        try:
            done = worker.recv()
        except (EOFError, OSError) as error:
            raise PlannerError(ENDED) from error
        self._busy.remove(worker)
        self._idle.append(worker)
        return done  # type: ignore[no-any-return]

    def close(self) -> None:
        for pipe in (*self._idle, *self._busy):
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()


def _context() -> ForkContext | SpawnContext:
    """Forking is quick, and safe only where no thread could hold a lock.

    From Python 3.12 on it also warns of the threads of numpy's BLAS.
    """
    alone = threading.active_count() == 1 and sys.version_info < (3, 12)
    if alone and sys.platform == "linux":
        return get_context("fork")
    return get_context("spawn")


def _serve(pipe: Connection, inherited: Sequence[Connection]) -> None:
    """The life of a worker: a task, its result, the next one."""
    for one in inherited:
        one.close()
    # Ctrl-C reaches every process of a terminal; the first one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            pipe.send(work(pipe.recv()))
        except (EOFError, BrokenPipeError):
            return
