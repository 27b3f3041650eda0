"""What only a demonstration has: the bar's people, and the tour."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from accord.desk import demo, tour
from tests.coalition import blob, text_blobs
from tests.hub import Hub

BOTH = ("alfa/voice", "bravo/voice")
PEOPLE = [{"id": "ilinca", "name": "Ilinca Bratu", "member": "alfa", "seed": "00" * 32}]
ADDRESSES = (
    "/demo/",
    "/demo/people/",
    "/demo/tour/2",
    "/demo/tour/2/3",
    "/demo/tour/end",
    "/demo/tour/leave",
    "/en/tour/end",
)


@pytest.fixture
def statement(hub: Hub) -> str:
    """A statement that lacks one signature."""
    words = hub.words("animals", urgent=True)
    return hub.does("voice.statement", "alfa/voice", words, text_blobs("en", "uk"))


@pytest.fixture
def told(statement: str, settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """A demonstration, with what `accord demo` writes about its story."""
    file = Path(settings.DATA_DIR) / demo.FILE
    document = {"people": PEOPLE, "tour": {"statement": statement}}
    file.write_text(json.dumps(document))
    demo.told.cache_clear()
    settings.DEMO = True
    yield file
    file.unlink()
    demo.told.cache_clear()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_other_installation_has_it(hub: Hub, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_tour_is_not_shown_elsewhere(hub: Hub, client: Client) -> None:
    client.cookies[tour.COOKIE] = "1"
    page = client.get("/en/").content.decode()
    assert "tour" not in page
    assert "data-demo-people" not in page


def test_people_with_keys(told: Path, client: Client) -> None:
    answer = client.get("/demo/people/")
    assert answer.json() == PEOPLE
    assert "csrftoken" in answer.cookies


def test_begins_in_the_newsroom_and_can_be_left(told: Path, client: Client) -> None:
    assert "Take the tour" in client.get("/en/").content.decode()
    answer = client.get("/demo/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/")
    page = client.get("/en/").content.decode()
    assert "Tour, stop 1 of 6" in page
    assert 'href="/demo/tour/2"' in page
    assert client.get("/demo/tour/leave")["Location"] == "/en/"
    assert "Take the tour" in client.get("/en/").content.decode()


@pytest.mark.parametrize("number", range(1, 7))
def test_every_stop_leads_somewhere(told: Path, client: Client, number: int) -> None:
    answer = client.get(f"/demo/tour/{number}")
    assert answer.status_code == 302
    assert client.get(answer["Location"], follow=True).status_code == 200
    page = client.get("/en/declaration").content.decode()
    assert f"Tour, stop {number} of 6" in page


@pytest.mark.parametrize("language", ["uk", "ru", "ro"])
def test_in_every_language(told: Path, client: Client, language: str) -> None:
    for number in range(1, 7):
        client.cookies[tour.COOKIE] = str(number)
        page = client.get(f"/{language}/declaration").content.decode()
        panel = page.partition('<aside class="tour"')[2].partition("</aside>")[0]
        assert panel
        assert "Tour" not in panel.replace("Turul", "")
        assert "Next stop" not in panel


@pytest.mark.parametrize(
    "number", ["0", "7", "", "-1", "x", "²", "11", "1-", "1-x", "1-²", "1--2", "12-1"]
)
def test_a_cookie_that_means_nothing(told: Path, client: Client, number: str) -> None:
    client.cookies[tour.COOKIE] = number
    assert "Take the tour" in client.get("/en/").content.decode()
    assert client.get("/demo/tour/7").status_code == 404


def test_the_third_signature_step_by_step(
    told: Path, hub: Hub, client: Client, statement: str
) -> None:
    client.cookies[tour.COOKIE] = "2"
    assert _states(client) == ["now", "later", "later"]
    payload = hub.state.acts[statement].act.payload
    hub.sign(payload, "bravo/voice")
    assert _states(client) == ["done", "done", "now"]
    page = client.get("/en/declaration").content.decode()
    assert "/demo/tour/2/3" in page
    answer = client.get("/demo/tour/2/3")
    assert answer["Location"] == "/en/statements/2026/animals"
    assert _states(client) == ["done", "done", "done"]


def test_nobody_is_sent_to_choose_a_person(told: Path, client: Client) -> None:
    """Not to a sheet for signing in."""
    for number, person in ((2, "far-shore/ilinca"), (5, "kestrel/k2")):
        answer = client.get(f"/demo/tour/{number}")
        assert answer["Location"] == "/en/"
        page = client.get(answer["Location"]).content.decode()
        assert f'data-demo-be="{person}"' in page


def test_what_was_corrected_and_withdrawn(told: Path, hub: Hub, client: Client) -> None:
    client.cookies[tour.COOKIE] = "1"
    assert "/demo/tour/1/" not in client.get("/en/").content.decode()
    assert client.get("/demo/tour/1/1").status_code == 404
    wells, bread = _public(hub, "wells"), _public(hub, "bread")
    _public(hub, "wells-again", corrects=wells)
    reason = {"reason": blob({"text": "It was not ours to say."})}
    hub.does("voice.retraction", BOTH, {"statement": bread}, reason)
    assert _states(client) == ["now", "later"]
    answer = client.get("/demo/tour/1/1")
    assert answer["Location"] == "/en/statements/2026/wells"
    assert _states(client) == ["done", "now"]
    assert client.get("/demo/tour/1/2")["Location"] == "/en/statements/2026/bread"
    assert _states(client) == ["done", "done"]
    assert client.get("/demo/tour/1/3").status_code == 404


def _public(hub: Hub, slug: str, **words: object) -> str:
    body = hub.words(slug, urgent=True, **words)
    return hub.does("voice.statement", BOTH, body, text_blobs("en", "uk"))


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_the_end_of_the_tour(told: Path, client: Client, language: str) -> None:
    client.cookies[tour.COOKIE] = "4"
    answer = client.get("/demo/tour/end", headers={"Accept-Language": language})
    assert answer["Location"] == f"/{language}/tour/end"
    assert client.cookies[tour.COOKIE].value == ""
    page = client.get(answer["Location"]).content.decode()
    assert "accord init" in page
    assert ("Found your own" in page) is (language == "en")


def _states(client: Client) -> list[str]:
    page = client.get("/en/declaration").content.decode()
    parts = page.partition('<ol class="steps">')[2].partition("</ol>")[0].split("<li ")
    return [part.split('"')[1] for part in parts[1:]]


def test_the_quote_and_back(told: Path, client: Client) -> None:
    real, turned = tour.QUOTES["en"]
    client.cookies[tour.COOKIE] = "3"
    for asked, states in (
        ("", ["now", "later"]),
        (turned, ["done", "now"]),
        (real, ["done", "done"]),
    ):
        page = client.get("/en/check", {"q": asked}).content.decode()
        steps = page.partition('<ol class="steps">')[2].partition("</ol>")[0]
        assert [part.split('"')[1] for part in steps.split("<li ")[1:]] == states


def test_a_story_without_the_acts_of_the_tour(told: Path, client: Client) -> None:
    told.write_text(json.dumps({"people": [], "tour": {}}))
    demo.told.cache_clear()
    for number in range(1, 7):
        assert client.get(f"/demo/tour/{number}").status_code == 302
        assert client.get("/en/").status_code == 200
