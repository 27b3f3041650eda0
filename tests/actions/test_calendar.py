"""Calendar files, read back by a program of others."""

from typing import Any

from django.test import Client
from icalendar import Calendar

from accord.actions.models import Subscription
from tests.actions.conftest import PLAN, SECRET, Desk, Desks
from tests.hub import Hub


def events(client: Client, path: str) -> list[Any]:
    """The events in a calendar file."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def secret_path(of: Desk) -> str:
    """The path of a new secret address."""
    page = of.client.post("/en/desk/actions/calendars/add").content.decode()
    return "/calendar/" + page.split("/calendar/")[1].split("<")[0]


def test_everybody_reads_what_is_public(desk: Desks) -> None:
    alfa = desk("alfa")
    alfa.does("/new/prepare", **PLAN)
    public = PLAN | {"visibility": "public", "title": "Open day; bring, all"}
    act = alfa.does("/new/prepare", **public)
    (event,) = events(Client(), "/calendar.ics")
    assert str(event["SUMMARY"]) == "Open day; bring, all"
    assert str(event["UID"]) == f"{act}@accord"
    assert event["DTSTART"].dt.isoformat() == "2026-11-05T08:00:00+00:00"
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "CONFIRMED")


def test_a_change_raises_the_sequence_and_the_cancelled_stay(
    desk: Desks,
) -> None:
    alfa = desk("alfa")
    public = PLAN | {"visibility": "public"}
    act = alfa.does("/new/prepare", **public)
    alfa.does(f"/{act}/change", **public | {"start": "2026-11-05T11:00"})
    (event,) = events(Client(), "/calendar.ics")
    assert event["SEQUENCE"] == 1
    assert event["DTSTART"].dt.isoformat() == "2026-11-05T09:00:00+00:00"
    alfa.does(f"/{act}/cancel", reason="")
    (event,) = events(Client(), "/calendar.ics")
    assert (event["SEQUENCE"], str(event["STATUS"])) == (2, "CANCELLED")


def test_a_secret_address_shows_what_its_owner_may_see(desk: Desks) -> None:
    desk("alfa").does("/new/prepare", **SECRET)
    bravo, charlie = secret_path(desk("bravo")), secret_path(desk("charlie"))
    (event,) = events(Client(), bravo)
    assert str(event["SUMMARY"]) == "Canary action"
    assert events(Client(), charlie) == []


def test_an_ended_address_shows_nothing(desk: Desks) -> None:
    bravo = desk("bravo")
    path = secret_path(bravo)
    digest = Subscription.objects.get().digest
    desk("alfa").client.post("/en/desk/actions/calendars/end", {"address": digest})
    assert Client().get(path).status_code == 200
    bravo.client.post("/en/desk/actions/calendars/end", {"address": digest})
    assert Client().get(path).status_code == 404


def test_an_address_ends_with_its_device(desk: Desks, hub: Hub) -> None:
    path = secret_path(desk("bravo"))
    key = hub.state.keys[Subscription.objects.get().keyid].key
    hub.does("charter.revoke", "bravo/people", {"keys": [key], "invites": []})
    assert Client().get(path).status_code == 404


def test_the_address_itself_is_not_stored(desk: Desks) -> None:
    path = secret_path(desk("bravo"))
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(Subscription.objects.values())
