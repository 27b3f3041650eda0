"""The planner: allocation to proven optimality, the joint plan, and routes.

Allocation is timed on an invented region, three times, of which the quickest counts;
the processor's time is said as well, because it does not depend on who else works on
the machine.

The joint plan is set beside the sum of what each owner manages alone, for an invented
region and for the demonstration, which is told for that: what is met, and how much is
carried how far. The ratio is the joint plan's to that sum.

Routes are set beside plain PyVRP on the same budget. For each instance of a folder, one
after the other in the same run: PyVRP as it comes, in as many processes as there are
cores, each with a seed of its own, of which the best counts; then the planner. The
ratio is our gap to PyVRP's.

    .venv/bin/python benchmarks/planner.py [--json] [--seconds 10] [--only routes] [DIR]
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import pyvrp
from _report import report
from pyvrp.stop import MaxRuntime

from accord.planner.allocation.allocate import allocate
from accord.planner.allocation.arcs import arcs
from accord.planner.joint import plan
from accord.planner.plan import Plan
from accord.planner.problem import Problem
from accord.planner.problemfile.read import read as read_problem
from accord.planner.roads import travel
from accord.planner.routing.solve import Budget, Watch, solve
from accord.planner.transport.carry import Effort
from accord.planner.vrpfile.build import Instance, read
from accord.planner.vrpfile.solution import cost
from tests.planner.region import region

HERE = Path(__file__).resolve().parent
CORES = min(8, os.cpu_count() or 1)
GOALS = {10: 4.0, 60: 2.0}
# What a plan comes to, and in which unit.
FIGURES = {
    "needs met in full": "",
    "carried": "kg",
    "carried times way": "kg km",
    "way of a kilogram": "km",
    "driven": "km",
}


def plain_cost(path: Path, seconds: float, seed: int) -> int:
    """What PyVRP reaches by itself."""
    data = pyvrp.read(path, "exact")
    found = pyvrp.solve(data, MaxRuntime(seconds), seed, collect_stats=False)
    return int(found.cost())


def plain(path: Path, seconds: float) -> int:
    """The best of PyVRP's searches in all cores."""
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        costs = pool.map(partial(plain_cost, path, seconds), range(1, CORES + 1))
        return min(costs)


def planned(instance: Instance, seconds: float) -> int:
    """What the planner reaches."""
    found = solve(instance.data, Budget(seconds), 1, Watch(time.monotonic), CORES)
    return cost(instance.data, found)


def allocation(substitutes: float) -> None:
    """Times 2,000 lots to 2,000 needs, from the problem to the lines."""
    problem = region(2000, 2000, 174, 1, 60, 60, 4, substitutes)
    ways = travel(problem)
    walls, works = [], []
    for _ in range(3):
        wall, work = time.perf_counter(), time.process_time()
        pairs, _ = arcs(problem, ways)
        found = allocate(problem, pairs)
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    named = f"2,000 lots, 2,000 needs, {substitutes:.0%} with substitutes"
    report(f"{named}, processor", min(works), "s")
    if found.proven:
        report(named, min(walls), "s", None, "proven, value < 2", min(walls) < 2)
        return
    report(named, min(walls), "s")
    excess = 100 * (found.values["unmet"] / (found.bound or 1) - 1)
    report(f"{named}, from bound", excess, "%")


def joint(problem: Problem, seconds: float, name: str) -> None:
    """The joint plan of a problem, beside the sum of each owner alone."""
    effort = Effort(Budget(seconds), 1, Watch(time.monotonic), CORES)
    alone = managed(problem, plan(apart(problem), effort))
    found = plan(problem, effort)
    together = managed(problem, found)
    for number, (figure, unit) in enumerate(FIGURES.items()):
        value, before = together[number], alone[number]
        report(f"{name}, each alone, {figure}", before, unit)
        report(f"{name}, joint, {figure}", value, unit, value / before)
    left, sum_alone = sum(found.left.values()), sum(found.alone.values())
    report(f"{name}, joint, weighted unmet", left, "", left / sum_alone)
    left_by = found.left.items()
    worse = [one for one, some in left_by if some > found.alone[one] + 1e-6]
    goal = "value = 0", not worse
    report(f"{name}, joint, owners worse off", len(worse), "", None, *goal)


