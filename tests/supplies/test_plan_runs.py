"""Plans made of the books: what is taken into them, and what becomes of a run."""

from datetime import date
from typing import Any

import pytest

from accord.supplies.models_planning import PlanRun
from accord.supplies.planning import process, runner, runs
from accord.supplies.planning.asked import Asked, MoreStock, read
from tests.stores import Stores
from tests.supplies.plans import (
    ISACCEA,
    RENI,
    TULCEA,
    given,
    inline,
    later,
    planned,
    reader,
    site,
    stock,
    tomorrow,
)

REALLY = process.run


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process, and a short search."""
    monkeypatch.setattr(process, "run", inline)


@pytest.fixture
def river(shop: Stores) -> Stores:
    """alfa has 200 blankets in Tulcea and a van there; charlie needs 50 in Reni."""
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 200)
    shop.vehicle("alfa", home=shop.sites["tulcea"])
    return shop


def test_a_need_over_the_river_is_met(river: Stores) -> None:
    need = river.need(river.sites["reni"], 50, due=later(3))
    run = planned(river)
    assert (run.state, run.error) == ("done", "")
    assert given(run) == {need: 50}
    assert len(run.key) == 64
    assert run.plan is not None
    (trip,) = run.plan["trips"]
    passed = [place for leg in run.plan["ways"][trip["vehicle"]] for place, _ in leg]
    assert "Orlivka, landing" in passed


def test_what_lies_where_it_is_needed_stays(river: Stores) -> None:
    stays = river.need(river.sites["tulcea"], 180, due=later(3))
    goes = river.need(river.sites["reni"], 50, due=later(3))
    run = planned(river)
    assert given(run) == {goes: 20}
    assert run.problem is not None
    assert stays not in {one["id"] for one in run.problem["needs"]}


def test_what_a_donor_gave_for_one_place_goes_nowhere_else(river: Stores) -> None:
    tulcea, reni = river.sites["tulcea"], river.sites["reni"]
    isaccea = site(river, "charlie", "isaccea", ISACCEA)
    river.receive("alfa", 120, site=tulcea, earmark=reni)
    other = river.need(isaccea, 230, due=later(3))
    need = river.need(reni, 100, due=later(3), priority=5)
    stays = river.need(tulcea, 20, due=later(3))
    run = planned(river)
    assert given(run) == {other: 180, need: 100}
    assert run.problem is not None
    assert stays not in {one["id"] for one in run.problem["needs"]}
    assert reason(run, other) == "earmarked"


def test_a_lot_of_two_owners_in_one_store(river: Stores) -> None:
    lot = next(iter(river.stock.lots))
    body = {"site": river.sites["tulcea"], "owner": "alfa", "to": "bravo"}
    body |= {"lines": [{"lot": lot, "quantity": 80}]}
    signers = ["alfa/supplies", "bravo/supplies"]
    river.coalition.does("supplies.transfer", signers, body)
    need = river.need(river.sites["reni"], 200, due=later(3))
    run = planned(river)
    assert given(run) == {need: 200}
    assert run.plan is not None
    assert {one["owner"] for one in run.plan["deliveries"]} == {"alfa", "bravo"}


BAD = [
    pytest.param({"lat": "", "lon": ""}, "site", id="no coordinates"),
    pytest.param({"lat": "north", "lon": "28"}, "site", id="words"),
    pytest.param({"lat": "98.2", "lon": "28"}, "site", id="beyond the pole"),
    pytest.param({"lat": "nan", "lon": "28"}, "site", id="no number"),
]


@pytest.mark.parametrize(("at", "what"), BAD)
def test_a_site_without_coordinates_is_left_out_and_named(
    river: Stores, at: dict[str, str], what: str
) -> None:
    nowhere = site(river, "bravo", "nowhere", (at["lat"], at["lon"]))
    river.need(nowhere, 10, due=later(3))
    met = river.need(river.sites["reni"], 50, due=later(3))
    run = planned(river)
    assert given(run) == {met: 50}
    assert {"what": what, "id": nowhere} in run.left_out


def reason(run: PlanRun, need: str) -> str:
    assert run.plan is not None
    return str(next(one["reason"] for one in run.plan["unmet"] if one["need"] == need))


def test_a_vehicle_that_is_too_small(shop: Stores) -> None:
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 200)
    shop.vehicle("alfa", home=shop.sites["tulcea"], grams=500)
    need = shop.need(shop.sites["reni"], 50, due=later(3))
    run = planned(shop)
    assert given(run) == {}
    assert reason(run, need) == "no_room"


def test_goods_that_would_expire(shop: Stores) -> None:
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 200, expiry=later(4)[:10])
    shop.vehicle("alfa", home=shop.sites["tulcea"])
    need = shop.need(shop.sites["reni"], 50, due=later(3))
    run = planned(shop)
    assert reason(run, need) == "would_expire"
    assert given(planned(shop, keep_days=0)) == {need: 50}


def test_what_comes_too_late_and_what_nobody_has(river: Stores) -> None:
    late = river.need(river.sites["reni"], 50, due=later(0))
    none = river.need(river.sites["reni"], 5, item=river.items["filter"], due=later(3))
    run = planned(river)
    assert (reason(run, late), reason(run, none)) == ("too_late", "no_stock")


def test_no_vehicle(shop: Stores) -> None:
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 200)
    need = shop.need(shop.sites["reni"], 50, due=later(3))
    assert reason(planned(shop), need) == "no_vehicle"


def test_agreed_lines_stay_and_others_do_not_take_them(river: Stores) -> None:
    need = river.need(river.sites["reni"], 150, due=later(3))
    site(river, "bravo", "isaccea", ISACCEA)
    lot = f"{next(iter(river.stock.lots))}"
    part = river.plan("alfa", (lot, "tulcea", need, 150))
    first = river.need(river.sites["isaccea"], 100, priority=1, due=later(3))
    run = planned(river)
    assert given(run) == {need: 150, first: 50}
    assert [(one["part"], one["quantity"]) for one in run.kept] == [(part, 150)]


def test_what_was_agreed_to_serves_the_need_beside_it(river: Stores) -> None:
    """Other goods have met the need that it was for, and not the one beside it."""
    later_one = river.need(river.sites["reni"], 150, priority=5, due=later(3))
    lot = next(iter(river.stock.lots))
    part = river.plan("alfa", (lot, "tulcea", later_one, 150))
    first = river.need(river.sites["reni"], 60, priority=1, due=later(3))
    stock(river, "charlie", "reni", 150)
    run = planned(river)
    assert given(run) == {later_one: 60}
    assert [(one["part"], one["need"], one["quantity"]) for one in run.kept] == [
        (part, later_one, 60)
    ]
    stock(river, "charlie", "reni", 30)
    river.close("charlie", first)
    run = planned(river)
    assert (run.state, run.error) == ("done", "")
    assert given(run) == {}
    assert run.kept == []


def test_goods_promised_for_what_is_over_are_nobodys(river: Stores) -> None:
    need = river.need(river.sites["reni"], 150, due=later(3))
    lot = next(iter(river.stock.lots))
    river.plan("alfa", (lot, "tulcea", need, 150))
    river.close("charlie", need)
    other = river.need(river.sites["reni"], 100, due=later(3))
    assert given(planned(river)) == {other: 50}


def what_if(river: Stores, of: PlanRun, **more: Any) -> PlanRun:  # noqa: ANN401
    run = runs.ask(reader(river, "alfa/supplies"), Asked(tomorrow(), **more), of)
    assert runner.work_off() == 1
    run.refresh_from_db()
    return run


def test_what_if_the_ferry_is_closed(river: Stores) -> None:
    need = river.need(river.sites["reni"], 50, due=later(3))
    before = planned(river)
    closed = what_if(river, before, closed=("isaccea-orlivka",))
    assert before.plan is not None
    assert closed.plan is not None
    assert given(closed) == {need: 50}
    assert closed.plan["metres"] > before.plan["metres"]
    passed = str(closed.plan["ways"])
    assert "Orlivka, landing" not in passed
    assert closed.key == "", "nobody agrees to a what if"


def test_what_if_a_vehicle_is_lost_or_more_is_there(river: Stores) -> None:
    need = river.need(river.sites["reni"], 250, due=later(3))
    before = planned(river)
    assert given(before) == {need: 200}
    assert before.problem is not None
    (van,) = {one["id"].partition("@")[0] for one in before.problem["vehicles"]}
    assert given(what_if(river, before, lost=(van,))) == {}
    more = MoreStock(river.items["blanket"], river.sites["tulcea"], "bravo", 80)
    assert given(what_if(river, before, stock=(more,))) == {need: 250}


def test_what_is_asked_is_read_back() -> None:
    asked = Asked(
        date(2026, 11, 23), 3, 5, 20, 0, ("x",), ("y",), (MoreStock("i", "s", "o", 4),)
    )
    assert read(asked.document()) == asked
    assert asked.differs


# Runs


def test_one_that_was_interrupted_goes_on_a_few_times(river: Stores) -> None:
    run = runs.ask(reader(river, "alfa/supplies"), Asked(tomorrow()))
    for _ in range(runs.MAX_TRIES):
        taken = runs.take()
        assert taken is not None
        assert taken.state == "running"
    assert runs.take() is None
    run.refresh_from_db()
    assert (run.state, "several times" in run.error) == ("failed", True)


def test_one_that_is_stopped_before_its_turn(river: Stores) -> None:
    run = runs.ask(reader(river, "alfa/supplies"), Asked(tomorrow()))
    PlanRun.objects.update(stop=True)
    assert runner.work_off() == 0
    run.refresh_from_db()
    assert run.state == "stopped"


def test_one_that_is_stopped_gives_what_it_has(
    river: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "run", REALLY)
    need = river.need(river.sites["reni"], 50, due=later(3))
    run = runs.ask(reader(river, "alfa/supplies"), Asked(tomorrow()))
    PlanRun.objects.update(seconds=3000)
    heard = []

    def note(of: PlanRun, progress: dict[str, Any]) -> bool:
        heard.append(progress)
        return True

    monkeypatch.setattr(runs, "note", note)
    runner.work_off()
    run.refresh_from_db()
    assert (run.state, run.error) == ("done", "")
    assert given(run) == {need: 50}
    assert heard


def test_a_process_that_fails_is_told(
    river: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> Any:  # noqa: ANN401
        raise process.Failed("No memory.")

    monkeypatch.setattr(process, "run", fails)
    run = planned(river)
    assert (run.state, run.error) == ("failed", "No memory.")


def test_a_member_does_not_fill_the_queue(river: Stores) -> None:
    who = reader(river, "alfa/supplies")
    for _ in range(runs.MAX_WAITING):
        runs.ask(who, Asked(tomorrow()))
    with pytest.raises(runs.TooMany, match="being made"):
        runs.ask(who, Asked(tomorrow()))
    runs.ask(reader(river, "bravo/supplies"), Asked(tomorrow()))


def test_the_process_says_what_is_wrong_with_a_problem() -> None:
    order = process.Order(1, 1, 0)
    with pytest.raises(process.Failed, match="does not begin with its form"):
        REALLY(order, {"v": "nothing"}, lambda now: False)
