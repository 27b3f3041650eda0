"""The thread in `accord serve` that has plans made, one at a time.

It only waits for a process that does the work (process.py). What it knows stands in the
database, so that it goes on after a restart where it was.
"""

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings

from accord.ledger import clock, passes
from accord.planner.problemfile.read import read
from accord.planner.problemfile.written import document
from accord.supplies.models_planning import PlanRun
from accord.supplies.planning import asked, process, runs
from accord.supplies.planning.gather import gather
from accord.supplies.planning.whatif import different
from accord.supplies.things import Things

EVERY_SECONDS = 1.0
CORES = 2

_wanted = threading.Event()


def start() -> None:
    """Starts the thread."""
    passes.start("planner", lambda _number: work_off(), EVERY_SECONDS, _wanted)


def wake() -> None:
    """There is something to do: the thread need not wait to find it."""
    _wanted.set()


def work_off() -> int:
    """Works off what waits; returns how many plans were made. Not two at a time."""
    made = 0
    if not runs.open_runs():
        return made
    with _alone() as alone:
        while alone and (run := runs.take()) is not None:
            make(run)
            made += 1
    return made


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process of this installation is at it."""
    path = settings.DATA_DIR / "planner.lock"
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def make(run: PlanRun) -> None:
    """Makes one plan, in a process of its own."""
    problem = prepare(run)
    environment = settings.ENVIRONMENT
    order = process.Order(
        run.seconds,
        run.seed,
        min(CORES, os.cpu_count() or 1),
        environment.routing_url,
    )
    try:
        answer = process.run(order, problem, lambda now: runs.note(run, now))
    except process.Failed as error:
        runs.failed(run, str(error))
    else:
        runs.done(run, answer)


def prepare(run: PlanRun) -> dict[str, object]:
    """Writes a problem of a run and returns it: the books of now, or a plan changed."""
    wanted = asked.read(run.asked)
    if run.of is not None:
        before = read(json.dumps(run.of.problem).encode())
        problem = different(before, wanted, runs.deliveries(run.of))
        run.kept, run.left_out = run.of.kept, run.of.left_out
    else:
        found = gather(
            Things(settings.LANGUAGE_CODE),
            wanted,
            ZoneInfo(settings.TIME_ZONE),
            clock.now(),
            runs.deliveries(runs.current()),
        )
        problem, run.kept, run.left_out = found.problem, found.kept, found.left_out
    run.problem = written = document(problem)
    run.save(update_fields=["problem", "kept", "left_out"])
    return written
