"""The check finds translations and positions, and says how they stand now."""

import pytest
from django.test import Client

from accord.quotes import Index
from accord.voice import said
from tests.coalition import blob
from tests.hub import Hub

SIGNERS = ("alfa/voice", "bravo/voice")
QUESTION = "Is the water from the wells safe?"
ANSWER = "Boil it for ten minutes first, and never give it to a baby."
LINE = f"{QUESTION} {ANSWER}"
DIFFERENT = ANSWER.replace("never ", "")
ROMANIAN = "Apa din aceste fântâni nu este bună de băut."


@pytest.fixture(autouse=True)
def _fresh_index() -> None:
    said.forget()


def answers(text: str = ANSWER) -> dict[str, bytes]:
    return {"position.en": blob({"question": QUESTION, "answer": text})}


def agreed(hub: Hub, text: str = ANSWER, **body: object) -> str:
    given = {"languages": ["en"], "public": True, "topics": [], **body}
    return hub.does("voice.position", SIGNERS, given, answers(text))


def asked(client: Client, text: str) -> dict[str, object]:
    answer = client.post(
        "/api/v1/check", {"text": text}, content_type="application/json"
    )
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()
    return found


def verdict(client: Client, text: str) -> object:
    return asked(client, text)["verdict"]


def shown(client: Client, words: str) -> str:
    return client.post("/en/check", {"words": words}).content.decode()


