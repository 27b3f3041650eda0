"""The pages of plans: each member sees and signs its own part."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accord.supplies.models import Lot
from accord.supplies.models_planning import PlanRefusal, PlanRun
from accord.supplies.planning import answers, process, runner
from tests.stores import Stores
from tests.supplies.conftest import HOME, Desk, Desks, body_of
from tests.supplies.plans import (
    IZMAIL,
    RENI,
    TULCEA,
    given,
    inline,
    later,
    planned,
    site,
    stock,
    tomorrow,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "run", inline)


@pytest.fixture
def river(shop: Stores) -> Stores:
    """alfa has 100 blankets in Tulcea, bravo 100 and a van in Izmail; charlie needs."""
    site(shop, "alfa", "tulcea", TULCEA)
    site(shop, "bravo", "izmail", IZMAIL)
    site(shop, "charlie", "reni", RENI)
    stock(shop, "alfa", "tulcea", 100)
    stock(shop, "bravo", "izmail", 100)
    shop.vehicle("bravo", home=shop.sites["izmail"])
    shop.need(shop.sites["reni"], 150, due=later(3))
    return shop


def test_nothing_is_planned_yet(keeper: Desk) -> None:
    page = keeper.see("/plans")
    assert "No plan has been made yet" in page
    assert "Make the plan" in page


def ask(desk: Desk, **more: object) -> PlanRun:
    fields = {"since": tomorrow().isoformat(), "days": "2", "begins": "6"}
    fields |= {"ends": "18", "keep_days": "7"}
    answer = desk.client.post(f"{HOME}/plans/new", fields | more)
    assert answer.status_code == 302, answer.content.decode()
    run = PlanRun.objects.latest("pk")
    assert answer["Location"].endswith(f"/plans/{run.pk}")
    return run


def test_a_plan_is_asked_for_and_waits_and_is_there(
    river: Stores, keeper: Desk
) -> None:
    run = ask(keeper)
    page = keeper.get(f"/plans/{run.pk}")
    assert f'data-live="/en/desk/supplies/plans/{run.pk}/progress"' in page
    assert "It begins at once" in page
    runner.work_off()
    assert "The plan is ready" in keeper.see(f"/plans/{run.pk}/progress")
    page = keeper.see(f"/plans/{run.pk}")
    assert "1 of 1 need is wholly met" in page
    assert "2 answers needed" in page


WRONG = [
    ({"since": "2026-01-01"}, "from today on"),
    ({"since": "tomorrow"}, "valid date"),
    ({"days": "6"}, "At most 5"),
    ({"begins": "17"}, "At least two hours"),
    ({"keep_days": "-1"}, "whole number"),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
def test_what_cannot_be_asked(
    keeper: Desk, changes: dict[str, str], sentence: str
) -> None:
    fields = {"since": tomorrow().isoformat(), "days": "2", "begins": "6"}
    fields |= {"ends": "18", "keep_days": "7"}
    answer = keeper.client.post(f"{HOME}/plans/new", fields | changes)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not PlanRun.objects.exists()


def test_each_sees_its_own_part_alone(river: Stores, desk: Desks) -> None:
    run = planned(river)
    owner = desk("alfa/supplies").see(f"/plans/{run.pk}")
    assert "100 pcs blanket, from tulcea hall to reni hall" in owner or (
        "50 pcs blanket, from tulcea hall to reni hall" in owner
    )
    assert "izmail hall bravo" not in owner, "another owner's line"
    assert "from others, who have not agreed yet" in owner
    carrier = desk("bravo/supplies").see(f"/plans/{run.pk}")
    assert "izmail hall bravo" in carrier
    assert "tulcea hall alfa" in carrier, "a carrier sees what it loads"
    receiver = desk("charlie/supplies").see(f"/plans/{run.pk}")
    assert "tulcea hall alfa" in receiver
    assert "izmail hall bravo" in receiver
    assert "This plan asks nothing of your organisation." in receiver


def test_what_is_agreed_to_is_seen_by_all(river: Stores, desk: Desks) -> None:
    run = planned(river)
    desk("bravo/supplies").does(f"/plans/{run.pk}/agree/prepare")
    assert "izmail hall bravo" in desk("alfa/supplies").see(f"/plans/{run.pk}")


def test_pages_of_the_desk_read_the_newest_plan_once(
    river: Stores, desk: Desks
) -> None:
    planned(river)
    alfa = desk("alfa/supplies")
    assert "Agree to my part" in alfa.see("/en/desk/")
    with CaptureQueriesContext(connection) as asked:
        assert "Agree to my part" in alfa.see("/en/desk/")
    of_plans = [one["sql"] for one in asked if "supplies_planrun" in one["sql"]]
    assert of_plans
    assert not any('"supplies_planrun"."plan"' in one for one in of_plans)
    before = planned(river)
    alfa.does(f"/plans/{before.pk}/agree/prepare")
    assert "Agree to my part" not in alfa.see("/en/desk/")


def test_each_signs_its_own_part_and_nothing_else(river: Stores, desk: Desks) -> None:
    run = planned(river)
    part = body_of(river, desk("alfa/supplies").does(f"/plans/{run.pk}/agree/prepare"))
    assert part.plan == run.key
    assert {one.site for one in part.lines} == {river.sites["tulcea"]}
    assert part.vehicles == ()
    part = body_of(river, desk("bravo/supplies").does(f"/plans/{run.pk}/agree/prepare"))
    assert {one.site for one in part.lines} == {river.sites["izmail"]}
    assert len(part.vehicles) == 1
    page = desk("charlie/supplies").see(f"/plans/{run.pk}")
    assert "All have agreed" in page
    status, answer = desk("alfa/supplies").prepare(f"/plans/{run.pk}/agree/prepare")
    assert (status, "asks nothing" in answer["detail"]) == (409, True)
    status, _ = desk("charlie/supplies").prepare(f"/plans/{run.pk}/agree/prepare")
    assert status == 409


def test_a_part_too_long_for_one_record_says_how_many_it_takes(
    river: Stores, desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_LINES", 1)
    item = river.items["filter"]
    filters = {"item": item, "quantity": 5}
    river.receive("bravo", site=river.sites["izmail"], lines=[filters])
    river.need(river.sites["reni"], 5, item=item, due=later(3))
    run = planned(river)
    bravo, says = desk("bravo/supplies"), "To be signed one after another: 2."
    assert says in bravo.see(f"/plans/{run.pk}")
    assert "too long" not in desk("alfa/supplies").see(f"/plans/{run.pk}")
    bravo.does(f"/plans/{run.pk}/agree/prepare")
    page = bravo.see(f"/plans/{run.pk}")
    assert ("too long" in page, "Agree to my part" in page) == (False, True)
    bravo.does(f"/plans/{run.pk}/agree/prepare")
    assert "Agree to my part" not in bravo.see(f"/plans/{run.pk}")


def test_a_new_plan_says_that_it_takes_the_place_of_one_that_waits(
    river: Stores, desk: Desks
) -> None:
    run = planned(river)
    alfa, bravo = desk("alfa/supplies"), desk("bravo/supplies")
    assert "waits for answers" not in alfa.see("/plans")
    alfa.does(f"/plans/{run.pk}/agree/prepare")
    page = alfa.see("/plans")
    assert f"Plan {run.pk} waits for answers: 1 of 2 have agreed." in page
    bravo.does(f"/plans/{run.pk}/agree/prepare")
    assert "waits for answers" not in alfa.see("/plans")


def test_a_refusal_leads_to_a_plan_without_it(river: Stores, desk: Desks) -> None:
    """bravo agrees, alfa refuses: the next plan keeps bravo's part and does without."""
    run = planned(river)
    desk("bravo/supplies").does(f"/plans/{run.pk}/agree/prepare")
    alfa = desk("alfa/supplies")
    need = next(iter(given(run)))
    refusal = {"refuse": [f"need:{need}"], "reason": ""}
    answer = alfa.client.post(f"{HOME}/plans/{run.pk}/refuse", refusal)
    assert (answer.status_code, "Say why" in answer.content.decode()) == (400, True)
    answer = alfa.client.post(
        f"{HOME}/plans/{run.pk}/refuse", refusal | {"reason": "We need them."}
    )
    assert answer.status_code == 302
    assert runner.work_off() == 1
    after = PlanRun.objects.latest("pk")
    assert given(after) == {need: 100}
    assert "alfa" not in {one["owner"] for one in after.plan["deliveries"]}
    page = desk("bravo/supplies").see(f"/plans/{after.pk}")
    assert "All have agreed" in page, "nobody signs twice for the same"
    assert "refused to give it for this need" in page
    assert "We need them." in alfa.see("/plans")
    status, answer = alfa.prepare(f"/plans/{run.pk}/agree/prepare")
    assert (status, answer["title"]) == (409, "There is a newer plan")
    row = PlanRefusal.objects.get()
    taken = alfa.client.post(f"{HOME}/plans/refusals/{row.pk}/over")
    assert taken.status_code == 302
    runner.work_off()
    assert given(PlanRun.objects.latest("pk")) == {need: 150}


