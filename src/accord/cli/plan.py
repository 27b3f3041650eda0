"""`accord plan`: a problem of goods and vehicles, or the routes of a VRPLIB file."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from accord.cli.errors import GOOD, NO, Misuse, Unreachable
from accord.cli.files import read
from accord.cli.output import answer, progress
from accord.cli.plan_words import lines
from accord.planner.errors import BadProblem, PlannerError
from accord.planner.joint import plan
from accord.planner.problemfile import read as problem_file
from accord.planner.problemfile.write import document
from accord.planner.routing.solve import Budget, Progress, Watch, solve
from accord.planner.transport.carry import Effort
from accord.planner.vrpfile import solution as solution_file
from accord.planner.vrpfile.build import Instance
from accord.planner.vrpfile.build import read as read_vrp
from accord.planner.vrpfile.form import MAX_BYTES
from accord.supplies.planning.routing_table import NoServer, with_table

SECONDS_BETWEEN_LINES = 2.0


def run(args: argparse.Namespace) -> int:
    """Plans what the file says, and prints or writes the plan."""
    begun = time.monotonic()
    data = read(args.problem, MAX_BYTES)
    _writable(args.sol, args.problem)
    make = _goods if data.lstrip()[:1] == b"{" else _routes
    try:
        return make(args, data, begun)
    except BadProblem as error:
        raise Misuse(f"{args.problem}: {error}") from error
    except NoServer as error:
        raise Unreachable(str(error)) from error
    except PlannerError as error:
        answer(args.json, {"planned": False, "reason": str(error)}, [str(error)])
        return NO


def _routes(args: argparse.Namespace, data: bytes, begun: float) -> int:
    """The routes of a VRPLIB file; the budget counts from the command's start."""
    instance = read_vrp(data, args.round)
    with _stoppable() as stopped:
        found = solve(
            instance.data,
            Budget(max(0.1, args.seconds - (time.monotonic() - begun))),
            args.seed,
            Watch(time.monotonic, _teller(), lambda: bool(stopped)),
            _cores(args.cores),
        )
    if args.sol:
        _write(args.sol, solution_file.text(instance, found))
    routes = solution_file.routes(instance, found)
    cost = solution_file.cost(instance.data, found)
    passed = time.monotonic() - begun
    document = {
        "planned": True,
        "name": instance.name,
        "cost": cost,
        "rounding": instance.rounding,
        "routes": routes,
        "seconds": round(passed, 2),
        "stopped": bool(stopped),
    }
    answer(args.json, document, _lines(instance, cost, routes, args.sol))
    return GOOD


def _goods(args: argparse.Namespace, data: bytes, begun: float) -> int:
    """The joint plan of a problem in JSON."""
    if args.sol or args.round:
        raise Misuse("--sol and --round are for VRPLIB files.")
    problem = problem_file.read(data)
    if args.routing_url:
        if urlsplit(args.routing_url).scheme not in ("http", "https"):
            raise Misuse(f"{args.routing_url} is not the address of a routing server.")
        problem = with_table(problem, args.routing_url)
    with _stoppable() as stopped:
        left = max(0.1, args.seconds - (time.monotonic() - begun))
        watch = Watch(time.monotonic, _teller(), lambda: bool(stopped))
        effort = Effort(Budget(left), args.seed, watch, _cores(args.cores))
        found = plan(problem, effort)
    answer(
        args.json,
        {"planned": True, "stopped": bool(stopped), **document(found)},
        lines(problem, found),
    )
    return GOOD


def _lines(
    instance: Instance, cost: int, routes: list[list[int]], sol: Path | None
) -> list[str]:
    driven = [one for one in routes if one]
    stops = sum(len(one) for one in driven)
    lines = [
        f"{instance.name or 'The problem'}: {stops:,} stops on {len(driven):,} routes, "
        f"cost {cost:,} (rounding: {instance.rounding})."
    ]
    if sol:
        return [*lines, f"The routes are in {sol}."]
    return lines + [
        f"  {number}: {' '.join(map(str, nodes))}"
        for number, nodes in enumerate(routes, 1)
        if nodes
    ]


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """The first Ctrl-C ends the search with what it has; the next one, the command."""
    pressed: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _teller() -> Callable[[Progress], None]:
    """Says on a terminal how far the search is, every few seconds."""
    last = 0.0

    def tell(now: Progress) -> None:
        nonlocal last
        if sys.stderr.isatty() and now.seconds - last >= SECONDS_BETWEEN_LINES:
            last = now.seconds
            progress(f"{last:.0f} s: {now.tasks} searches, {now.gains} found better.")

    return tell


def _cores(asked: int | None) -> int:
    """Workers to start: as many as asked for, or one for each core up to eight."""
    return min(8, os.cpu_count() or 1) if asked is None else asked


def _writable(sol: Path | None, problem: Path) -> None:
    """Raises Misuse before the work, not after it."""
    if sol is None:
        return
    if sol.exists() and sol.samefile(problem):
        raise Misuse(f"{sol} is the problem itself; name another file for the routes.")
    if sol.is_dir() or not os.access(sol if sol.exists() else sol.parent, os.W_OK):
        raise Misuse(f"{sol} cannot be written.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="ascii")
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror}.") from error
