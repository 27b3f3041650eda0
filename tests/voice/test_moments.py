"""The moment of a release: all languages and all places at once, or none."""

from datetime import timedelta

import feedparser
import pytest
from django.test import Client

from accord.core.acts import times
from accord.core.acts.errors import AccordError
from accord.voice import announcing, said
from tests.coalition import blob, text_blobs
from tests.hub import Hub

SIGNERS = ("alfa/voice", "bravo/voice")
RELEASE = "2026-11-03T12:00:00Z"
FORMS = ("", ".json", ".txt", ".md", ".pdf", ".bundle.json")
WORDS = "Water is free at the school on the quay."


@pytest.fixture(autouse=True)
def _fresh_index() -> None:
    said.forget()


def at(hub: Hub, moment: str, seconds: int = 0) -> None:
    """Sets the clock to so many seconds after a moment, or before it."""
    hub.time = times.write(times.parse(moment) + timedelta(seconds=seconds))


def scheduled(hub: Hub, slug: str = "water", **changes: object) -> str:
    body = hub.words(slug, release=RELEASE, **changes)
    contents = text_blobs("en", "uk", text=f"{WORDS} {slug}")
    return hub.does("voice.statement", SIGNERS, body, contents)


def places(client: Client, slug: str = "water") -> dict[str, bool]:
    """Where everybody can read it, by the name of the place."""
    found = {
        f"{language}{form}": client.get(
            f"/{language}/statements/2026/{slug}{form}"
        ).status_code
        == 200
        for language in ("en", "uk", "ru", "ro")
        for form in FORMS
    }
    for path in ("/en/", "/uk/", "/en/statements/search?q=quay"):
        found[path] = slug in client.get(path).content.decode()
    archive = client.get("/en/statements/2026/")
    found["archive"] = archive.status_code == 200 and slug in archive.content.decode()
    for language in ("en", "uk"):
        atom = feedparser.parse(client.get(f"/{language}/feed.atom").content)
        found[f"{language} atom"] = any(slug in one.link for one in atom.entries)
        items = client.get(f"/{language}/feed.json").json()["items"]
        found[f"{language} json"] = any(slug in one["url"] for one in items)
        quote = f"{WORDS} {slug} ({language})"
        answer = client.post("/api/v1/check", {"text": quote}, "application/json")
        found[f"{language} check"] = answer.json()["verdict"] == "authentic"
    return found


def test_every_place_and_language_at_one_second_and_none_before(
    hub: Hub, client: Client
) -> None:
    scheduled(hub)
    at(hub, RELEASE, -1)
    assert set(places(client).values()) == {False}
    assert announcing.announce() == 0
    at(hub, RELEASE)
    found = places(client)
    assert set(found.values()) == {True}, [one for one in found if not found[one]]
    assert announcing.announce() == 1


def test_two_at_the_same_moment(hub: Hub, client: Client) -> None:
    scheduled(hub, "water")
    scheduled(hub, "bread")
    at(hub, RELEASE)
    for slug in ("water", "bread"):
        assert set(places(client, slug).values()) == {True}
    first = [one["url"] for one in client.get("/en/feed.json").json()["items"]]
    assert [one.rpartition("/")[2] for one in first] == ["bread", "water"]
    assert announcing.announce() == 2
    assert announcing.announce() == 0


def test_a_clock_that_goes_back_shows_less_and_says_nothing_twice(
    hub: Hub, client: Client
) -> None:
    scheduled(hub)
    at(hub, RELEASE)
    assert all(places(client).values())
    assert announcing.announce() == 1
    at(hub, RELEASE, -3600)
    assert not any(places(client).values())
    at(hub, RELEASE, 60)
    assert all(places(client).values())
    assert announcing.announce() == 0


def test_a_record_of_a_clock_that_went_back_has_the_time_of_the_last(hub: Hub) -> None:
    scheduled(hub)
    last = hub.state.time
    at(hub, last, -60)
    hub.does("voice.own", "alfa/voice", hub.words("own"), text_blobs("en", "uk"))
    assert hub.state.time == last


def test_words_without_one_of_their_languages_are_refused(hub: Hub) -> None:
    with pytest.raises(AccordError):
        hub.does("voice.statement", SIGNERS, hub.words(), text_blobs("en"))
    body = hub.words(languages=["en"])
    with pytest.raises(AccordError):
        hub.does("voice.statement", SIGNERS, body, text_blobs("en", "uk"))


def test_a_correction_and_a_withdrawal_reach_every_place_at_once(
    hub: Hub, client: Client
) -> None:
    old = scheduled(hub)
    at(hub, RELEASE)
    new = hub.does(
        "voice.statement",
        SIGNERS,
        hub.words("newer", corrects=old, urgent=True),
        text_blobs("en", "uk", text="Water is free on the bridge."),
    )
    assert states(client) == {"corrected"}
    assert "newer" in client.get("/en/statements/2026/water").content.decode()
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": new}, reason)
    assert states(client, "newer", "Water is free on the bridge.") == {"retracted"}
    tombs = client.get("/en/feed.atom").content.decode()
    assert tombs.count("deleted-entry") >= 1


def states(client: Client, slug: str = "water", words: str = "") -> set[str]:
    """How each place says that a statement stands."""
    document = client.get(f"/en/statements/2026/{slug}.json").json()
    quote = f"{words} (en)" if words else f"{WORDS} {slug} (en)"
    asked = client.post("/api/v1/check", {"text": quote}, "application/json").json()
    (item,) = (
        one
        for one in client.get("/en/feed.json").json()["items"]
        if one["url"].endswith(f"/{slug}")
    )
    return {document["state"], asked["statement"]["state"], item["_accord"]["state"]}
