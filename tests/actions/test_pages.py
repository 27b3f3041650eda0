"""Pages of actions: planned, joined, changed, ended; and seen by whom they are for."""

import json
import re

import pytest

from accord.actions.models import Action, Part, Task
from accord.sequencer.jobs import JOBS
from accord.sequencer.rebuild import rebuild
from tests.actions.conftest import HOME, PLAN, SECRET, Desks
from tests.coalition import blob
from tests.hub import Hub

PLACE = blob({"name": "Mill", "address": "", "lat": "45.1", "lon": "28.8"})


def test_an_empty_agenda_says_what_to_do(desk: Desks) -> None:
    assert "Nothing is planned" in desk("alfa").get()


def test_an_action_is_planned_joined_changed_and_over(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN)
    assert "Clear the mill road" in bravo.get()
    assert "Transport is lacking" in bravo.get()
    bravo.does(f"/{act}/join", people="4", vehicles="1", note="")
    page = alfa.get(f"/{act}")
    assert "2 lacking" in page
    alfa.does(f"/{act}/change", **PLAN | {"start": "2026-11-05T11:00"})
    assert Action.objects.get().sequence == 1
    bravo.does(f"/{act}/quit", reason="")
    assert not Part.objects.exists()
    alfa.does(f"/{act}/finish", people="40", outcome="The road is open.")
    assert "The road is open." in bravo.get(f"/{act}")
    assert "We take part" not in bravo.get(f"/{act}")


def test_who_takes_part_says_with_what(desk: Desks) -> None:
    act = desk("alfa").does("/new/prepare", **PLAN)
    nothing = {"people": "0", "vehicles": "0", "note": " "}
    status, answer = desk("bravo").prepare(f"/{act}/join", **nothing)
    assert status == 400
    assert "Say what you bring" in answer["fields"]["people"]
    assert not Part.objects.exists()
    desk("bravo").does(f"/{act}/join", **nothing | {"note": "We open the door."})


def test_a_cancelled_action_stays_in_sight(desk: Desks) -> None:
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PLAN)
    alfa.does(f"/{act}/cancel", reason="Snow.")
    assert "Cancelled" in alfa.get(f"/{act}")
    status, answer = desk("bravo").prepare(
        f"/{act}/join", people="1", vehicles="0", note=""
    )
    assert (status, answer["detail"]) == (409, "This action was cancelled.")


def test_tasks_wait_for_whom_they_were_given_to(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    task = {"title": "Keys", "assignee": "bravo", "due": "2026-11-05T08:00", "text": ""}
    act = alfa.does("/tasks/prepare", **task)
    assert "Keys" in bravo.client.get("/en/desk/").content.decode()
    bravo.does(f"/tasks/{act}/done")
    assert Task.objects.get().done
    assert "Keys" not in bravo.client.get("/en/desk/").content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"end": "2026-11-05T09:00"}, "end", "It ends before it starts."),
        ({"end": "2036-11-05T09:00"}, "end", "At most a year."),
        ({"start": "soon"}, "start", "Give a day and a time."),
        ({"visibility": "named"}, "audience", "Choose at least one member."),
        ({"audience": ["bravo"]}, "audience", "More than these members may see it."),
        (
            {"audience": ["bravo"], "visibility": "public"},
            "audience",
            "More than these members may see it.",
        ),
        (
            {"start": "2027-03-28T03:30", "end": "2027-03-28T06:00"},
            "start",
            "this hour does not exist on that day",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    desk: Desks, fields: dict[str, str], field: str, sentence: str
) -> None:
    status, answer = desk("alfa").prepare("/new/prepare", **PLAN | fields)
    assert status == 400
    assert sentence in answer["fields"][field]


# Need to know


def test_who_is_not_named_sees_nothing_of_it(desk: Desks, hub: Hub) -> None:
    alfa, bravo, charlie = desk("alfa"), desk("bravo"), desk("charlie")
    act = alfa.does("/new/prepare", **SECRET)
    assert "Canary action" in bravo.get(f"/{act}")
    assert "Canary" not in charlie.get()
    charlie.get(f"/{act}", status=404)
    shown = charlie.client.get(f"/api/v1/acts/{act}").content.decode()
    assert "blobs" not in json.loads(shown) or not json.loads(shown)["blobs"]
    assert (
        "Canary" not in charlie.client.get(f"/en/desk/decisions/{act}").content.decode()
    )
    brought = {"people": "1", "vehicles": "0", "note": ""}
    assert charlie.client.post(f"{HOME}/{act}/join", brought).status_code == 404


def test_a_clash_with_what_one_may_not_see_says_busy_alone(
    desk: Desks, hub: Hub
) -> None:
    site = hub.does(
        "supplies.site",
        "alfa/supplies",
        {"code": "mill"},
        {"place": PLACE},
    )
    desk("alfa").does("/new/prepare", **SECRET | {"site": site})
    charlie, bravo = desk("charlie"), desk("bravo")
    asked = PLAN | {
        "site": site,
        "start": "2026-11-05T13:00",
        "end": "2026-11-05T15:00",
    }
    blind = charlie.client.post(f"{HOME}/new/clashes", asked).content.decode()
    assert "busy" in blind
    assert "Canary" not in blind
    assert not re.search("[0-9a-f]{64}", blind)
    seeing = bravo.client.post(f"{HOME}/new/clashes", asked).content.decode()
    assert "Canary action" in seeing


def test_rebuilt_from_the_log_the_tables_are_equal(desk: Desks) -> None:
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PLAN)
    desk("bravo").does(f"/{act}/join", people="4", vehicles="1", note="")
    tables = [table for job in JOBS for table in job.tables]
    live = [list(one._default_manager.order_by("pk").values()) for one in tables]
    rebuild()
    assert live == [
        list(one._default_manager.order_by("pk").values()) for one in tables
    ]
