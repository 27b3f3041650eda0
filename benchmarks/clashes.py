"""How long it takes to find every clash between ten thousand actions, in CPU time.

A year with the vans and people of forty members, and 2,000 times at which plans in
force need a van. The ratio is to sorting the same actions by their start, which no
way can do without.

    .venv/bin/python benchmarks/clashes.py [--json]
"""

from functools import partial
from random import Random
from time import process_time

from _report import report, seconds

from accord.actions.clashes import Slot, all_clashes, with_one

ACTIONS = 10_000
PROMISES = 2_000
GOAL_MS = 100


def year(chance: Random) -> list[Slot]:
    """A year of actions of a few hours, at 400 places, with 300 vehicles and the
    people of 40 members; and what plans promise of the vehicles.
    """
    actions = [_slot(number, chance) for number in range(ACTIONS)]
    return actions + [_promise(number, chance) for number in range(PROMISES)]


def _slot(number: int, chance: Random) -> Slot:
    start, end = _times(chance)
    place = f"place-{chance.randrange(400)}"
    fleet = frozenset(f"van-{chance.randrange(300)}" for _ in range(2))
    people = frozenset(f"member-{chance.randrange(40)}" for _ in range(2))
    return Slot(f"{number:05d}", start, end, place, fleet, people)


def _promise(number: int, chance: Random) -> Slot:
    start, end = _times(chance)
    van = f"van-{chance.randrange(300)}"
    return Slot(f"plan {van} {number}", start, end, "", frozenset({van}))


def _times(chance: Random) -> tuple[str, str]:
    day, hour = chance.randrange(28), chance.randrange(6, 16)
    month = chance.randrange(1, 13)
    start = f"2026-{month:02d}-{day + 1:02d}T{hour:02d}:00:00Z"
    end = f"2026-{month:02d}-{day + 1:02d}T{hour + chance.randrange(1, 8):02d}:00:00Z"
    return start, end


def main() -> None:
    """Measures and reports."""
    slots = year(Random(1))  # noqa: S311 - the same every time
    by_start = partial(sorted, slots, key=lambda one: (one.start, one.id))
    alone = seconds(by_start, clock=process_time)[0]
    found = len(all_clashes(slots))
    for name, work in (
        (f"all clashes of {ACTIONS} actions: {found}", partial(all_clashes, slots)),
        ("those of one action", partial(with_one, slots[0], slots)),
    ):
        best = seconds(work, clock=process_time)[0]
        met = best * 1000 < GOAL_MS
        report(name, best * 1000, "ms", best / alone, f"value < {GOAL_MS}", met)


if __name__ == "__main__":
    main()
