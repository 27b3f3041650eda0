"""The newsroom: what the public sees, when, and how it stands."""

import feedparser
import pytest
from django.test import Client

from accord.core.bundle.check import check as check_proof
from accord.voice import said
from tests.coalition import blob, text_blobs
from tests.hub import Hub


@pytest.fixture(autouse=True)
def _fresh_index() -> None:
    said.forget()


def agreed(hub: Hub, slug: str = "water", **words: object) -> str:
    act = hub.statement("alfa/voice", "bravo/voice", slug=slug, **words)
    hub.wait(minutes=11)
    return act


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_before_the_founding_the_page_is_calm(unfounded: Hub, client: Client) -> None:
    assert "A coalition in the making" in page(client, "/en/")


def test_before_the_first_statement(hub: Hub, client: Client) -> None:
    assert "Nothing has been said in public yet" in page(client, "/en/")


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_an_agreed_statement_stands_in_the_newsroom(
    hub: Hub, client: Client, language: str
) -> None:
    agreed(hub)
    front = page(client, f"/{language}/")
    assert f"/{language}/statements/2026/water" in front
    shown = page(client, f"/{language}/statements/2026/water")
    assert "Water is free. (en)" in shown
    assert "Water is free. (uk)" in shown


def test_nothing_is_shown_before_its_time(hub: Hub, client: Client) -> None:
    hub.statement("alfa/voice", "bravo/voice")
    for url in ("", ".json", ".txt", ".bundle.json"):
        assert client.get(f"/en/statements/2026/water{url}").status_code == 404
    assert "water" not in page(client, "/en/")
    assert not feedparser.parse(page(client, "/en/feed.atom")).entries


def test_a_statement_held_in_time_never_appears(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=5)
    hub.does("voice.hold", "alfa/voice", {"statement": act})
    hub.wait(days=1)
    assert client.get("/en/statements/2026/water").status_code == 404


def test_an_open_statement_is_nobodys_word(hub: Hub, client: Client) -> None:
    hub.statement("alfa/voice")
    hub.wait(days=1)
    assert client.get("/en/statements/2026/water").status_code == 404


def test_own_words_are_that_members_alone(hub: Hub, client: Client) -> None:
    hub.does("voice.own", "alfa/voice", hub.words(), text_blobs("en", "uk"))
    hub.wait(minutes=11)
    assert "alfa alone" in page(client, "/en/")
    shown = page(client, "/en/statements/2026/water")
    assert "alfa said this for itself, not for the coalition" in shown


def test_a_correction_leads_on(hub: Hub, client: Client) -> None:
    old = agreed(hub)
    agreed(hub, "water-2", corrects=old)
    shown = page(client, "/en/statements/2026/water")
    assert "Please quote the newer statement" in shown
    assert "/en/statements/2026/water-2" in shown


def test_a_withdrawn_statement_answers_with_its_notice(
    hub: Hub, client: Client
) -> None:
    act = agreed(hub)
    reason = {"reason": blob({"text": "The pump failed."})}
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.retraction", signers, {"statement": act}, reason)
    shown = page(client, "/en/statements/2026/water")
    assert "The coalition does not stand by these words any more." in shown
    assert "The pump failed." in shown
    assert client.get("/en/statements/2026/water.json").json()["state"] == "retracted"


def test_the_proof_file_proves_it(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    data = client.get("/en/statements/2026/water.bundle.json").content
    answer = check_proof(data, hub.state.coalition)
    assert (answer.act, answer.members) == (act, ("alfa", "bravo"))


def test_the_feed_is_valid_and_says_what_changed(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    feed = feedparser.parse(page(client, "/en/feed.atom"))
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.id == f"urn:accord:act:{act}"
    reason = {"reason": blob({"text": "The pump failed."})}
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.retraction", signers, {"statement": act}, reason)
    (later,) = feedparser.parse(page(client, "/en/feed.atom")).entries
    assert later.id == entry.id
    assert later.updated > entry.updated
    assert later.title.startswith("Withdrawn")


def test_markup_in_words_is_shown_as_words(hub: Hub, client: Client) -> None:
    text = "<script>alert(1)</script> & <b>bold</b>"
    hub.does("voice.own", "alfa/voice", hub.words(), text_blobs("en", "uk", text=text))
    hub.wait(minutes=11)
    shown = page(client, "/en/statements/2026/water")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert not feedparser.parse(page(client, "/en/feed.atom")).bozo


def test_the_archive_of_a_year(hub: Hub, client: Client) -> None:
    agreed(hub)
    assert "/en/statements/2026/water" in page(client, "/en/statements/2026/")
    assert client.get("/en/statements/1999/").status_code == 404
