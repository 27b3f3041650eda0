"""The reason of a withdrawal in several languages, each shown as what it is."""

import pytest
from django.test import Client
from django.utils import translation

from accord.ledger import queries
from accord.voice.reasons import Part, parts, together
from tests.coalition import blob
from tests.hub import Hub
from tests.linked import linked

BOTH = "English: The pump failed.\n\nSorry.\n\nУкраїнська: Насос зламався."


def test_what_is_put_together_comes_apart() -> None:
    given = {"en": "The pump failed.\n\nSorry.", "uk": "Насос зламався."}
    assert together(given) == BOTH
    with translation.override("en"):
        assert {one.language: one.text for one in parts(BOTH, ["en", "uk"])} == given


@pytest.mark.parametrize(
    ("reader", "order"),
    [("en", ["en", "uk"]), ("uk", ["uk", "en"]), ("ro", ["en", "uk"])],
)
def test_the_readers_language_comes_first(reader: str, order: list[str]) -> None:
    with translation.override(reader):
        assert [one.language for one in parts(BOTH, ["en", "uk"])] == order


@pytest.mark.parametrize(
    ("text", "languages", "found"),
    [
        ("", ["en"], []),
        ("Wrong.", ["ro"], [Part("ro", "Wrong.")]),
        # Nobody signed in which of the two it is.
        ("Wrong.", ["en", "uk"], [Part("", "Wrong.")]),
        # A colon alone names no language.
        ("Note: wrong.", ["en"], [Part("en", "Note: wrong.")]),
        ("Wrong.\n\nMore.", ["en"], [Part("en", "Wrong.\n\nMore.")]),
        ("One.\n\nPolski: Dwa.", ["en", "pl"], [Part("", "One.\n\nPolski: Dwa.")]),
        ("One.\n\npolski: Dwa.", ["en", "pl"], [Part("", "One."), Part("pl", "Dwa.")]),
    ],
)
def test_other_reasons(text: str, languages: list[str], found: list[Part]) -> None:
    with translation.override("en"):
        assert parts(text, languages) == found


def test_a_form_asks_in_each_language_and_one_is_enough(
    hub: Hub, client: Client
) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    hub.sign_in(client, "alfa/voice")
    page = client.get(f"/en/desk/statements/{act}").content.decode()
    assert 'name="reason_en"' in page
    assert 'name="reason_uk"' in page
    url = f"/en/desk/statements/{act}/withdraw"
    made = client.post(url, {"reason_en": "Wrong.", "reason_uk": "Хибно."}).json()
    assert made["blobs"]
    assert client.post(url, {"reason_uk": "Хибно."}).status_code == 200


def test_everybody_reads_it_in_their_language(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice", "charlie/voice")
    hub.wait(minutes=11)
    reason = {"reason": blob({"text": BOTH})}
    gone = hub.does(
        "voice.retraction",
        ("alfa/voice", "bravo/voice"),
        {"statement": act},
        reason,
    )
    page = client.get("/uk/statements/2026/water").content.decode()
    first = page.index('<q class="signed" lang="uk" dir="auto">Насос зламався.</q>')
    assert first < page.index('<q class="signed" lang="en" dir="auto">The pump failed.')
    assert linked(page)["correction"]["text"] == "Насос зламався."
    feed = client.get("/uk/feed.atom").content.decode()
    assert "Насос зламався." in feed
    assert "The pump failed." not in feed
    check = client.get("/en/check", {"q": act}).content.decode()
    assert '<q class="signed" lang="en" dir="auto">The pump failed.' in check
    # Programs get the text as it was signed.
    assert client.get("/uk/statements/2026/water.json").json()["reason"] == BOTH
    hub.sign_in(client, "alfa/voice")
    decision = client.get(f"/en/desk/statements/{gone}").content.decode()
    assert '<div class="signed" lang="uk" dir="auto"><p>Насос зламався.</p>' in decision
    assert queries.act(gone) is not None
