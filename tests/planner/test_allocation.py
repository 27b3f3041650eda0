"""Who gets what: every rule is kept, and each stage is the best that it can be."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from accord.planner.allocation.allocate import Allocation, allocate
from accord.planner.allocation.arcs import arcs
from accord.planner.allocation.lexicographic import minimise
from accord.planner.allocation.model import Builder
from accord.planner.errors import Impossible
from accord.planner.problem import Given, Lot, Need, Policy, Problem, Reserve, Site
from accord.planner.roads import travel
from tests.planner.region import DAY, HOUR, SMALL, START, region


def allocated(problem: Problem) -> Allocation:
    return allocate(problem, arcs(problem, travel(problem))[0])


def amounts(problem: Problem) -> dict[tuple[str, str], int]:
    return {
        (problem.lots[one.lot].id, problem.needs[one.need].id): one.quantity
        for one in allocated(problem).lines
    }


def check(problem: Problem, found: Allocation) -> None:
    """Raises AssertionError for a line that breaks a rule."""
    items = {one.id: one for one in problem.items}
    of_lot, of_owner, of_need = (
        Counter[int](),
        Counter[tuple[str, str]](),
        Counter[int](),
    )
    for line in found.lines:
        lot, need = problem.lots[line.lot], problem.needs[line.need]
        assert line.quantity > 0
        assert line.quantity % items[lot.item].pack == 0
        assert lot.item in need.items
        assert not lot.frozen
        of_lot[line.lot] += line.quantity
        of_owner[lot.owner, lot.item] += line.quantity
        of_need[line.need] += line.quantity
        allowed = lot.owner == need.member or any(
            one.owner == lot.owner and one.to in ("*", need.member)
            for one in problem.policies
        )
        assert allowed
    for place, quantity in of_lot.items():
        assert quantity <= problem.lots[place].quantity
    for place, quantity in of_need.items():
        packs = [items[one].pack for one in problem.needs[place].items]
        assert quantity < problem.needs[place].quantity + max(packs)
    for one in problem.reserves:
        stock = sum(
            lot.quantity
            for lot in problem.lots
            if (lot.owner, lot.item) == (one.owner, one.item) and not lot.frozen
        )
        spare = max(0, stock - one.quantity)
        assert of_owner[one.owner, one.item] <= spare


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 10_000),
    st.integers(2, 12),
    st.integers(1, 4),
    st.sampled_from([0.0, 0.6]),
)
def test_rules_hold_and_the_first_stage_is_the_best(
    seed: int, count: int, items: int, substitutes: float
) -> None:
    problem = region(count, count, items, seed, 6, 6, 3, substitutes)
    problem = replace(problem, reserves=(Reserve("member-0", "item-0", 100),))
    open_, _ = arcs(problem, travel(problem))
    found = allocate(problem, open_)
    check(problem, found)
    built = Builder(problem, open_, {}).build()
    model = built.model
    best = milp(
        built.stages[0],
        integrality=np.ones(len(model.upper)),
        bounds=Bounds(model.lower, model.upper),
        constraints=LinearConstraint(model.rows, model.low, model.high),
        options={"mip_rel_gap": 0.0},
    )
    value = found.values["unmet"]
    if found.proven:
        assert value == pytest.approx(best.fun, rel=1e-6, abs=1e-6)
    else:
        assert found.bound is not None
        assert found.bound - 1e-6 <= best.fun <= value + 1e-6


def test_later_stages_are_the_best_given_the_ones_before() -> None:
    problem = region(8, 8, 2, 5, 6, 6, 3)
    built = Builder(problem, arcs(problem, travel(problem))[0], {}).build()
    found = minimise(built.model, built.stages)
    rows = [LinearConstraint(built.model.rows, built.model.low, built.model.high)]
    for stage, value in zip(built.stages, found.values, strict=True):
        best = milp(
            stage,
            integrality=np.ones(len(stage)),
            bounds=Bounds(built.model.lower, built.model.upper),
            constraints=rows,
            options={"mip_rel_gap": 0.0},
        )
        assert value == pytest.approx(best.fun, rel=1e-6, abs=1e-3)
        rows.append(LinearConstraint(stage[None, :], -np.inf, value + 1e-6))


def need(name: str, quantity: int, priority: int = 3, **more: object) -> Need:
    fields: dict[str, object] = {
        "id": name,
        "member": "reed-bank",
        "place": "northford",
        "items": ("blanket",),
        "quantity": quantity,
        "priority": priority,
        "by": START + 20 * HOUR,
    }
    return Need(**(fields | more))  # type: ignore[arg-type]


def lot(name: str, quantity: int, **more: object) -> Lot:
    fields: dict[str, object] = {
        "id": name,
        "item": "blanket",
        "owner": "reed-bank",
        "site": "mill-store",
        "quantity": quantity,
    }
    return Lot(**(fields | more))  # type: ignore[arg-type]


def problem(*things: Lot | Need | Policy | Reserve, **more: object) -> Problem:
    return replace(
        SMALL,
        lots=tuple(one for one in things if isinstance(one, Lot)),
        needs=tuple(one for one in things if isinstance(one, Need)),
        policies=tuple(one for one in things if isinstance(one, Policy)),
        reserves=tuple(one for one in things if isinstance(one, Reserve)),
        **more,  # type: ignore[arg-type]
    )


def test_the_most_urgent_first() -> None:
    found = amounts(problem(lot("b", 100), need("low", 100, 4), need("high", 80, 1)))
    assert found == {("b", "high"): 80, ("b", "low"): 20}


def test_what_is_short_is_shared_by_share() -> None:
    found = amounts(problem(lot("b", 160), need("large", 240), need("small", 80)))
    assert found == {("b", "large"): 120, ("b", "small"): 40}


def test_what_expires_first_goes_first() -> None:
    soon = lot("soon", 100, expires=START + 20 * DAY)
    later = lot("later", 100, expires=START + 200 * DAY)
    found = amounts(problem(later, soon, need("n", 120)))
    assert found == {("soon", "n"): 100, ("later", "n"): 20}


def test_the_near_store_is_used_before_the_far_one() -> None:
    near = lot("near", 100, site="ford-store")
    assert amounts(problem(lot("far", 100), near, need("n", 50))) == {("near", "n"): 50}


def test_the_last_plan_is_kept_where_nothing_speaks_against_it() -> None:
    lots = lot("one", 100), lot("two", 100)
    for name in ("one", "two"):
        last = (Given(name, "n", 50),)
        assert amounts(problem(*lots, need("n", 50), last=last)) == {(name, "n"): 50}


def test_what_is_accepted_is_kept_even_where_others_need_it_more() -> None:
    accepted = (Given("b", "low", 60),)
    things = lot("b", 100), need("low", 100, 5), need("high", 100, 1)
    found = amounts(problem(*things, accepted=accepted))
    assert found == {("b", "low"): 60, ("b", "high"): 40}


def test_too_much_accepted_is_said() -> None:
    accepted = (Given("b", "one", 60), Given("b", "two", 60))
    with pytest.raises(Impossible, match="accepted"):
        amounts(
            problem(lot("b", 100), need("one", 60), need("two", 60), accepted=accepted)
        )


def test_a_site_hands_out_no_more_than_it_can() -> None:
    slow = (Site("mill-store", "northmill", throughput=1_500 * 75),)
    found = amounts(problem(lot("b", 100), need("n", 100), sites=slow))
    assert found == {("b", "n"): 70}


def test_only_whole_packs_travel_and_a_need_is_rounded_up() -> None:
    assert amounts(problem(lot("b", 99), need("n", 85))) == {("b", "n"): 90}
    assert amounts(problem(lot("b", 49), need("n", 85))) == {("b", "n"): 40}


ALLOWED = Policy("far-shore", "reed-bank")
THEIRS = lot("b", 100, owner="far-shore")
GATES = {
    "no_consent": (THEIRS,),
    "recalled": (lot("b", 100, frozen=True),),
    "earmarked": (lot("b", 100, place="southfield"),),
    "no_stock": (lot("b", 0),),
    "no_vehicle": (lot("b", 100, item="vaccine"),),
    "too_late": (lot("b", 100),),
    "would_expire": (lot("b", 100, expires=START + 9 * DAY),),
}


@pytest.mark.parametrize("gate", GATES)
def test_each_gate(gate: str) -> None:
    by = START + 6 * HOUR + 900 if gate == "too_late" else START + 20 * HOUR
    wanted = need("n", 50, items=("blanket", "vaccine"), by=by, keep=10 * DAY)
    made = problem(*GATES[gate], wanted)
    open_, blocked = arcs(made, travel(made))
    assert open_ == []
    assert [one.gate for one in blocked] == [gate]


def test_consent_opens_the_gate_up_to_its_limit() -> None:
    assert amounts(problem(THEIRS, need("n", 90), ALLOWED)) == {("b", "n"): 90}
    limited = replace(ALLOWED, limit=35)
    assert amounts(problem(THEIRS, need("n", 90), limited)) == {("b", "n"): 30}
    ended = replace(ALLOWED, until=START - 1)
    assert amounts(problem(THEIRS, need("n", 90), ended)) == {}
