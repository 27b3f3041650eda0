"""From a VRPLIB file's form to the data that PyVRP's search works on.

The dialect is PyVRP's: depots are the first nodes; all vehicles that are alike are one
type; a node with a prize may be left out; durations are distances. The same file gives
the same data as `pyvrp.read` (a test compares them).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, Depot, Location, ProblemData, VehicleType

from accord.planner.errors import BadProblem
from accord.planner.vrpfile.form import MAX_NODES, MAX_VEHICLES, Form, parse
from accord.planner.vrpfile.weights import weights

Whole = NDArray[np.int64]
ENDLESS = int(np.iinfo(np.int64).max)


def _rounded(values: NDArray[np.float64]) -> Whole:
    return np.round(values).astype(np.int64)


ROUNDINGS: dict[str, Callable[[NDArray[np.float64]], Whole]] = {
    "exact": lambda values: _rounded(1000 * values),
    "dimacs": lambda values: (10 * values).astype(np.int64),
    "round": _rounded,
    "trunc": lambda values: values.astype(np.int64),
}

# What the collection of PyVRP states its costs in.
USUAL = {"MDVRPTW": "exact", "VRPTW": "dimacs", "CVRP": "round"}

FIELDS = {
    *("NAME", "COMMENT", "TYPE", "DIMENSION", "CAPACITY", "SERVICE_TIME", "VEHICLES"),
    *("EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT", "NODE_COORD_TYPE"),
    *("DISPLAY_DATA_TYPE", "VEHICLES_MAX_DURATION", "VEHICLES_MAX_DISTANCE"),
}
SECTIONS = {
    *("NODE_COORD", "EDGE_WEIGHT", "DEMAND", "DEPOT", "TIME_WINDOW", "SERVICE_TIME"),
    *("RELEASE_TIME", "PRIZE", "CAPACITY", "VEHICLES_DEPOT"),
    *("VEHICLES_MAX_DURATION", "VEHICLES_MAX_DISTANCE"),
}


@dataclass(frozen=True, slots=True)
class Instance:
    """A file's problem: its data, and which vehicles (from 0) each type stands for."""

    name: str
    rounding: str
    data: ProblemData
    vehicles: tuple[tuple[int, ...], ...]


def read(data: bytes, rounding: str | None = None) -> Instance:
    """The problem in a VRPLIB file's bytes; raises BadProblem.

    Numbers are scaled and rounded to whole ones as `rounding` names it in ROUNDINGS,
    or as is usual for the file's TYPE.
    """
    form = parse(data)
    _known(form)
    kind = form.fields.get("TYPE", "CVRP")
    rounding = rounding or USUAL.get(kind, "exact")
    nodes = form.whole("DIMENSION", MAX_NODES) or 0
    reader = _Reader(form, nodes, _depots(form, nodes), ROUNDINGS[rounding])
    types, vehicles = reader.vehicle_types()
    matrix = reader.matrix()
    return Instance(
        form.fields.get("NAME", ""),
        rounding,
        ProblemData(
            reader.locations(),
            reader.clients(),
            [Depot(place) for place in range(reader.depots)],
            types,
            [matrix],  # type: ignore[list-item]  # its stubs name another shape
            [matrix],  # type: ignore[list-item]
        ),
        vehicles,
    )


def _known(form: Form) -> None:
    unknown = (form.fields.keys() - FIELDS) | (form.sections.keys() - SECTIONS)
    if unknown:
        raise BadProblem(
            f"{min(unknown)[:40]} is not understood. Read are CVRP, VRPTW and MDVRPTW "
            "files; docs/planner.md lists what may stand in them."
        )


def _depots(form: Form, nodes: int) -> int:
    """How many depots there are; they must be the first nodes, and not all of them."""
    listed = [one for row in form.sections.get("DEPOT", [[1.0]]) for one in row]
    if listed and listed[-1] == -1:
        listed.pop()
    if not listed or listed != [float(one + 1) for one in range(len(listed))]:
        raise BadProblem("DEPOT_SECTION is to name the first nodes, from 1 upwards.")
    if len(listed) >= nodes:
        raise BadProblem("There is no one to visit: every node is a depot.")
    return len(listed)


