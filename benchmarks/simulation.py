"""How often two final heads conflict: never by the protocol, and without its rules.

20,000 seeded runs of each of (members with a copy, dishonest) = (4, 1), (5, 1) and
(7, 2) by the protocol's own code, each with a dishonest host; and the same with one
rule left out at a time, to see that the simulation notices. With 4 a simple majority is
the quorum, so nothing is left out there. The last kind begins with (5, 1), and its
lists also grow and shrink.

    .venv/bin/python benchmarks/simulation.py [--json] [--runs N] [--wrong-runs N]
"""

import argparse

from _report import report

from tests.simulation.run import Wrong, count

KINDS = ((4, 1), (5, 1), (7, 2))
RUNS = 20_000
LEFT_OUT = {
    "simple majority": Wrong(majority=True),
    "no base check": Wrong(no_base=True),
    "no fence": Wrong(no_fence=True),
    "a new list alone confirms": Wrong(new_list_alone=True),
    "a new list alone chooses": Wrong(no_since=True),
    "memory lost in a crash": Wrong(forgets=True),
}
TOLD = (
    "finals",
    "runs with finals",
    "runs final under a later host",
    "runs final under a later list",
    "takeovers",
    "rosters",
    "crashes",
    "evidence",
)


def main() -> None:
    """Plays and reports."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--wrong-runs", type=int, default=RUNS // 4)
    args = parser.parse_args()
    for members, faulty in KINDS:
        found = count(members, faulty, range(args.runs))
        kind = f"{members}, {faulty}"
        conflicts = found["conflicts"]
        report(f"({kind}) runs", found["runs"], "runs")
        report(
            f"({kind}) conflicts",
            conflicts,
            "runs",
            goal="value = 0",
            met=conflicts == 0,
        )
        for name in TOLD:
            report(f"({kind}) {name}", found[name], "")
    found = count(5, 1, range(args.runs), resize=True)
    conflicts = found["conflicts"]
    met = conflicts == 0
    report("(1 to 9, 1) conflicts", conflicts, "runs", goal="value = 0", met=met)
    for name in TOLD:
        report(f"(1 to 9, 1) {name}", found[name], "")
    for name, wrong in LEFT_OUT.items():
        for members, faulty in KINDS:
            found = count(members, faulty, range(args.wrong_runs), wrong)
            report(f"({members}, {faulty}) {name}", found["conflicts"], "forks")


if __name__ == "__main__":
    main()
