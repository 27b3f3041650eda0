"""Routes: parts fit into the whole, limits hold, and a search can be repeated."""

import os
import signal
from collections.abc import Callable

import pytest
from pyvrp import ProblemData, Shipment

from accord.planner.errors import Impossible, PlannerError
from accord.planner.routing import solve as solving
from accord.planner.routing.board import Board, stops
from accord.planner.routing.part import Whole, solution, trips
from accord.planner.routing.search import construct, worth
from accord.planner.routing.solve import Budget, Progress, Watch, solve
from accord.planner.routing.workers import Beside, Task
from accord.planner.vrpfile.build import read
from tests.planner.small import VRP, scattered

SHORT = Budget(3600.0, tasks=6, rounds=100)


def stopped() -> float:
    """A clock that stands still: only tasks and rounds end a search."""
    return 0.0


def problem(side: int = 8) -> ProblemData:
    return read(scattered(side, vehicles=2 * side).bytes()).data


def with_shipments() -> ProblemData:
    """Where every second stop's goods are fetched from the one before."""
    data = problem()
    places = range(data.num_depots, data.num_locations, 2)
    shipments = [Shipment(one, one + 1, amount=[1], prize=10**6) for one in places]
    return data.replace(clients=[], shipments=shipments)


@pytest.mark.parametrize("make", [problem, with_shipments])
def test_a_part_is_worth_what_it_was_in_the_whole(
    make: Callable[[], ProblemData],
) -> None:
    data = make()
    board = Board.of(data, trips(construct(data, 1)), 1)
    before = solution(data, board.all())
    count = len(board.trips)
    region = board.take(20, 2)
    assert region is not None
    assert 0 < len(region.held) < count
    inside = solution(region.part.data, region.part.trips)
    taken = [board.trips[one].trip for one in region.held]
    assert inside.distance() == solution(data, taken).distance()
    assert region.part.back(trips(inside)) == taken
    board.put_back(region, region.part.back(trips(inside)))
    assert worth(data, solution(data, board.all())) == worth(data, before)


def test_regions_that_are_away_share_nothing() -> None:
    data = problem()
    board = Board.of(data, trips(construct(data, 1)), 1)
    first, second = board.take(20, 2), board.take(20, 2)
    assert first is not None
    assert second is not None
    assert not set(first.held) & set(second.held)
    assert not set(first.part.clients) & set(second.part.clients)
    for kind, one in enumerate(data.vehicle_types()):
        lent = first.lent.get(kind, 0) + second.lent.get(kind, 0)
        assert lent <= one.num_available


def test_all_vehicles_and_stops_come_back() -> None:
    data = problem()
    board = Board.of(data, trips(construct(data, 1)), 1)
    idle = dict(board.idle)
    regions = [board.take(20, 2), board.take(20, 2)]
    for region in regions:
        assert region is not None
        board.put_back(region, None)
    assert board.idle == idle
    made = {one for _, made in board.all() for one in made}
    assert made | board.left == stops(Whole.of(data))


@pytest.mark.parametrize("size", [20, 1000])
def test_the_same_seed_gives_the_same_routes(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(solving, "SIZE", size)
    data = problem()
    watch = Watch(stopped)
    first = solve(data, SHORT, 7, watch)
    assert trips(first) == trips(solve(data, SHORT, 7, watch))
    assert first.is_feasible()
    assert first.is_complete()


@pytest.mark.parametrize("size", [20, 1000])
def test_a_search_gets_better_and_says_so(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(solving, "SIZE", size)
    data = problem()
    said: list[Progress] = []
    found = solve(data, SHORT, 1, Watch(stopped, said.append))
    assert worth(data, found) < worth(data, construct(data, 1))
    assert said[-1].tasks == 6
    assert 0 < said[-1].gains <= 6


def test_stops_that_nobody_made_are_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "SIZE", 20)
    data = with_shipments()
    start = trips(construct(data, 1))[:2]
    found = solve(data, Budget(3600.0, 20, 40), 1, Watch(stopped), start=start)
    assert found.num_shipments() > solution(data, start).num_shipments()
    assert found.is_feasible()


def test_it_goes_on_from_the_last_plan() -> None:
    data = problem()
    last = trips(solve(data, SHORT, 1, Watch(stopped)))
    again = solve(data, Budget(3600.0, tasks=0), 2, Watch(stopped), start=last)
    assert trips(again) == last


def test_a_cancelled_search_gives_what_it_has() -> None:
    data = problem()
    said: list[Progress] = []
    watch = Watch(stopped, said.append, lambda: len(said) >= 2)
    found = solve(data, Budget(3600.0, rounds=5), 1, watch)
    assert len(said) == 2
    assert found.is_complete()


def test_no_solution_is_said_in_words() -> None:
    text = scattered()
    text.fields["VEHICLES_MAX_DURATION"] = 3
    with pytest.raises(Impossible, match="within all limits"):
        solve(read(text.bytes()).data, SHORT, 1, Watch(stopped))


def _until_it_is_noticed(workers: Beside, task: Task) -> None:
    """It may have ended before its answer or after it."""
    workers.take(60.0)
    workers.give(task)
    workers.take(60.0)


def test_a_worker_that_is_gone_is_said() -> None:
    data = problem()
    first = tuple(trips(construct(data, 1)))
    task = Task(1, data, first, 1, 3600.0, 1, None)
    workers = Beside(1)
    try:
        workers.give(task)
        os.kill(workers.pids()[0], signal.SIGKILL)
        with pytest.raises(PlannerError, match="has ended"):
            _until_it_is_noticed(workers, task)
    finally:
        workers.close()


@pytest.mark.slow
def test_two_processes_search_beside_this_one() -> None:
    instance = read((VRP / "PR11A.vrp").read_bytes())
    budget = Budget(3600.0, tasks=4, rounds=200)
    found = solve(instance.data, budget, 1, Watch(stopped), cores=2)
    assert found.is_feasible()
    first = construct(instance.data, 1)
    assert worth(instance.data, found) < worth(instance.data, first)