def test_nobody_takes_back_another_members_refusal(river: Stores, desk: Desks) -> None:
    run = planned(river)
    need = next(iter(given(run)))
    alfa, bravo = desk("alfa/supplies"), desk("bravo/supplies")
    form = {"refuse": [f"need:{need}"], "reason": "No."}
    alfa.client.post(f"{HOME}/plans/{run.pk}/refuse", form)
    row = PlanRefusal.objects.get()
    assert bravo.client.post(f"{HOME}/plans/refusals/{row.pk}/over").status_code == 404


def test_nobody_refuses_what_is_another_members(river: Stores, desk: Desks) -> None:
    run = planned(river)
    assert run.plan is not None
    vehicle = run.plan["trips"][0]["vehicle"]
    form = {"refuse": [f"vehicle:{vehicle}"], "reason": "No."}
    answer = desk("alfa/supplies").client.post(f"{HOME}/plans/{run.pk}/refuse", form)
    assert answer.status_code == 400
    assert not PlanRefusal.objects.exists()


def test_a_refused_vehicle_stays_at_home_that_day(river: Stores, desk: Desks) -> None:
    run = planned(river, days=1)
    assert run.plan is not None
    vehicle = run.plan["trips"][0]["vehicle"]
    form = {"refuse": [f"vehicle:{vehicle}"], "reason": "In repair."}
    desk("bravo/supplies").client.post(f"{HOME}/plans/{run.pk}/refuse", form)
    runner.work_off()
    after = PlanRun.objects.latest("pk")
    assert after.plan is not None
    assert after.plan["trips"] == []


