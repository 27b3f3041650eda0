"""An invented region: two banks of a river, three owners, and what they need."""

from dataclasses import replace

import numpy as np

from accord.planner.problem import (
    Crossing,
    Item,
    Lot,
    Need,
    Place,
    Policy,
    Problem,
    Roads,
    Site,
    Vehicle,
)

START = 1_790_000_000 - 1_790_000_000 % 86_400  # midnight
HOUR = 3600
DAY = 86_400

RIVER = ((45.5, 26.0), (45.5, 30.0))

SMALL = Problem(
    start=START,
    places=(
        Place("northmill", 45.6, 28.0),
        Place("northford", 45.55, 28.1),
        Place("southford", 45.45, 28.1),
        Place("southfield", 45.4, 28.3),
    ),
    items=(
        Item("blanket", 1_500, 8_000, pack=10),
        Item("water", 1_000, 1_100, pack=6, per_pallet=504),
        Item("vaccine", 30, 60, band="cool"),
    ),
    sites=(Site("mill-store", "northmill"), Site("ford-store", "southford")),
    lots=(
        Lot("b1", "blanket", "reed-bank", "mill-store", 400),
        Lot("w1", "water", "reed-bank", "mill-store", 600, START + 40 * DAY),
        Lot("w2", "water", "far-shore", "ford-store", 300, START + 9 * DAY),
    ),
    needs=(
        Need("n1", "reed-bank", "northford", ("blanket",), 120, 1, START + 20 * HOUR),
        Need("n2", "far-shore", "southfield", ("blanket",), 200, 2, START + 20 * HOUR),
        Need("n3", "far-shore", "southfield", ("water",), 300, 2, START + 20 * HOUR),
    ),
    vehicles=(
        Vehicle(
            "van-1",
            "reed-bank",
            "northmill",
            2_000_000,
            9_000_000,
            START + 6 * HOUR,
            START + 19 * HOUR,
        ),
        Vehicle(
            "van-2",
            "far-shore",
            "southford",
            1_000_000,
            6_000_000,
            START + 6 * HOUR,
            START + 19 * HOUR,
        ),
    ),
    policies=(Policy("reed-bank", "far-shore", limit=150),),
    roads=Roads(
        rivers=(RIVER,),
        crossings=(
            Crossing("northford", "southford", 900, 1_200, (6 * HOUR, 20 * HOUR)),
        ),
    ),
)


def region(
    lots: int,
    needs: int,
    items: int,
    seed: int,
    places: int = 40,
    vehicles: int = 30,
    owners: int = 4,
    substitutes: float = 0.0,
) -> Problem:
    """A larger one, at random: everyone lets everyone else have half of what it has."""
    rng = np.random.default_rng(seed)

    def some(low: int, high: int) -> int:
        return int(rng.integers(low, high))

    handles = [f"member-{n}" for n in range(owners)]
    sites = max(1, places // 2)

    def wanted() -> tuple[str, ...]:
        first = some(0, items)
        other = (first + 1) % items
        both = other != first and rng.random() < substitutes
        return (f"item-{first}", f"item-{other}") if both else (f"item-{first}",)

    return replace(
        SMALL,
        places=tuple(
            Place(f"place-{n}", rng.uniform(45, 46), rng.uniform(27, 29))
            for n in range(places)
        ),
        items=tuple(
            Item(
                f"item-{n}",
                some(50, 5_000),
                some(50, 9_000),
                (1, 6, 10, 24)[some(0, 4)],
            )
            for n in range(items)
        ),
        sites=tuple(Site(f"site-{n}", f"place-{n}") for n in range(sites)),
        lots=tuple(
            Lot(
                f"lot-{n}",
                f"item-{some(0, items)}",
                handles[some(0, owners)],
                f"site-{some(0, sites)}",
                some(20, 1_000),
                None if rng.random() < 0.5 else START + some(3, 400) * DAY,
            )
            for n in range(lots)
        ),
        needs=tuple(
            Need(
                f"need-{n}",
                handles[some(0, owners)],
                f"place-{some(0, places)}",
                wanted(),
                some(20, 1_000),
                some(1, 6),
                START + 20 * HOUR + some(0, 3) * DAY,
                keep=7 * DAY,
            )
            for n in range(needs)
        ),
        vehicles=tuple(
            Vehicle(
                f"van-{n}",
                handles[n % owners],
                f"place-{n % sites}",
                3_500_000,
                20_000_000,
                START + 6 * HOUR,
                START + 19 * HOUR,
            )
            for n in range(vehicles)
        ),
        policies=tuple(
            Policy(one, other) for one in handles for other in handles if one < other
        ),
        roads=Roads(),
    )