def apart(problem: Problem) -> Problem:
    """The same, but nobody gives to others or carries for them."""
    owners = {one.id: one.owner for one in problem.lots}
    members = {one.id: one.member for one in problem.needs}
    return replace(
        problem,
        policies=(),
        vehicles=tuple(replace(one, serves=()) for one in problem.vehicles),
        accepted=tuple(
            one for one in problem.accepted if owners[one.lot] == members[one.need]
        ),
    )


def managed(problem: Problem, found: Plan) -> tuple[float, ...]:
    """What a plan comes to, in the order of FIGURES."""
    given = found.given()
    needs = {one.id: one for one in problem.needs}
    grams = {one.id: one.grams for one in problem.items}
    lots = {one.id: one for one in problem.lots}
    sites = {one.id: one.place for one in problem.sites}
    ways = travel(problem)
    weight = work = 0.0
    for one in found.deliveries:
        lot = lots[one.lot]
        carried = one.quantity * grams[lot.item] / 1000
        metres = ways.metres(sites[lot.site], needs[one.need].place) or 0
        weight += carried
        work += carried * metres / 1000
    met = sum(given.get(one.id, 0) >= one.quantity for one in problem.needs)
    return met, weight, work, work / weight, found.metres / 1000


def demonstration() -> Problem:
    """What the story's plan was made from: its books, some hours before it ends."""
    with TemporaryDirectory(prefix="accord-benchmark-") as name:
        place = Path(name) / "demo"
        told = [sys.executable, "-m", "accord.cli.main", "demo", "--no-serve"]
        subprocess.run([*told, "--dir", place], check=True, capture_output=True)
        with closing(sqlite3.connect(place / "accord.sqlite3")) as books:
            asked = "SELECT problem FROM supplies_planrun WHERE of_id IS NULL"
            (problem,) = books.execute(f"{asked} ORDER BY id DESC").fetchone()
    return read_problem(problem.encode())


def known(path: Path) -> int:
    """The cost at the end of a solution file."""
    return int(path.read_text().rpartition("Cost:")[2])


def gap(found: int, best: int) -> float:
    """How much more it costs, in per cent."""
    return 100 * (found / best - 1)


def routes(folder: Path, seconds: float) -> None:
    """Measures and reports each instance, and their mean."""
    ours, theirs = [], []
    for path in sorted(folder.glob("*.vrp")):
        best = known(path.with_suffix(".sol"))
        instance = read(path.read_bytes(), "exact")
        theirs.append(gap(plain(path, seconds), best))
        ours.append(gap(planned(instance, seconds), best))
        figure = f"{instance.name}, {instance.data.num_clients} stops, {seconds:g} s"
        report(f"{figure}, plain PyVRP", theirs[-1], "% gap")
        met = ours[-1] <= theirs[-1]
        ratio = ours[-1] / theirs[-1]
        report(figure, ours[-1], "% gap", ratio, "not worse than plain", met)
    goal = GOALS.get(round(seconds))
    aim = (f"value <= {goal:g}", fmean(ours) <= goal) if goal else ()
    ratio = fmean(ours) / fmean(theirs)
    report(f"mean of {len(ours)}, {seconds:g} s, plain PyVRP", fmean(theirs), "% gap")
    report(f"mean of {len(ours)}, {seconds:g} s", fmean(ours), "% gap", ratio, *aim)


def main() -> None:
    """Measures and reports."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path, nargs="?", default=HERE / "vrp")
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", choices=("goods", "joint", "routes"))
    args = options.parse_args()
    report("load of the machine before", os.getloadavg()[0], "processes")
    if args.only in (None, "goods"):
        allocation(0.0)
        allocation(0.1)
    if args.only in (None, "goods", "joint"):
        joint(region(200, 200, 40, 1, 60, 40, 4), args.seconds, "region")
        joint(demonstration(), args.seconds, "demonstration")
    if args.only in (None, "routes"):
        routes(args.folder, args.seconds)


if __name__ == "__main__":
    main()
