"""How every benchmark says its figures: for a person, or with --json for a program.

Imported first by each benchmark, it also makes the tests' cast importable.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def report(
    figure: str,
    value: float,
    unit: str,
    ratio: float | None = None,
    goal: str = "",
    met: bool | None = None,
) -> None:
    """Prints one figure.

    `ratio` compares it with work that cannot be avoided, measured in the same run, so
    that machines can be compared. `goal` is in words, such as "value < 20", and `met`
    says whether the figure reaches it; without a goal both are left empty.
    """
    value = round(value, 3)
    ratio = None if ratio is None else round(ratio, 3)
    if "--json" in sys.argv:
        fields = {"figure": figure, "value": value, "unit": unit, "ratio": ratio}
        print(json.dumps(fields | {"goal": goal, "met": met}), flush=True)
        return
    line = f"{figure:<44}{value:>12,.2f} {unit:<10}"
    line += f"ratio {ratio:<10.2f}" if ratio is not None else " " * 16
    if goal:
        line += f"goal: {goal}: {'met' if met else 'NOT MET'}"
    print(line.rstrip(), flush=True)


def seconds(
    work: Callable[[], object],
    rounds: int = 50,
    clock: Callable[[], float] = perf_counter,
) -> list[float]:
    """The time of each of some rounds of `work`, the shortest first.

    `clock`: `process_time`, where other programs on the machine should not count.
    """
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return sorted(times)