def test_a_public_position_is_found_word_for_word(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    assert verdict(client, ANSWER) == "unknown"
    hub.wait(minutes=10)
    answer = asked(client, LINE)
    assert (answer["verdict"], answer["statement"]) == ("authentic", None)
    position = answer["position"]
    assert isinstance(position, dict)
    assert (position["act"], position["state"]) == (act, "agreed")
    assert position["proof"].endswith(f"/positions/{act}.bundle.json")
    assert verdict(client, DIFFERENT) == "altered"
    page = shown(client, ANSWER)
    assert '<h1 id="verdict">Authentic</h1>' in page
    assert "These words, in this order, stand in one agreed position." in page
    assert "Agreed position of" in page
    assert f"/en/positions/{act}" in page


def test_one_among_the_members_is_never_found(hub: Hub, client: Client) -> None:
    agreed(hub, public=False)
    hub.wait(days=1)
    assert verdict(client, ANSWER) == "unknown"
    assert QUESTION not in shown(client, DIFFERENT)


def test_a_replaced_position_leads_to_the_newer_one(hub: Hub, client: Client) -> None:
    old = agreed(hub)
    hub.wait(minutes=10)
    new = agreed(hub, "Drink from the blue tank alone until we say so.", replaces=old)
    assert "Please quote the newer answer" not in shown(client, ANSWER)
    hub.wait(minutes=10)
    page = shown(client, ANSWER)
    assert "Authentic, but corrected since" in page
    assert f"/en/positions/{new}" in page
    position = asked(client, ANSWER)["position"]
    assert isinstance(position, dict)
    assert position["replaced_by"].endswith(new)


def test_a_withdrawn_position_says_why(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    hub.wait(minutes=10)
    assert verdict(client, ANSWER) == "authentic"
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)
    page = shown(client, ANSWER)
    assert "Authentic, but withdrawn" in page
    assert "The pump failed." in page


def test_a_position_stopped_in_time_is_never_found(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    hub.does("voice.hold", "alfa/voice", {"statement": act})
    hub.wait(minutes=30)
    assert verdict(client, ANSWER) == "unknown"


@pytest.mark.parametrize("form", ["{act}", "https://hub.example/en/positions/{act}"])
def test_the_address_of_a_position(hub: Hub, client: Client, form: str) -> None:
    act = agreed(hub)
    assert "Not found" in shown(client, form.format(act=act))
    hub.wait(minutes=10)
    page = shown(client, form.format(act=act))
    assert '<h1 id="verdict">Ours</h1>' in page
    assert QUESTION in page


def translated(hub: Hub) -> tuple[str, str]:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    text = {"title": "Apa", "summary": "", "text": ROMANIAN}
    body = {"statement": act, "language": "ro"}
    added = hub.does(
        "voice.translation", "charlie/voice", body, {"text.ro": blob(text)}
    )
    return act, added


def test_a_translation_is_found_when_it_is_public(hub: Hub, client: Client) -> None:
    """Also when the check was asked before, and by a process that reads the file."""
    act, _ = translated(hub)
    assert verdict(client, ROMANIAN) == "unknown"
    hub.wait(minutes=10)
    answer = asked(client, ROMANIAN)
    assert (answer["verdict"], answer["language"]) == ("authentic", "ro")
    assert isinstance(answer["statement"], dict)
    assert answer["statement"]["act"] == act
    assert verdict(client, ROMANIAN.replace("nu ", "")) == "altered"
    with said._said.lock:
        said._said.opened().save(said.path())
        said._said.forget()
    assert verdict(client, ROMANIAN) == "authentic"


def withdraw(hub: Hub, act: str, why: str = "A word was wrong.") -> None:
    reason = {"reason": blob({"text": why})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)


def test_a_translation_withdrawn_alone_is_found_and_says_why(
    hub: Hub, client: Client
) -> None:
    act, added = translated(hub)
    hub.wait(minutes=10)
    assert verdict(client, ROMANIAN) == "authentic"
    withdraw(hub, added)
    page = shown(client, ROMANIAN)
    assert '<h1 id="verdict">Authentic, but withdrawn</h1>' in page
    assert "A word was wrong." in page
    assert "This translation was withdrawn alone." in page
    assert 'href="/en/statements/2026/water"' in page
    assert "water.bundle.json" not in page
    assert "Altered" in shown(client, ROMANIAN.replace("nu ", ""))
    answer = asked(client, ROMANIAN)
    assert (answer["verdict"], answer["language"]) == ("authentic", "ro")
    found = answer["statement"]
    assert isinstance(found, dict)
    assert (found["act"], found["kind"]) == (added, "translation")
    assert (found["state"], found["reason"]) == ("retracted", "A word was wrong.")
    assert (found["languages"], found["proof"]) == (["ro"], None)
    assert found["url"].endswith("/statements/2026/water")
    assert "Ours, but withdrawn" in shown(client, added)
    assert "Not withdrawn as of" in shown(client, act)


def test_another_process_knows_it_from_the_file(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, added = translated(hub)
    hub.wait(minutes=10)
    withdraw(hub, added)
    assert verdict(client, ROMANIAN) == "authentic"
    with said._said.lock:
        said._said.opened().save(said.path())
        said._said.forget()
    monkeypatch.setattr(Index, "add", lambda *_: pytest.fail("made anew"))
    assert "Authentic, but withdrawn" in shown(client, ROMANIAN)


def test_the_translation_that_came_after_is_told_from_it(
    hub: Hub, client: Client
) -> None:
    act, added = translated(hub)
    hub.wait(minutes=10)
    withdraw(hub, added)
    text = {"title": "Apa", "summary": "", "text": "Apa din fântâni se fierbe întâi."}
    body = {"statement": act, "language": "ro"}
    new = hub.does("voice.translation", "charlie/voice", body, {"text.ro": blob(text)})
    hub.wait(minutes=10)
    assert "Authentic, but withdrawn" in shown(client, ROMANIAN)
    later = shown(client, "Apa din fântâni se fierbe întâi.")
    assert '<h1 id="verdict">Authentic</h1>' in later
    withdraw(hub, new)
    assert "Authentic, but withdrawn" in shown(client, ROMANIAN)


def test_words_said_again_after_a_withdrawal_lead_to_those_in_force(
    hub: Hub, client: Client
) -> None:
    act, added = translated(hub)
    hub.wait(minutes=10)
    withdraw(hub, added)
    text = {"title": "Apa", "summary": "", "text": ROMANIAN}
    body = {"statement": act, "language": "ro"}
    hub.does("voice.translation", "charlie/voice", body, {"text.ro": blob(text)})
    hub.wait(minutes=10)
    page = shown(client, ROMANIAN)
    in_force = "The same words also stand in a text of ours that is in force"
    assert '<h1 id="verdict">Authentic</h1>' in page or in_force in page


def test_a_translation_that_never_was_public_stays_unknown(
    hub: Hub, client: Client
) -> None:
    _, held = translated(hub)
    hub.does("voice.hold", "charlie/voice", {"statement": held})
    hub.wait(minutes=30)
    assert verdict(client, ROMANIAN) == "unknown"
    assert "Not found" in shown(client, held)


def test_one_withdrawn_before_it_was_public_stays_unknown(
    hub: Hub, client: Client
) -> None:
    _, early = translated(hub)
    withdraw(hub, early)
    hub.wait(minutes=30)
    assert verdict(client, ROMANIAN) == "unknown"
    assert ROMANIAN not in shown(client, early)


def test_a_translation_stands_as_its_statement_does(hub: Hub, client: Client) -> None:
    act, _ = translated(hub)
    hub.wait(minutes=10)
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)
    assert "Authentic, but withdrawn" in shown(client, ROMANIAN)