def test_two_plans_compete_for_the_same_goods(river: Stores, desk: Desks) -> None:
    """alfa promises its blankets elsewhere first: the plan is refused, in words."""
    run = planned(river)
    lot = next(one for one in river.stock.lots if river.at("alfa", one) == 0)
    other = river.need(river.sites["charlie"], 100, due=later(3))
    lots = {
        lot: account.place
        for (account, lot), n in river.stock.balances.items()
        if account.owner == "alfa" and account.holder
    }
    (lot,) = lots
    river.plan("alfa", (lot, "tulcea", other, 90))
    alfa = desk("alfa/supplies")
    status, answer = alfa.prepare(f"/plans/{run.pk}/agree/prepare")
    assert status == 409
    assert answer["title"] == "This plan does not hold any more"
    assert "10 of this lot are free here" in answer["detail"]
    page = alfa.see(f"/plans/{run.pk}")
    assert "This plan does not hold any more" in page
    assert "10 free" in page


def test_agreed_goods_whose_date_is_over_by_now_stay(
    river: Stores, desk: Desks
) -> None:
    """A plan may be older than the goods are good: nobody packs them unawares."""
    run = planned(river)
    bravo = desk("bravo/supplies")
    part = bravo.does(f"/plans/{run.pk}/agree/prepare")
    wanted = {"part": part, "site": river.sites["izmail"]}
    wanted |= {"destination": river.sites["reni"]}
    assert "so they stay" not in bravo.see(f"/plans/{run.pk}")
    Lot.objects.update(expiry="2020-05-31")
    page = bravo.see(f"/plans/{run.pk}")
    assert "Their date is over by now, so they stay: 100 pcs" in page
    assert "Pack this consignment" not in page
    status, answer = bravo.prepare("/plans/pack/prepare", **wanted)
    assert (status, answer["title"]) == (409, "Nothing is left to pack")
    assert "The date of all of it is over" in answer["detail"]


