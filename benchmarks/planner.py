"""How far routes are from the best known, beside plain PyVRP on the same budget.

For each instance of a folder, one after the other in the same run: PyVRP as it comes,
in as many processes as there are cores, each with a seed of its own, of which the best
counts; then the planner. The ratio is our gap to PyVRP's.

    .venv/bin/python benchmarks/planner.py [--json] [--seconds 10] [DIRECTORY]
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean

import pyvrp
from _report import report
from pyvrp.stop import MaxRuntime

from accord.planner.routing.solve import Budget, Watch, solve
from accord.planner.vrpfile.build import Instance, read
from accord.planner.vrpfile.solution import cost

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
    args = options.parse_args()
    report("load of the machine before", os.getloadavg()[0], "processes")
    routes(args.folder, args.seconds)


if __name__ == "__main__":
    main()
