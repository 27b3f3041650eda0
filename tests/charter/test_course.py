"""Another declaration, who leads, the end; the members of any day: pages and forms."""

from datetime import date

import orjson
import pytest
from django.test import Client

from accord.charter import course
from accord.charter.waiting import waiting
from accord.core.acts import actfile
from accord.people.reader import live_key, make_reader
from tests.charter.founding import stamped, upload
from tests.coalition import blob, keyid
from tests.hub import Hub

PAGES = "/en/desk/members/change"
TEXTS = {
    "title_en": "Declaration",
    "text_en": "We help, day and night.\n\nWe say what we do not know.",
    "title_uk": "Декларація",
    "text_uk": "Допомагаємо вдень і вночі.",
    "note": "Shorter, and clearer.",
}


def hand_in(client: Client, data: bytes, *names: str) -> str:
    file = upload(stamped(data, *names))
    answer = client.post("/en/desk/stamp", {"file": file}, follow=True)
    return answer.content.decode()


def asked(client: Client, page: str, **sent: object) -> bytes:
    answer = client.post(f"{PAGES}/{page}", sent)
    assert answer.status_code == 200, answer.content.decode()
    return bytes(answer.content)


@pytest.mark.parametrize("page", ["declaration", "lead", "end"])
def test_who_may_ask(hub: Hub, client: Client, page: str) -> None:
    assert client.get(f"{PAGES}/{page}").status_code == 302
    hub.sign_in(client, "alfa/voice")
    assert client.get(f"{PAGES}/{page}").status_code == 403
    hub.sign_in(client, "alfa/people")
    assert client.get(f"{PAGES}/{page}").status_code == 200
    assert f"{PAGES}/{page}" in client.get("/en/desk/members").content.decode()


def test_a_declaration_from_the_form_to_the_public(hub: Hub, client: Client) -> None:
    old = hub.state.coalition
    hub.sign_in(client, "alfa/people")
    data = asked(client, "declaration", **TEXTS)
    act = actfile.read(data).act.id
    page = hand_in(client, data, "alfa")
    assert "Change of the declaration" in page
    assert "We say what we do not know." in page
    assert "We help." in page  # the text of before, beside it
    assert "Shorter, and clearer." in page
    bravo = live_key(keyid("bravo/people"))
    assert bravo
    (letter,) = waiting(make_reader(bravo))
    assert letter.url == f"/en/desk/members/course/{act}"
    stranger = Client()
    assert "day and night" not in stranger.get("/en/declaration").content.decode()
    assert stranger.get(f"/en/declaration/{act}").status_code == 404
    file = client.get(f"/en/desk/members/changes/{act}/file").content
    hand_in(client, bytes(file), "bravo")
    hub.refresh()
    assert hub.state.declaration == act
    page = stranger.get("/en/declaration").content.decode()
    assert "day and night" in page
    assert "Допомагаємо вдень" in page
    assert f"/en/declaration/{old}" in page
    page = stranger.get(f"/en/declaration/{old}").content.decode()
    assert "An earlier declaration" in page
    assert "We help." in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title_en": ""}, "This field is required"),
        ({"text_uk": ""}, "Give the title and the text, or neither of them."),
        (
            {"text_en": "We help.", "title_uk": "", "text_uk": ""},
            "This is the declaration of now",
        ),
    ],
)
def test_declarations_that_cannot_be(
    hub: Hub, client: Client, change: dict[str, str], sentence: str
) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post(f"{PAGES}/declaration", TEXTS | change)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert sentence in page
    assert "Shorter, and clearer." in page  # what was typed is kept