def test_agreed_goods_are_packed_with_one_signature(river: Stores, desk: Desks) -> None:
    """bravo keeps the store: its own signature is enough for its agreed goods."""
    run = planned(river)
    alfa, bravo = desk("alfa/supplies"), desk("bravo/supplies")
    part = bravo.does(f"/plans/{run.pk}/agree/prepare")
    page = bravo.see(f"/plans/{run.pk}")
    assert "Agreed, and to be packed in your stores" in page
    assert "Agreed, and to be packed" not in alfa.see(f"/plans/{run.pk}")
    wanted = {"part": part, "site": river.sites["izmail"]}
    wanted |= {"destination": river.sites["reni"]}
    sent = body_of(river, bravo.does("/plans/pack/prepare", **wanted))
    assert sent.plan == part
    assert sum(one.quantity for one in sent.lines) == 100
    status, answer = bravo.prepare("/plans/pack/prepare", **wanted)
    assert (status, answer["title"]) == (409, "Nothing is left to pack")
    assert "agreed" in bravo.see(f"/plans/{run.pk}")


def test_what_if_is_for_the_member_that_asked(river: Stores, desk: Desks) -> None:
    run = planned(river)
    bravo = desk("bravo/supplies")
    answer = bravo.client.post(
        f"{HOME}/plans/{run.pk}/what-if", {"closed": ["isaccea-orlivka"]}
    )
    assert answer.status_code == 302
    runner.work_off()
    other = PlanRun.objects.latest("pk")
    page = bravo.see(f"/plans/{other.pk}")
    assert "What if Isaccea–Orlivka is closed?" in page
    assert "Nobody is asked" in page
    assert "Agree to my part" not in page
    alfa = desk("alfa/supplies")
    path = f"{HOME}/plans/{other.pk}"
    assert alfa.client.get(path).status_code == 404
    assert str(other.pk) not in alfa.see("/plans").split("What if")[1:]
    status, _ = bravo.prepare(f"/plans/{other.pk}/agree/prepare")
    assert status == 409


def test_what_if_of_nothing_is_asked_back(river: Stores, desk: Desks) -> None:
    run = planned(river)
    bravo = desk("bravo/supplies")
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "Choose a crossing"),
        ({"closed": ["bosphorus"]}, "valid choice"),
        ({"item": river.items["blanket"], "site": river.sites["izmail"]}, "Say how"),
        ({"item": river.items["blanket"], "quantity": "5"}, "Choose the store"),
    ]
    for fields, sentence in cases:
        answer = bravo.client.post(f"{HOME}/plans/{run.pk}/what-if", fields)
        assert answer.status_code == 400, fields
        assert sentence in answer.content.decode(), fields