@dataclass(frozen=True, slots=True)
class _Reader:
    form: Form
    nodes: int
    depots: int
    whole: Callable[[NDArray[np.float64]], Whole]

    def matrix(self) -> Whole:
        return self.whole(weights(self.form, self.nodes))

    def locations(self) -> list[Location]:
        rows = self.form.indexed("NODE_COORD", self.nodes, 2)
        points = self.whole(np.array(rows) if rows else np.zeros((self.nodes, 2)))
        return [Location(x, y) for x, y in points.tolist()]

    def clients(self) -> list[Client]:
        demand = self._of_nodes("DEMAND", 0)
        service = self._service()
        release = self._of_nodes("RELEASE_TIME", 0)
        prizes = self._of_nodes("PRIZE", 0)
        windows = self._windows()
        return [
            Client(
                location=node,
                delivery=[int(demand[node])],
                pickup=[0],
                service_duration=int(service[node]),
                tw_early=windows[node][0],
                tw_late=windows[node][1],
                release_time=int(release[node]),
                prize=int(prizes[node]),
                required=not prizes[node],
            )
            for node in range(self.depots, self.nodes)
        ]

    def vehicle_types(self) -> tuple[list[VehicleType], tuple[tuple[int, ...], ...]]:
        """One type for all vehicles that are alike, named by their numbers."""
        count = self.form.whole("VEHICLES", MAX_VEHICLES) or self.nodes - self.depots
        capacity = self._of_vehicles("CAPACITY", count)
        longest = self._of_vehicles("VEHICLES_MAX_DURATION", count)
        farthest = self._of_vehicles("VEHICLES_MAX_DISTANCE", count)
        alike: dict[tuple[int, ...], list[int]] = {}
        homes = self._homes(count)
        for one in range(count):
            key = (capacity[one], homes[one], farthest[one], longest[one])
            alike.setdefault(key, []).append(one)
        windows = self._windows()
        types = [
            VehicleType(
                num_available=len(which),
                capacity=[load],
                start_depot=home,
                end_depot=home,
                tw_early=windows[home][0],
                tw_late=windows[home][1],
                shift_duration=duration,
                max_distance=distance,
                name=",".join(map(str, which)),
            )
            for (load, home, distance, duration), which in alike.items()
        ]
        return types, tuple(tuple(which) for which in alike.values())

    def _homes(self, count: int) -> list[int]:
        rows = self.form.indexed("VEHICLES_DEPOT", count, 1)
        homes = [1.0] * count if rows is None else [row[0] for row in rows]
        for vehicle, home in enumerate(homes, 1):
            if home not in range(1, self.depots + 1):
                raise BadProblem(
                    f"VEHICLES_DEPOT_SECTION: vehicle {vehicle} stands at {home:g}, "
                    "which is not a depot."
                )
        return [int(home) - 1 for home in homes]

    def _windows(self) -> list[tuple[int, int]]:
        rows = self.form.indexed("TIME_WINDOW", self.nodes, 2)
        if rows is None:
            return [(0, ENDLESS)] * self.nodes
        for node, (early, late) in enumerate(rows, 1):
            if not 0 <= early <= late:
                raise BadProblem(
                    f"TIME_WINDOW_SECTION: node {node} opens at {early:g} and closes "
                    f"at {late:g}."
                )
        return [(early, late) for early, late in self.whole(np.array(rows)).tolist()]

    def _service(self) -> Whole:
        uniform = self.form.number("SERVICE_TIME")
        if uniform is None:
            return self._of_nodes("SERVICE_TIME", 0)
        times = np.full(self.nodes, _sound(uniform, "SERVICE_TIME"))
        times[: self.depots] = 0
        return self.whole(times)

    def _of_nodes(self, name: str, default: float) -> Whole:
        rows = self.form.indexed(name, self.nodes, 1)
        if rows is None:
            return self.whole(np.full(self.nodes, float(default)))
        for row in rows:
            _sound(row[0], f"{name}_SECTION")
        return self.whole(np.array(rows)[:, 0])

    def _of_vehicles(self, name: str, count: int) -> list[int]:
        """A field for all vehicles, or a section with a row for each; else no limit."""
        uniform = self.form.number(name)
        rows = self.form.indexed(name, count, 1)
        if uniform is not None:
            rows = [[uniform]] * count
        if rows is None:
            return [ENDLESS] * count
        values = [_sound(row[0], name) for row in rows]
        return [int(value) for value in self.whole(np.array(values)).tolist()]


def _sound(value: float, where: str) -> float:
    if value < 0:
        raise BadProblem(f"{where}: {value:g} is below 0.")
    return value
