"""The newsroom: what the public sees, when, and how it stands."""

import feedparser
import pytest
from django.test import Client

from accord.core.acts import times
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import Refused
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


def test_a_language_in_which_nothing_was_signed(hub: Hub, client: Client) -> None:
    agreed(hub)
    shown = page(client, "/ro/statements/2026/water")
    assert "Nu este disponibil în limba dumneavoastră (Română)" in shown
    assert "Afișat aici: Engleză" in shown
    assert "Not available" not in page(client, "/en/statements/2026/water?lang=uk")
    assert "(українська)" not in page(client, "/uk/statements/2026/water")


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


def test_the_words_as_text_and_as_json(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    text = page(client, "/en/statements/2026/water.txt")
    assert text.startswith("Water\n\nWater is free. (en)\n")
    assert "http://127.0.0.1:8000/en/statements/2026/water" in text
    text = page(client, "/en/statements/2026/water.txt?lang=uk")
    assert "Water is free. (uk)" in text
    found = client.get("/en/statements/2026/water.json").json()
    assert (found["act"], found["kind"], found["state"]) == (act, "joint", "agreed")
    assert [one["member"] for one in found["signed"]] == ["alfa", "bravo"]
    assert (found["needed"], found["members"]) == (2, 3)
    assert set(found["texts"]) == {"en", "uk"}
    assert found["proof"].endswith("/en/statements/2026/water.bundle.json")


def test_the_language_of_the_words_can_be_another(hub: Hub, client: Client) -> None:
    agreed(hub)
    shown = page(client, "/ro/statements/2026/water?lang=uk")
    assert shown.index('id="uk"') < shown.index('id="en"')
    shown = page(client, "/ro/statements/2026/water?lang=xx")
    assert shown.index('id="en"') < shown.index('id="uk"')


def test_what_has_not_changed_is_not_sent_again(hub: Hub, client: Client) -> None:
    agreed(hub)
    for url in (".json", ".txt", ".bundle.json"):
        first = client.get(f"/en/statements/2026/water{url}")
        assert first["Last-Modified"]
        again = client.get(
            f"/en/statements/2026/water{url}",
            headers={"if-none-match": first["ETag"]},
        )
        assert again.status_code == 304
    first = client.get("/en/feed.atom")
    old = {"if-modified-since": first["Last-Modified"]}
    assert client.get("/en/feed.atom", headers=old).status_code == 304


def test_two_releases_of_one_address(hub: Hub, client: Client) -> None:
    first = hub.act("voice.statement", "alfa", hub.words(), text_blobs("en", "uk"))
    other = hub.act("voice.statement", "bravo", hub.words(), text_blobs("en", "uk"))
    hub.sign(first, "alfa/voice")
    hub.sign(other, "bravo/voice")
    act = hub.sign(first, "charlie/voice")
    with pytest.raises(Refused, match="is taken by an earlier statement"):
        hub.sign(other, "charlie/voice")
    hub.wait(minutes=11)
    assert client.get("/en/statements/2026/water.json").json()["act"] == act


def test_text_changed_after_signing_is_no_statement(hub: Hub, client: Client) -> None:
    payload = hub.act("voice.statement", "alfa", hub.words(), text_blobs("en", "uk"))
    hub.sign(payload, "alfa/voice")
    changed = payload.replace(b'"slug":"water"', b'"slug":"weter"')
    good = hub.leaf(payload, "bravo/voice").signature
    with pytest.raises(Refused, match="does not fit these words"):
        hub.post(Envelope(changed, (good,)))
    hub.wait(days=1)
    assert client.get("/en/statements/2026/weter").status_code == 404


def test_replaced_before_its_release_it_never_appears(hub: Hub, client: Client) -> None:
    release = times.shift(hub.time, days=5)
    old = hub.statement("alfa/voice", "bravo/voice", release=release)
    agreed(hub, "water-2", corrects=old)
    hub.wait(days=6)
    assert client.get("/en/statements/2026/water").status_code == 404
    assert client.get(f"/api/v1/acts/{old}").status_code == 404
    reason = {"reason": blob({"text": "Both."})}
    hub.does(
        "voice.retraction", ("alfa/voice", "bravo/voice"), {"statement": old}, reason
    )
    assert client.get("/en/statements/2026/water").status_code == 404


def test_a_correction_stopped_in_time_leaves_the_old_in_force(
    hub: Hub, client: Client
) -> None:
    old = agreed(hub)
    new = hub.statement("alfa/voice", "bravo/voice", slug="water-2", corrects=old)
    assert "In force" in page(client, "/en/statements/2026/water")
    hub.does("voice.hold", "alfa/voice", {"statement": new})
    hub.wait(days=1)
    assert "In force" in page(client, "/en/statements/2026/water")
    assert client.get("/en/statements/2026/water-2").status_code == 404


def test_corrected_twice_leads_to_the_newest(hub: Hub, client: Client) -> None:
    first = agreed(hub)
    second = agreed(hub, "water-2", corrects=first)
    agreed(hub, "water-3", corrects=second)
    assert "/en/statements/2026/water-3" in page(client, "/en/statements/2026/water")


def test_signs_that_turn_a_text_around_are_written_out(
    hub: Hub, client: Client
) -> None:
    text = "Water is \u202enot\u202c free.\ufffe"
    hub.does("voice.own", "alfa/voice", hub.words(), text_blobs("en", "uk", text=text))
    hub.wait(minutes=11)
    shown = page(client, "/en/statements/2026/water")
    assert "\u202e" not in shown
    assert "[U+202E]not[U+202C]" in shown
    assert not feedparser.parse(page(client, "/en/feed.atom")).bozo


def test_an_old_statement_that_is_withdrawn_comes_to_the_top_of_the_feed(
    hub: Hub, client: Client
) -> None:
    old = agreed(hub, "old")
    agreed(hub, "newer")
    reason = {"reason": blob({"text": "Wrong."})}
    hub.does(
        "voice.retraction", ("alfa/voice", "bravo/voice"), {"statement": old}, reason
    )
    feed = feedparser.parse(page(client, "/en/feed.atom"))
    assert feed.entries[0].id == f"urn:accord:act:{old}"
    assert "Wrong." in feed.entries[0].summary
    assert feed.feed.updated == feed.entries[0].updated


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_the_feed_in_every_language(hub: Hub, client: Client, language: str) -> None:
    agreed(hub)
    feed = feedparser.parse(page(client, f"/{language}/feed.atom"))
    assert not feed.bozo
    assert feed.feed.language == language
    spoken = "uk" if language == "uk" else "en"
    assert f"({spoken})" in feed.entries[0].content[0].value


def test_a_wrong_year_leads_to_the_right_one(hub: Hub, client: Client) -> None:
    agreed(hub)
    answer = client.get("/en/statements/2025/water")
    assert answer["Location"] == "/en/statements/2026/water"


def test_a_long_year_has_pages(hub: Hub, client: Client) -> None:
    for number in range(21):
        body = hub.words(f"water-{number}", urgent=True)
        hub.does("voice.own", "alfa/voice", body, text_blobs("en", "uk"))
        hub.wait(minutes=1)
    newest = page(client, "/en/statements/2026/")
    assert "water-20" in newest
    assert 'water-0"' not in newest
    assert 'href="?page=2"' in newest
    assert 'water-0"' in page(client, "/en/statements/2026/?page=2")
    assert "All 21 statements" in page(client, "/en/")
    assert client.get("/en/statements/")["Location"] == "/en/statements/2026/"


def test_the_front_page_says_the_rule_and_who_we_are(hub: Hub, client: Client) -> None:
    front = page(client, "/en/")
    assert "We speak together when 2 of our 3 members have signed" in front
    assert front.count('<li><svg class="mark"') == 3
    assert "We help." in front


def test_the_archive_of_a_year(hub: Hub, client: Client) -> None:
    agreed(hub)
    assert "/en/statements/2026/water" in page(client, "/en/statements/2026/")
    assert client.get("/en/statements/1999/").status_code == 404
