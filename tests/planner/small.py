"""Small route problems as VRPLIB files, made for the tests that need one."""

from dataclasses import dataclass, field
from pathlib import Path

VRP = Path(__file__).resolve().parents[2] / "benchmarks" / "vrp"


@dataclass
class Text:
    """A VRPLIB file's parts, to be changed before it is written."""

    fields: dict[str, object] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)

    def bytes(self) -> bytes:
        lines = [f"{name}: {value}" for name, value in self.fields.items()]
        for name, rows in self.sections.items():
            lines += [f"{name}_SECTION", *rows]
        return "\n".join([*lines, "EOF", ""]).encode()


def scattered(side: int = 4, vehicles: int = 4) -> Text:
    """Two depots, and scattered stops of which each vehicle can make six."""
    places = [(0, 0), (10 * side, 10 * side)]
    places += [(37 * n % (11 * side), 61 * n % (9 * side)) for n in range(side * side)]
    numbered = range(1, len(places) + 1)
    return Text(
        {
            "NAME": "scattered",
            "TYPE": "MDVRPTW",
            "EDGE_WEIGHT_TYPE": "EUC_2D",
            "DIMENSION": len(places),
            "VEHICLES": vehicles,
            "CAPACITY": 6,
            "VEHICLES_MAX_DURATION": 60 * side,
        },
        {
            "NODE_COORD": [f"{i} {x} {y}" for i, (x, y) in enumerate(places, 1)],
            "DEMAND": [f"{i} {0 if i < 3 else 1}" for i in numbered],
            "SERVICE_TIME": [f"{i} {0 if i < 3 else 2}" for i in numbered],
            "TIME_WINDOW": [f"{i} 0 {60 * side + i}" for i in numbered],
            "VEHICLES_DEPOT": [f"{k} {k % 2 + 1}" for k in range(1, vehicles + 1)],
            "DEPOT": ["1", "2", "-1"],
        },
    )
