"""Embargoed previews: seen by whom they are for, until they end; every look noted."""

import re

import pytest
from django.test import Client

from tests.coalition import blob
from tests.hub import Hub

SIGNERS = ("alfa/voice", "bravo/voice")


def scheduled(hub: Hub) -> str:
    """A statement that goes out tomorrow."""
    return hub.statement(*SIGNERS, release="2026-11-02T12:00:00Z")


def link_of(hub: Hub, client: Client, act: str) -> str:
    """The path of a new link for a paper."""
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/{act}/previews"
    page = client.post(url, {"label": "The Paper <b>"}).content.decode()
    assert "The Paper &lt;b&gt;" in page
    (path,) = re.findall(r"(/en/preview/[\w-]{43})", page)
    assert path not in client.get(url).content.decode()
    return str(path)


@pytest.fixture
def press() -> Client:
    """A reader who is nobody here."""
    return Client(SERVER_NAME="127.0.0.1", headers={"User-Agent": "Paper/1 \u202e"})


def test_a_link_shows_the_words_and_notes_the_look(
    hub: Hub, client: Client, press: Client
) -> None:
    act = scheduled(hub)
    path = link_of(hub, client, act)
    answer = press.get(path)
    assert "Water is free. (uk)" in answer.content.decode()
    assert "Under embargo until" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    page = client.get(f"/en/desk/statements/{act}/previews").content.decode()
    assert "Looked at 1 time" in page
    assert "Paper/1 [U+202E]" in page
    assert press.get("/en/statements/2026/water").status_code == 404


def test_a_link_that_was_taken_back_shows_nothing(
    hub: Hub, client: Client, press: Client
) -> None:
    act = scheduled(hub)
    path = link_of(hub, client, act)
    page = client.get(f"/en/desk/statements/{act}/previews").content.decode()
    (end,) = re.findall(r'action="(\S+/end)"', page)
    client.post(end)
    assert press.get(path).status_code == 404
    assert press.get("/en/preview/" + "x" * 43).status_code == 404


def test_a_link_to_stopped_words_shows_nothing(
    hub: Hub, client: Client, press: Client
) -> None:
    act = scheduled(hub)
    path = link_of(hub, client, act)
    hub.does("voice.hold", "bravo/voice", {"statement": act})
    assert press.get(path).status_code == 404


def test_a_link_to_withdrawn_words_shows_nothing(
    hub: Hub, client: Client, press: Client
) -> None:
    act = scheduled(hub)
    path = link_of(hub, client, act)
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)
    assert press.get(path).status_code == 404
    hub.wait(days=3)
    assert press.get(path).status_code == 404


def test_after_the_embargo_it_leads_to_the_public_page(
    hub: Hub, client: Client, press: Client
) -> None:
    path = link_of(hub, client, scheduled(hub))
    hub.wait(days=2)
    answer = press.get(path)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/statements/2026/water",
    )


def test_only_agreed_words_of_the_future_have_links(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    waiting = hub.statement("alfa/voice", slug="open")
    assert client.get(f"/en/desk/statements/{waiting}/previews").status_code == 404
    out = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    url = f"/en/desk/statements/{out}/previews"
    assert "/en/preview/" not in client.post(url, {"label": "x"}).content.decode()


def test_links_are_for_who_has_the_task(hub: Hub, client: Client) -> None:
    act = scheduled(hub)
    hub.sign_in(client, "alfa/supplies")
    assert client.get(f"/en/desk/statements/{act}/previews").status_code == 403
