"""People and vehicles that are asked twice: by actions, tasks and plans in force."""

import re

import pytest

from tests.actions.conftest import HOME, PLAN, SECRET, Desk, Desks
from tests.coalition import blob
from tests.hub import Hub

ACT = re.compile("[0-9a-f]{64}")
PEOPLE, VEHICLE = "Same people, same time", "Same vehicle, same time"
BRINGS = {"people": "4", "vehicles": "0", "note": ""}
LATER = PLAN | {"start": "2026-11-05T14:00", "end": "2026-11-05T16:00"}


def asked(of: Desk, path: str, **fields: object) -> str:
    """What a form says of clashes, as it is filled in."""
    answer = of.client.post(f"{HOME}{path}/clashes", fields)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def van(hub: Hub) -> str:
    body: dict[str, object] = {"code": "van", "grams": 10**6, "millilitres": 10**6}
    body |= {"pallets": 2, "bands": ["ambient"]}
    names = {"names": blob({"en": "The blue van"})}
    return hub.does("supplies.vehicle", "bravo/supplies", body, names)


def promised(hub: Hub, van: str, since: str, until: str) -> str:
    """bravo agrees to a plan that needs its van."""
    vehicles = [{"vehicle": van, "since": since, "until": until}]
    body = {"plan": "ab" * 32, "lines": [], "vehicles": vehicles}
    return hub.does("supplies.plan", "bravo/supplies", body)


def test_a_member_brings_people_to_one_action_at_a_time(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    first = alfa.does("/new/prepare", **PLAN)
    second = alfa.does("/new/prepare", **PLAN | {"title": "Fetch water"})
    third = alfa.does("/new/prepare", **LATER | {"title": "Bring it back"})
    bravo.does(f"/{first}/join", **BRINGS)
    said = asked(bravo, f"/{second}/join", **BRINGS)
    assert PEOPLE in said
    assert "Clear the mill road" in said
    assert PEOPLE not in asked(bravo, f"/{second}/join", **BRINGS | {"people": "0"})
    assert PEOPLE not in asked(bravo, f"/{third}/join", **BRINGS)
    assert PEOPLE not in alfa.get(f"/{first}")
    bravo.does(f"/{second}/join", **BRINGS)
    assert PEOPLE in alfa.get(f"/{first}")
    bravo.does(f"/{third}/join", **BRINGS)
    assert PEOPLE not in asked(alfa, f"/{third}", **LATER)
    assert PEOPLE in asked(alfa, f"/{third}", **PLAN)  # moved to the same hours
    bravo.does(f"/{second}/quit", reason="")
    assert PEOPLE not in alfa.get(f"/{first}")


def test_who_has_a_task_of_an_action_is_there(desk: Desks) -> None:
    alfa, charlie = desk("alfa"), desk("charlie")
    first = alfa.does("/new/prepare", **PLAN)
    second = alfa.does("/new/prepare", **PLAN | {"title": "Fetch water"})
    task = {"title": "Open the gate", "assignee": "charlie", "text": ""}
    task |= {"due": "2026-11-05T10:30"}
    given = alfa.does(f"/{first}/task", **task)
    said = asked(alfa, f"/{second}/task", **task)
    assert PEOPLE in said
    assert "Clear the mill road" in said
    assert PEOPLE not in asked(alfa, f"/{second}/task", **task | {"assignee": "bravo"})
    alfa.does(f"/{second}/task", **task)
    assert PEOPLE in charlie.get(f"/{second}")
    charlie.does(f"/tasks/{given}/done")
    assert PEOPLE not in charlie.get(f"/{second}")


def test_of_people_in_a_hidden_action_it_says_busy_alone(desk: Desks) -> None:
    alfa, bravo, charlie = desk("alfa"), desk("bravo"), desk("charlie")
    hidden = alfa.does("/new/prepare", **SECRET)
    bravo.does(f"/{hidden}/join", **BRINGS)
    shown = charlie.does("/new/prepare", **PLAN)
    task = {"title": "Open the gate", "assignee": "bravo", "text": ""}
    said = asked(charlie, f"/{shown}/task", **task, due="2026-11-05T10:30")
    assert PEOPLE in said
    assert "busy" in said
    assert "Canary" not in said
    assert not ACT.search(said)
    seeing = asked(bravo, f"/{shown}/join", **BRINGS)
    assert "Canary action" in seeing
    answer = charlie.client.post(f"{HOME}/{hidden}/task/clashes", task)
    assert answer.status_code == 404


def test_a_vehicle_that_a_plan_needs(desk: Desks, hub: Hub, van: str) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN)
    brings = BRINGS | {"people": "0", "fleet": [van]}
    assert VEHICLE not in asked(bravo, f"/{act}/join", **brings)
    plan = promised(hub, van, "2026-11-05T06:00:00Z", "2026-11-05T09:00:00Z")
    promised(hub, van, "2026-11-05T12:00:00Z", "2026-11-05T13:00:00Z")  # from 14:00 on
    said = asked(bravo, f"/{act}/join", **brings)
    assert said.count(VEHICLE) == 1
    assert "Part of a plan" in said
    assert f"/desk/decisions/{plan}" in said
    bravo.does(f"/{act}/join", **brings)
    assert "Part of a plan" in alfa.get(f"/{act}")
    hub.does("supplies.close", "bravo/supplies", {"act": plan})
    assert VEHICLE not in alfa.get(f"/{act}")


def test_the_briefing_says_what_of_a_plan_clashes(
    desk: Desks, hub: Hub, van: str
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN)
    bravo.does(f"/{act}/join", **BRINGS | {"fleet": [van]})
    promised(hub, van, "2026-11-05T06:00:00Z", "2026-11-05T09:00:00Z")
    other = alfa.does("/new/prepare", **PLAN | {"title": "Fetch water"})
    bravo.does(f"/{other}/join", **BRINGS)
    page = alfa.client.get("/en/desk/briefing").content.decode()
    assert "same vehicle" in page
    assert "Part of a plan – Clear the mill road" in page
    assert "same people" in page
    assert "Clear the mill road – Fetch water" in page
