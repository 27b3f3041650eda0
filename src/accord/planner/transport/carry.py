"""Trips for loads, and what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyvrp import Route, Solution

from accord.planner.allocation.allocate import Line
from accord.planner.plan import Delivery, Stop, Trip
from accord.planner.problem import Problem
from accord.planner.routing.solve import Budget, Watch, solve
from accord.planner.transport.last import start
from accord.planner.transport.loads import loads
from accord.planner.transport.network import Network, network
from accord.planner.travel import Travel


@dataclass(frozen=True, slots=True)
class Carried:
    """The trips, what they deliver, and the lines that stay behind."""

    trips: tuple[Trip, ...]
    deliveries: tuple[Delivery, ...]
    behind: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to search."""

    budget: Budget
    seed: int
    watch: Watch
    cores: int


def carry(
    problem: Problem, travel: Travel, lines: Sequence[Line], effort: Effort
) -> Carried:
    """Carries what can be carried; the rest stays behind."""
    made = loads(problem, lines)
    if not made:
        return Carried((), (), tuple(lines))
    net = network(problem, travel, made)
    found = solve(
        net.data,
        effort.budget,
        effort.seed,
        effort.watch,
        effort.cores,
        start(problem, net),
    )
    return _said(problem, net, found, lines)


def _said(
    problem: Problem, net: Network, found: Solution, lines: Sequence[Line]
) -> Carried:
    trips, deliveries = [], []
    left = {(one.lot, one.need): one.quantity for one in lines}
    for route in found.routes():
        teller = _Teller(problem, net, route)
        trips.append(teller.trip())
        deliveries += teller.deliveries()
        for load in teller.loads:
            for line in load.lines:
                left[line.lot, line.need] -= line.quantity
    behind = [Line(lot, need, some) for (lot, need), some in left.items() if some]
    return Carried(tuple(trips), tuple(deliveries), tuple(behind))


class _Teller:
    """Says in the problem's words what a route does."""

    def __init__(self, problem: Problem, net: Network, route: Route) -> None:
        self._problem = problem
        self._net = net
        self._route = route
        self._vehicle = net.vehicles[route.vehicle_type()]
        self._sites = {one.id: one.place for one in problem.sites}
        steps = [one for one in route.schedule() if one.is_shipment()]
        self._steps = [(one, net.loads[one.idx]) for one in steps]
        self.loads = [load for one, load in self._steps if one.is_delivery()]

    def trip(self) -> Trip:
        """The route as a trip; steps at one place without driving are one stop."""
        stops: list[Stop] = []
        for step, load in self._steps:
            pickup = step.is_pickup()
            place = self._sites[load.site] if pickup else load.place
            goods = tuple(self._named(line) for line in load.lines)
            begins = self._net.zero + step.start_time
            ends = self._net.zero + step.end_time
            stop = Stop(place, begins, ends)
            if stops and stops[-1].place == place:
                stop = stops.pop()
            stops.append(
                Stop(
                    place,
                    stop.arrives,
                    ends,
                    stop.loads + (goods if pickup else ()),
                    stop.hands_over + (() if pickup else goods),
                )
            )
        return Trip(
            self._vehicle.id,
            self._vehicle.owner,
            self._vehicle.home,
            self._net.zero + self._route.start_time(),
            self._net.zero + self._route.end_time(),
            self._route.distance(),
            tuple(stops),
        )

    def _named(self, line: Line) -> tuple[str, str, int]:
        problem = self._problem
        return problem.lots[line.lot].id, problem.needs[line.need].id, line.quantity

    def deliveries(self) -> list[Delivery]:
        """What each need gets by this route."""
        zero, problem = self._net.zero, self._problem
        left = {
            one.idx: zero + one.end_time for one, _ in self._steps if one.is_pickup()
        }
        return [
            Delivery(
                problem.needs[line.need].id,
                problem.lots[line.lot].id,
                problem.lots[line.lot].owner,
                line.quantity,
                self._vehicle.id,
                self._vehicle.owner,
                left[one.idx],
                zero + one.start_time,
            )
            for one, load in self._steps
            if one.is_delivery()
            for line in load.lines
        ]
