"""Loads and vehicles as PyVRP's problem: each load is picked up and delivered, or left.

A place stands in it once for each kind of load, so that a vehicle's profile can put the
kinds that it must not take out of its reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyvrp import Depot, Location, ProblemData, Shipment, VehicleType

from accord.planner.problem import Problem, Vehicle
from accord.planner.transport.loads import Kind, Load, room
from accord.planner.travel import Travel

# Farther than any shift is long: in metres and in seconds.
BEYOND = 10**9
# What a unit of weighted need is worth, in metres.
WORTH = 10**7
LEAST_WORTH = 10**6

Spot = tuple[str, Kind | None]


@dataclass(frozen=True, slots=True)
class Network:
    """The data; `zero` is the time that its times are counted from."""

    data: ProblemData
    vehicles: tuple[Vehicle, ...]
    loads: tuple[Load, ...]
    zero: int


def network(problem: Problem, travel: Travel, loads: Sequence[Load]) -> Network:
    """The problem of carrying these loads."""
    sites = {one.id: one for one in problem.sites}
    spots: dict[Spot, int] = {}
    for vehicle in problem.vehicles:
        spots.setdefault((vehicle.home, None), len(spots))
    homes = len(spots)
    for load in loads:
        spots.setdefault((sites[load.site].place, load.kind), len(spots))
        spots.setdefault((load.place, load.kind), len(spots))
    zero = min([problem.start, *(one.since for one in problem.vehicles)])
    maker = _Maker(problem, travel, spots, zero)
    types = [maker.type(one) for one in problem.vehicles]
    data = ProblemData(
        maker.locations(),
        [],
        [Depot(place) for place in range(homes)],
        types,
        [one for one, _ in maker.matrices],  # type: ignore[misc]  # as in part.py
        [one for _, one in maker.matrices],  # type: ignore[misc]
        [],
        [maker.shipment(one) for one in loads],
    )
    return Network(data, problem.vehicles, tuple(loads), zero)


class _Maker:
    def __init__(
        self, problem: Problem, travel: Travel, spots: dict[Spot, int], zero: int
    ) -> None:
        self._problem = problem
        self._travel = travel
        self._spots = spots
        self._zero = zero
        self._sites = {one.id: one for one in problem.sites}
        self._profiles: dict[object, int] = {}
        self.matrices: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    def locations(self) -> list[Location]:
        """Where the spots are: kilometres on a flat map, to say what is near what."""
        places = {one.id: one for one in self._problem.places}
        points = []
        for place, _ in self._spots:
            one = places[place]
            shrunk = float(np.cos(np.radians(one.latitude)))
            points.append(Location(111 * shrunk * one.longitude, 111 * one.latitude))
        return points

    def type(self, vehicle: Vehicle) -> VehicleType:
        home = self._spots[vehicle.home, None]
        farthest = BEYOND - 1 if vehicle.farthest is None else vehicle.farthest
        return VehicleType(
            num_available=1,
            capacity=list(room(vehicle)),
            start_depot=home,
            end_depot=home,
            tw_early=vehicle.since - self._zero,
            tw_late=vehicle.until - self._zero,
            max_distance=min(BEYOND - 1, farthest),
            profile=self._profile(vehicle),
            name=vehicle.id,
        )

    def _profile(self, vehicle: Vehicle) -> int:
        allowed = tuple(kind is None or kind.allows(vehicle) for _, kind in self._spots)
        key = (self._travel.open_for(vehicle), allowed)
        if key not in self._profiles:
            self._profiles[key] = len(self.matrices)
            ways = self._travel.ways(vehicle)
            metres = self._matrix(ways.metres, allowed)
            self.matrices.append((metres, self._matrix(ways.seconds, allowed)))
        return self._profiles[key]

    def _matrix(
        self, values: NDArray[np.float64], allowed: Sequence[bool]
    ) -> NDArray[np.int64]:
        at = [self._travel.index[place] for place, _ in self._spots]
        square = values[np.ix_(at, at)]
        square = np.where(np.isfinite(square), np.round(square), BEYOND)
        out = ~np.array(allowed)
        square[out, :] = BEYOND
        square[:, out] = BEYOND
        np.fill_diagonal(square, 0)
        whole: NDArray[np.int64] = np.minimum(square, BEYOND).astype(np.int64)
        return whole

    def shipment(self, load: Load) -> Shipment:
        site = self._sites[load.site]
        tonnes = load.sizes[0] / 1_000_000
        handling = self._problem.stop_seconds
        handling += round(tonnes * self._problem.seconds_a_tonne)
        return Shipment(
            pickup_location=self._spots[site.place, load.kind],
            delivery_location=self._spots[load.place, load.kind],
            pickup_tw_early=self._after(site.opens),
            pickup_tw_late=self._before(site.closes),
            pickup_service_duration=handling,
            delivery_tw_early=self._after(load.since),
            delivery_tw_late=self._before(load.by),
            delivery_service_duration=handling,
            amount=list(load.sizes),
            prize=max(LEAST_WORTH, round(WORTH * load.weight)),
            required=False,
        )

    def _after(self, time: int | None) -> int:
        return 0 if time is None else max(0, time - self._zero)

    def _before(self, time: int | None) -> int:
        return BEYOND if time is None else max(0, time - self._zero)