def test_a_posts_address_opened_again_leads_to_its_form(
    river: Stores, keeper: Desk
) -> None:
    run = planned(river)
    ways = {
        "new": "",
        "roads": "",
        f"{run.pk}/what-if": f"/{run.pk}",
        f"{run.pk}/again": f"/{run.pk}",
    }
    for path, page in ways.items():
        answer = keeper.client.get(f"{HOME}/plans/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"{HOME}/plans{page}")
        assert keeper.client.put(f"{HOME}/plans/{path}").status_code == 405


def test_a_crossing_is_closed_for_the_next_plans(river: Stores, desk: Desks) -> None:
    before = planned(river)
    alfa = desk("alfa/supplies")
    fields = {"crossing": "isaccea-orlivka", "state": "closed", "note": "ice"}
    assert alfa.client.post(f"{HOME}/plans/roads", fields).status_code == 302
    assert "Isaccea–Orlivka (ferry): closed ice" in alfa.see("/plans")
    after = planned(river)
    assert before.plan is not None
    assert after.plan is not None
    assert after.plan["metres"] > before.plan["metres"]
    alfa.client.post(f"{HOME}/plans/roads", fields | {"state": "open"})
    assert "all are open" in alfa.see("/plans")


def test_who_has_not_the_task_reads_only(river: Stores, desk: Desks) -> None:
    run = planned(river)
    voice = desk("alfa/voice")
    page = voice.see(f"/plans/{run.pk}")
    assert "Somebody of your organisation with the task of supplies" in page
    for path in ("new", "roads", f"{run.pk}/refuse", f"{run.pk}/what-if"):
        assert voice.client.post(f"{HOME}/plans/{path}").status_code == 403, path
    assert voice.client.get(f"{HOME}/plans/{run.pk + 9}").status_code == 404


def test_a_plan_that_failed_says_so(
    river: Stores, desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*told: object) -> Any:  # noqa: ANN401
        raise process.Failed("No memory.")

    monkeypatch.setattr(process, "run", fails)
    run = planned(river)
    page = desk("alfa/supplies").see(f"/plans/{run.pk}")
    assert "No plan could be made. No memory. Nothing was changed." in page
    assert "Try again" in page


def test_only_who_asked_stops_it(river: Stores, keeper: Desk, desk: Desks) -> None:
    run = ask(keeper)
    path = f"{HOME}/plans/{run.pk}/stop"
    assert desk("bravo/supplies").client.post(path).status_code == 403
    assert keeper.client.post(path).status_code == 302
    assert runner.work_off() == 0
    assert "It was stopped" in keeper.see(f"/plans/{run.pk}")


def test_names_in_the_map_are_text(river: Stores, desk: Desks) -> None:
    """A hostile name stays inside of its attribute."""
    nasty = site(river, "charlie", "nasty", RENI)
    assert nasty
    run = planned(river)
    page = desk("alfa/supplies").get(f"/plans/{run.pk}")
    assert 'data-map="{&quot;sites&quot;' in page
    assert "style=" not in page
    assert "<script>" not in page
    assert "<title>Plan from 02.11.2026 on" in page
    assert 'tabindex="0"><svg class="gantt"' in desk("bravo/supplies").get(
        f"/plans/{run.pk}"
    )


def test_the_plan_waits_for_who_has_not_answered(river: Stores, desk: Desks) -> None:
    alfa, charlie = desk("alfa/supplies"), desk("charlie/supplies")
    assert "Agree to my part" not in alfa.see("/en/desk/")
    run = planned(river)
    assert "Agree to my part" in alfa.see("/en/desk/")
    assert "Agree to my part" not in charlie.see("/en/desk/"), "nothing is asked of it"
    alfa.does(f"/plans/{run.pk}/agree/prepare")
    assert "Agree to my part" not in alfa.see("/en/desk/")


def test_the_board_shows_the_map_and_the_charts(river: Stores, desk: Desks) -> None:
    voice = desk("alfa/voice")
    page = voice.get("")
    assert 'id="boardmap" data-map="{&quot;sites&quot;' in page
    assert "reni hall" in voice.see("").split("Where")[-1]
    charts = voice.see("/charts")
    assert "How far each place is served" in charts
    assert "reni hall 0 % + 0 % 1 of 1 need open" in charts
    assert "Nothing has moved yet" not in charts
    assert "style=" not in voice.get("/charts")