def test_a_lead_is_signed_in_the_browser_and_public(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    sent = {"member": "bravo", "name": "Lena Brook", "until": "2027-06-01"}
    answer = client.post(f"{PAGES}/lead", sent)
    assert answer.status_code == 200, answer.content.decode()
    told = orjson.loads(answer.content)
    assert told["next"] == "/en/desk/decisions/{act}"
    assert told["tally"]["needed"] == 2
    body = {"member": "bravo", "until": "2027-06-01T20:59:59Z"}
    name = {"lead": blob({"name": "Lena Brook"})}
    payload = hub.act("charter.lead", "alfa", body, name)
    act = hub.sign(payload, "alfa/people")
    bravo = live_key(keyid("bravo/people"))
    assert bravo
    (letter,) = waiting(make_reader(bravo))
    assert (letter.title, letter.act_id, letter.last) == ("Lena Brook", act, True)
    assert "Lena Brook" not in Client().get("/en/about").content.decode()
    hub.sign(payload, "bravo/people")
    page = Client().get("/en/about").content.decode()
    assert "Lena Brook" in page
    assert "1 June 2027" in page


def test_a_lead_under_the_handle_alone(hub: Hub) -> None:
    body = {"member": "charlie", "until": "2027-06-01T20:59:59Z"}
    hub.does("charter.lead", ["alfa/people", "bravo/people"], body)
    page = Client().get("/en/about").content.decode()
    assert "known by the handle alone" in page
    leader = course.leader("en")
    assert leader is not None
    assert leader.name == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"until": "2026-10-01"}, "already over"),
        ({"until": "2046-10-01"}, "ten years"),
        ({"member": "delta"}, "valid choice"),
    ],
)
def test_leads_that_cannot_be(
    hub: Hub, client: Client, change: dict[str, str], sentence: str
) -> None:
    hub.sign_in(client, "alfa/people")
    sent = {"member": "bravo", "name": "", "until": "2027-06-01"} | change
    answer = client.post(f"{PAGES}/lead", sent)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_end_takes_the_typed_name_and_is_told_everywhere(
    hub: Hub, client: Client
) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post(f"{PAGES}/end", {"typed": "yes", "reason": "It is done."})
    assert answer.status_code == 400
    assert "not the coalition’s name" in answer.content.decode()
    sent = {"typed": "test  COALITION", "reason": "It is done."}
    data = asked(client, "end", **sent)
    page = hand_in(client, data, "alfa")
    assert "It cannot be undone." in page
    assert "ended on" not in Client().get("/en/").content.decode()
    hand_in(client, data, "bravo")
    hub.refresh()
    assert hub.state.ended
    for url in ("/en/", "/en/about", "/en/declaration", "/en/members"):
        assert "This coalition ended on" in Client().get(url).content.decode(), url
    assert "It is done." in Client().get("/en/about").content.decode()
    page = client.get("/en/desk/").content.decode()
    assert "This coalition ended on" in page
    refused = client.post(f"{PAGES}/declaration", TEXTS)
    assert refused.status_code == 400
    assert "nothing is added to them any more" in refused.content.decode()


# The members of any day


@pytest.fixture
def changed(hub: Hub) -> Hub:
    """delta joined on 11 November, charlie left on the 21st."""
    hub.wait(days=10)
    roster = hub.roster("alfa", "bravo", "charlie", "delta")
    hub.sign(roster, "alfa", "bravo", "charlie", "delta")
    hub.wait(days=10)
    terms = hub.terms("alfa", "bravo", "delta")
    hub.sign(hub.act("charter.roster", "charlie", terms), "charlie")
    return hub


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2026-10-31", None),
        ("2026-11-01", ["alfa", "bravo", "charlie"]),
        ("2026-11-10", ["alfa", "bravo", "charlie"]),
        ("2026-11-11", ["alfa", "bravo", "charlie", "delta"]),
        ("2026-11-20", ["alfa", "bravo", "charlie", "delta"]),
        ("2026-11-21", ["alfa", "bravo", "delta"]),
        ("2027-11-21", ["alfa", "bravo", "delta"]),
    ],
)
def test_the_members_of_a_day(
    changed: Hub, client: Client, day: str, members: list[str] | None
) -> None:
    assert changed.state.size
    found = course.listed(course.last_moment(date.fromisoformat(day)))
    assert (list(found.members) if found else None) == members
    page = client.get("/en/members", {"on": day}).content.decode()
    assert ("there was no coalition yet" in page) == (members is None)
    for url in ("/en/members.json", "/api/v1/members"):
        answer = client.get(url, {"on": day})
        assert answer.status_code == (200 if members else 404)
        if members:
            told = answer.json()
            assert [one["handle"] for one in told["members"]] == members


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "", "9999-12-31"])
def test_days_that_are_none(changed: Hub, client: Client, day: str) -> None:
    assert changed.state.size
    assert client.get("/en/members", {"on": day}).status_code in (200, 400)
    assert client.get("/api/v1/members", {"on": day}).status_code in (200, 400)
