"""The planner: allocation to proven optimality, the joint plan, and routes.

Allocation is timed on an invented region, three times, of which the quickest counts;
the processor's time is said as well, because it does not depend on who else works on
the machine. The joint plan is set beside what its owners manage alone.

Routes are set beside plain PyVRP on the same budget. For each instance of a folder, one
after the other in the same run: PyVRP as it comes, in as many processes as there are
cores, each with a seed of its own, of which the best counts; then the planner. The
ratio is our gap to PyVRP's.

    .venv/bin/python benchmarks/planner.py [--json] [--seconds 10] [--only routes] [DIR]
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean

import pyvrp
from _report import report
from pyvrp.stop import MaxRuntime

from accord.planner.allocation.allocate import allocate
from accord.planner.allocation.arcs import arcs
from accord.planner.joint import plan
from accord.planner.plan import Plan
from accord.planner.problem import Problem
from accord.planner.roads import travel
from accord.planner.routing.solve import Budget, Watch, solve
from accord.planner.transport.carry import Effort
from accord.planner.vrpfile.build import Instance, read
from accord.planner.vrpfile.solution import cost
from tests.planner.region import region

HERE = Path(__file__).resolve().parent
CORES = min(8, os.cpu_count() or 1)
GOALS = {10: 4.0, 60: 2.0}


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


def joint(seconds: float) -> None:
    """The joint plan of an invented region, beside the sum of each owner alone."""
    problem = region(200, 200, 40, 1, 60, 40, 4)
    own = tuple(replace(one, serves=()) for one in problem.vehicles)
    apart = replace(problem, policies=(), vehicles=own)
    effort = Effort(Budget(seconds), 1, Watch(time.monotonic), CORES)
    together = plan(problem, effort)
    described(problem, plan(apart, effort), "each alone")
    described(problem, together, "joint plan")
    left, alone = sum(together.left.values()), sum(together.alone.values())
    report("joint plan, weighted unmet, to alone", left, "", left / alone)
    left_by = together.left.items()
    worse = [one for one, some in left_by if some > together.alone[one] + 1e-6]
    report("joint plan, owners worse off", len(worse), "", None, "value = 0", not worse)


def described(problem: Problem, found: Plan, name: str) -> None:
    """Reports how many needs a plan meets, and at what cost."""
    given = found.given()
    met = sum(given.get(one.id, 0) >= one.quantity for one in problem.needs)
    grams = {one.id: one.grams for one in problem.items}
    lots = {one.id: one for one in problem.lots}
    sites = {one.id: one.place for one in problem.sites}
    places = {one.id: one.place for one in problem.needs}
    ways = travel(problem)
    carried = 0.0
    for one in found.deliveries:
        lot = lots[one.lot]
        metres = ways.metres(sites[lot.site], places[one.need]) or 0
        carried += one.quantity * grams[lot.item] * metres / 1e6
    report(f"{name}, needs met in full", met, f"of {len(problem.needs)}")
    report(f"{name}, tonnes times kilometres", carried / 1000, "t km")
    report(f"{name}, driven", found.metres / 1000, "km")


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
    options.add_argument("--only", choices=("goods", "routes"))
    args = options.parse_args()
    report("load of the machine before", os.getloadavg()[0], "processes")
    if args.only != "routes":
        allocation(0.0)
        allocation(0.1)
        joint(args.seconds)
    if args.only != "goods":
        routes(args.folder, args.seconds)


if __name__ == "__main__":
    main()
