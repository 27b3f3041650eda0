"""The joint plan: it keeps the books, tells why, and leaves nobody worse off."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.planner.consent import accept, refuse, slices
from accord.planner.joint import only, plan
from accord.planner.plan import Plan
from accord.planner.problem import (
    EVERYONE,
    Given,
    Policy,
    Problem,
    Refusal,
    Reserve,
    Vehicle,
)
from accord.planner.roads import travel
from accord.planner.routing.solve import Budget, Watch
from accord.planner.transport.carry import Effort
from accord.planner.weight import unmet
from tests.planner.region import HOUR, SMALL, START, region

EFFORT = Effort(Budget(3600.0, tasks=3, rounds=60), 1, Watch(lambda: 0.0), 0)


def planned(problem: Problem) -> Plan:
    return plan(problem, EFFORT)


def check(problem: Problem, found: Plan) -> None:
    """Raises AssertionError where the plan breaks a rule or its own books."""
    needs = {one.id: one for one in problem.needs}
    lots = {one.id: one for one in problem.lots}
    used = Counter[str]()
    for one in found.deliveries:
        need, lot = needs[one.need], lots[one.lot]
        used[one.lot] += one.quantity
        assert one.leaves <= one.arrives <= need.by
        assert lot.expires is None or one.arrives + need.keep <= lot.expires
        assert lot.owner == one.owner
    for lot_id, quantity in used.items():
        assert quantity <= lots[lot_id].quantity
    given = found.given()
    short = {one.need: one.quantity for one in found.unmet}
    for need in problem.needs:
        assert short.get(need.id, 0) == max(0, need.quantity - given.get(need.id, 0))
    _check_trips(problem, found)


def _check_trips(problem: Problem, found: Plan) -> None:
    vehicles = {one.id: one for one in problem.vehicles}
    items = {one.id: one for one in problem.items}
    lots = {one.id: one for one in problem.lots}
    ways = travel(problem)
    brought = Counter[tuple[str, str, str]]()
    assert len({one.vehicle for one in found.trips}) == len(found.trips)
    for trip in found.trips:
        vehicle = vehicles[trip.vehicle]
        assert vehicle.since <= trip.leaves < trip.returns <= vehicle.until
        aboard = Counter[tuple[str, str]]()
        here, time = trip.home, trip.leaves
        for stop in trip.stops:
            seconds = ways.seconds(here, stop.place, vehicle)
            assert seconds is not None
            assert time + seconds <= stop.arrives <= stop.leaves
            here, time = stop.place, stop.leaves
            for lot, need, some in stop.hands_over:
                aboard[lot, need] -= some
                brought[trip.vehicle, lot, need] += some
            for lot, need, some in stop.loads:
                aboard[lot, need] += some
            assert min(aboard.values(), default=0) >= 0
            grams = sum(
                n * items[lots[lot].item].grams for (lot, _), n in aboard.items()
            )
            assert grams <= vehicle.grams
        assert not +aboard
    said = Counter[tuple[str, str, str]]()
    for one in found.deliveries:
        said[one.vehicle, one.lot, one.need] += one.quantity
    assert said == brought


def test_a_small_plan_by_hand() -> None:
    found = planned(SMALL)
    check(SMALL, found)
    assert found.given() == {"n1": 120, "n2": 150, "n3": 300}
    assert [(one.need, one.quantity, one.reason) for one in found.unmet] == [
        ("n2", 50, "limit")
    ]
    assert found.alone == {"far-shore": 80.0, "reed-bank": 0.0}
    assert found.left["far-shore"] < found.alone["far-shore"]


@st.composite
def regions(draw: st.DrawFn) -> Problem:
    """Some owners, of whom some have no vehicle, let some have some of their goods."""
    owners = draw(st.integers(2, 4))
    named = [f"member-{n}" for n in range(owners)]
    seed, vehicles = draw(st.integers(0, 10**6)), draw(st.integers(1, 5))
    found = region(10, 14, 3, seed, places=10, vehicles=vehicles, owners=owners)
    policy = st.builds(
        Policy,
        st.sampled_from(named),
        st.sampled_from([*named, EVERYONE]),
        limit=st.none() | st.integers(0, 800),
    )
    reserve = st.builds(
        Reserve,
        st.sampled_from(named),
        st.sampled_from([one.id for one in found.items]),
        st.integers(1, 300),
    )
    pairs = st.lists(reserve, max_size=2, unique_by=lambda one: (one.owner, one.item))
    policies = st.lists(policy, max_size=8)
    return replace(found, policies=tuple(draw(policies)), reserves=tuple(draw(pairs)))


@pytest.mark.slow
@settings(deadline=None, max_examples=12)
@given(regions())
def test_nobody_is_worse_off_than_alone(problem: Problem) -> None:
    found = planned(problem)
    check(problem, found)
    for owner in problem.owners:
        assert found.left[owner] <= found.alone[owner] + 1e-6
    for owner in {one.owner for one in problem.vehicles}:
        given_alone = planned(only(problem, owner)).given()
        gets = [given_alone.get(one.id, 0) for one in problem.needs]
        assert found.alone[owner] == pytest.approx(unmet(problem, gets)[owner])


def test_an_owner_keeps_enough_for_its_own_needs() -> None:
    urgent = replace(SMALL.needs[1], quantity=400, priority=1)
    own = replace(SMALL.needs[0], quantity=100, priority=5)
    problem = replace(
        SMALL,
        needs=(own, urgent),
        policies=(Policy("reed-bank", "far-shore"),),
    )
    found = planned(problem)
    check(problem, found)
    assert found.given() == {"n1": 100, "n2": 300}


def without(problem: Problem, *names: str) -> Problem:
    kept = tuple(one for one in problem.vehicles if one.id not in names)
    return replace(problem, vehicles=kept)


def reasons(problem: Problem) -> dict[str, str]:
    found = planned(problem)
    check(problem, found)
    return {one.need: one.reason for one in found.unmet}


def test_reasons() -> None:
    assert reasons(replace(SMALL, policies=()))["n2"] == "no_consent"
    assert reasons(replace(SMALL, lots=SMALL.lots[1:]))["n1"] == "no_stock"
    few = tuple(replace(one, quantity=one.quantity // 4) for one in SMALL.lots)
    assert reasons(replace(SMALL, lots=few))["n1"] == "used_elsewhere"
    assert reasons(without(SMALL, "van-1", "van-2"))["n3"] == "no_vehicle"
    late = tuple(replace(one, by=START + 6 * HOUR + 900) for one in SMALL.needs)
    assert reasons(replace(SMALL, needs=late))["n3"] == "too_late"
    old = tuple(replace(one, expires=START + 6 * HOUR + 900) for one in SMALL.lots)
    assert reasons(replace(SMALL, lots=old))["n3"] == "would_expire"
    small = replace(SMALL.vehicles[0], grams=90_000, until=START + 12 * HOUR)
    assert "no_room" in reasons(replace(SMALL, vehicles=(small,))).values()


def test_a_vehicle_that_is_too_small_for_one_pack_carries_nothing() -> None:
    tiny = replace(SMALL.vehicles[0], grams=10)
    assert planned(replace(SMALL, vehicles=(tiny,))).deliveries == ()


def test_each_sees_its_own_part_alone() -> None:
    found = planned(SMALL)
    for one in slices(found):
        assert {line.owner for line in one.goods} <= {one.member}
        assert {trip.carrier for trip in one.trips} <= {one.member}
    assert sum(len(one.goods) for one in slices(found)) == len(found.deliveries)
    assert sum(len(one.trips) for one in slices(found)) == len(found.trips)


def test_what_is_accepted_stays_when_the_rest_is_refused() -> None:
    first = planned(SMALL)
    problem = accept(SMALL, first, ["far-shore"])
    problem = refuse(problem, first, [Refusal("n2", owner="reed-bank")])
    again = planned(problem)
    check(problem, again)
    assert again.given() == {"n1": 120, "n3": 300}
    before = [one for one in first.deliveries if one.owner == "far-shore"]
    after = [one for one in again.deliveries if one.owner == "far-shore"]
    assert [(one.lot, one.need, one.quantity) for one in before] == [
        (one.lot, one.need, one.quantity) for one in after
    ]
    assert [one.reason for one in again.unmet] == ["refused"]


def test_a_carrier_refuses_a_need() -> None:
    both = tuple(Refusal("n3", vehicle=one.vehicle) for one in planned(SMALL).trips)
    again = planned(replace(SMALL, refused=both))
    assert not [
        one
        for one in again.deliveries
        if one.need == "n3" and one.vehicle in {two.vehicle for two in both}
    ]


def test_a_band_goes_only_with_who_keeps_it() -> None:
    lot = replace(SMALL.lots[0], id="v", item="vaccine", quantity=50)
    need = replace(SMALL.needs[0], id="nv", items=("vaccine",), quantity=50)
    problem = replace(SMALL, lots=(*SMALL.lots, lot), needs=(*SMALL.needs, need))
    assert reasons(problem)["nv"] == "no_vehicle"
    cool = Vehicle(
        "cool-1",
        "far-shore",
        "southford",
        500_000,
        1_000_000,
        START + 6 * HOUR,
        START + 19 * HOUR,
        bands=("cool",),
        serves=("reed-bank",),
    )
    found = planned(replace(problem, vehicles=(*SMALL.vehicles, cool)))
    assert {one.vehicle for one in found.deliveries if one.need == "nv"} == {"cool-1"}
    assert {one.need for one in found.deliveries if one.vehicle == "cool-1"} == {"nv"}


def test_the_next_plan_begins_with_the_last_ones_trips() -> None:
    problem = region(20, 30, 6, 2, places=14, vehicles=6, owners=2)
    first = planned(problem)
    assert len(first.deliveries) > 4
    unsearched = replace(EFFORT, budget=Budget(3600.0, tasks=0))
    brought = {(one.lot, one.need, one.vehicle) for one in first.deliveries}

    def kept(problem: Problem) -> int:
        found = plan(problem, unsearched)
        check(problem, found)
        again = {(one.lot, one.need, one.vehicle) for one in found.deliveries}
        return len(brought & again)

    assert kept(refuse(problem, first, [])) == len(brought)
    assert kept(problem) < len(brought)


def test_who_keeps_its_own_plan_keeps_what_it_agreed_to() -> None:
    need, lot = SMALL.needs[0], SMALL.lots[0]
    owner = lot.owner
    other = next(one for one in SMALL.needs if one.member != owner)
    own = replace(need, member=owner, id="own", items=(lot.item,))
    accepted = (Given(lot.id, "own", 1), Given(lot.id, other.id, 2))
    problem = replace(SMALL, needs=(*SMALL.needs, own), accepted=accepted)
    alone = only(problem, owner)
    left = next(one.quantity for one in alone.lots if one.id == lot.id)
    assert left == max(0, lot.quantity - 2)
    assert alone.accepted == (accepted[0],)
