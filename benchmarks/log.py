"""How fast `accord log verify` checks a whole log with all cores.

The ratio is to verifying as many signatures with PyNaCl and nothing else on one core,
times the number of cores.

    .venv/bin/python benchmarks/log.py [--json]
"""

import os
from time import perf_counter

from _hub import store
from _report import report
from append import raw

from accord.cli.log import check_all
from accord.ledger import queries

ACTS = 64_000
GOAL = 0.8


def main() -> None:
    """Measures and reports."""
    cores = os.cpu_count() or 1
    with store() as made:
        posts = made.posts(ACTS)
        size = made.append(posts)
        head = queries.head()
        assert head is not None
        verified = raw([part.envelope for post in posts[:2000] for part in post.parts])
        report("verifications, one core", verified, "/s")
        for workers in sorted({1, cores}):
            start = perf_counter()
            check_all(size, head.note, workers)
            rate = size / (perf_counter() - start)
            ratio = rate / (verified * cores)
            goal = (f"ratio >= {GOAL}", ratio >= GOAL) if workers == cores else ()
            figure = f"log verify, {size} records, {workers} of {cores} cores"
            report(figure, rate, "/s", ratio, *goal)


if __name__ == "__main__":
    main()
