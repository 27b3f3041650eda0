"""A part of a problem: some routes, their stops, and vehicles that stand near them.

    whole:  routes 0 1 2 3 4 5 ...         part:  routes 0 1 2
            stops  17 40 8 | 3 ...                stops  0 1 2 | 3 ...

Parts with no route and no vehicle in common can be improved at the same time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Client,
    Depot,
    ProblemData,
    Route,
    Shipment,
    Solution,
    VehicleType,
)

# As PyVRP's stubs spell a square of whole numbers.
Matrix: TypeAlias = "np.ndarray[int]"
# A vehicle type, and what it does between leaving and coming home.
Trip: TypeAlias = tuple[int, tuple[Activity, ...]]


def trips(solution: Solution) -> list[Trip]:
    """The solution's routes."""
    return [
        (route.vehicle_type(), tuple(_plain(one) for one in list(route)[1:-1]))
        for route in solution.routes()
    ]


def solution(data: ProblemData, driven: Iterable[Trip]) -> Solution:
    """The solution that drives these trips."""
    return Solution(data, [Route(data, list(stops), kind) for kind, stops in driven])


def _plain(one: Activity) -> Activity:
    return Activity(one.type, one.idx)


@dataclass(frozen=True, slots=True)
class Whole:
    """A problem with its lists taken out once: PyVRP copies them at each call."""

    data: ProblemData
    clients: tuple[Client, ...]
    shipments: tuple[Shipment, ...]
    depots: tuple[Depot, ...]
    types: tuple[VehicleType, ...]

    @classmethod
    def of(cls, data: ProblemData) -> "Whole":
        """The whole of this problem."""
        return cls(
            data,
            tuple(data.clients()),
            tuple(data.shipments()),
            tuple(data.depots()),
            tuple(data.vehicle_types()),
        )

    def location(self, one: Activity) -> int:
        """Where an activity happens."""
        if one.is_client():
            return int(self.clients[one.idx].location)
        if one.is_depot():
            return int(self.depots[one.idx].location)
        shipment = self.shipments[one.idx]
        step = shipment.pickup if one.is_pickup() else shipment.delivery
        return int(step.location)


@dataclass(frozen=True, slots=True)
class Part:
    """A problem of its own, with the whole's numbers of what is in it."""

    data: ProblemData
    trips: tuple[Trip, ...]
    clients: tuple[int, ...]
    shipments: tuple[int, ...]
    depots: tuple[int, ...]
    types: tuple[int, ...]

    def back(self, found: Sequence[Trip]) -> list[Trip]:
        """Trips of the part as trips of the whole."""
        numbers = {
            ActivityType.CLIENT: self.clients,
            ActivityType.DEPOT: self.depots,
            ActivityType.PICKUP: self.shipments,
            ActivityType.DELIVERY: self.shipments,
        }
        return [
            (
                self.types[kind],
                tuple(Activity(one.type, numbers[one.type][one.idx]) for one in stops),
            )
            for kind, stops in found
        ]


def cut(
    whole: Whole,
    driven: Sequence[Trip],
    left: Iterable[Activity],
    counts: Mapping[int, int],
) -> Part:
    """The part with these trips, stops that no trip makes, and vehicles of each type.

    `counts` says how many vehicles of which types there are in it, those of the trips
    included.
    """
    stops = [one for _, made in driven for one in made] + list(left)
    clients = tuple(sorted({one.idx for one in stops if one.is_client()}))
    shipments = tuple(sorted({one.idx for one in stops if one.is_shipment()}))
    types = tuple(sorted(kind for kind, count in counts.items() if count))
    depots = tuple(sorted({one for kind in types for one in _depots(whole, kind)}))
    places = sorted(
        {whole.depots[one].location for one in depots}
        | {whole.clients[one].location for one in clients}
        | {whole.shipments[one].pickup.location for one in shipments}
        | {whole.shipments[one].delivery.location for one in shipments}
    )
    place = {one: new for new, one in enumerate(places)}
    depot = {one: new for new, one in enumerate(depots)}
    data = ProblemData(
        [whole.data.location(one) for one in places],
        [_client(whole.clients[one], place) for one in clients],
        [_depot(whole.depots[one], place) for one in depots],
        [_type(whole.types[one], counts[one], depot) for one in types],
        _cut(whole.data.distance_matrices(), places),
        _cut(whole.data.duration_matrices(), places),
        [],
        [_shipment(whole.shipments[one], place) for one in shipments],
    )
    numbers = {
        ActivityType.CLIENT: {one: new for new, one in enumerate(clients)},
        ActivityType.DEPOT: depot,
        ActivityType.PICKUP: {one: new for new, one in enumerate(shipments)},
    }
    numbers[ActivityType.DELIVERY] = numbers[ActivityType.PICKUP]
    kinds = {one: new for new, one in enumerate(types)}
    inside = tuple(
        (
            kinds[kind],
            tuple(Activity(one.type, numbers[one.type][one.idx]) for one in made),
        )
        for kind, made in driven
    )
    return Part(data, inside, clients, shipments, depots, types)


def _cut(matrices: list[Matrix], places: list[int]) -> list[Matrix]:
    square = np.ix_(places, places)
    return [matrix[square] for matrix in matrices]  # type: ignore[misc]


def _depots(whole: Whole, kind: int) -> set[int]:
    vehicle = whole.types[kind]
    return {vehicle.start_depot, vehicle.end_depot, *vehicle.reload_depots}


def _client(old: Client, place: Mapping[int, int]) -> Client:
    return Client(
        location=place[old.location],
        delivery=old.delivery,
        pickup=old.pickup,
        service_duration=old.service_duration,
        tw_early=old.tw_early,
        tw_late=old.tw_late,
        release_time=old.release_time,
        prize=old.prize,
        required=old.required,
    )


def _depot(old: Depot, place: Mapping[int, int]) -> Depot:
    return Depot(place[old.location], old.tw_early, old.tw_late, old.service_duration)


def _type(old: VehicleType, count: int, depot: Mapping[int, int]) -> VehicleType:
    return old.replace(
        num_available=count,
        start_depot=depot[old.start_depot],
        end_depot=depot[old.end_depot],
        reload_depots=[depot[one] for one in old.reload_depots],
    )


def _shipment(old: Shipment, place: Mapping[int, int]) -> Shipment:
    return Shipment(
        pickup_location=place[old.pickup.location],
        delivery_location=place[old.delivery.location],
        pickup_tw_early=old.pickup.tw_early,
        pickup_tw_late=old.pickup.tw_late,
        pickup_service_duration=old.pickup.service_duration,
        delivery_tw_early=old.delivery.tw_early,
        delivery_tw_late=old.delivery.tw_late,
        delivery_service_duration=old.delivery.service_duration,
        amount=old.amount,
        prize=old.prize,
        required=old.required,
    )
