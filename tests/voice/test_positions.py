"""Positions and translations: proposed at the desk, read by those for whom they are."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import from_base64
from accord.core.acts.voice import Position, Translation
from accord.core.bundle.check import check as check_proof
from accord.sequencer.rebuild import rebuild
from accord.voice import models, said
from accord.voice.proofs import proof_file
from tests.coalition import blob
from tests.hub import Hub
from tests.linked import linked
from tests.voice.test_pictured import pictured

SIGNERS = ("alfa/voice", "bravo/voice")
QUESTION = "Is the water safe?"


@pytest.fixture(autouse=True)
def _fresh_index() -> None:
    said.forget()


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def withdraw(hub: Hub, act: str) -> str:
    reason = {"reason": blob({"text": "The pump failed."})}
    return hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)


def test_a_public_position_is_read_by_everybody(hub: Hub, client: Client) -> None:
    act = hub.position(*SIGNERS)
    assert QUESTION not in page(client, "/en/positions")
    assert client.get(f"/en/positions/{act}").status_code == 404
    hub.wait(minutes=10)
    assert QUESTION in page(client, "/uk/positions")
    shown = page(client, f"/ro/positions/{act}")
    assert "Yes, boil it first." in shown
    asked = linked(shown)["mainEntity"]
    assert asked["name"] == QUESTION
    assert asked["acceptedAnswer"]["text"] == "Yes, boil it first."
    proof = client.get(f"/en/positions/{act}.bundle.json").content
    answer = check_proof(proof, hub.state.coalition)
    assert (answer.kind, answer.texts["en"].title) == ("voice.position", QUESTION)


def test_one_among_the_members_is_for_them_alone(hub: Hub, client: Client) -> None:
    act = hub.position(*SIGNERS, public=False)
    hub.wait(days=1)
    for url in (f"/en/positions/{act}", f"/en/positions/{act}.bundle.json"):
        assert client.get(url).status_code == 404
    assert QUESTION not in page(client, "/en/positions?past=1&q=water")
    hub.sign_in(client, "charlie/supplies")
    assert QUESTION in page(client, "/en/desk/statements/positions")


def test_the_newer_one_takes_its_place(hub: Hub, client: Client) -> None:
    old = hub.position(*SIGNERS)
    hub.wait(hours=1)
    new = hub.position(*SIGNERS, replaces=old)
    assert f"/positions/{old}" in page(client, "/en/positions")
    hub.wait(minutes=10)
    now = page(client, "/en/positions")
    assert f"/positions/{new}" in now
    assert f"/positions/{old}" not in now
    assert f"/positions/{old}" in page(client, "/en/positions?past=1")
    assert "Please quote the newer answer" in page(client, f"/en/positions/{old}")


def test_what_was_stopped_gives_the_place_back(hub: Hub, client: Client) -> None:
    old = hub.position(*SIGNERS)
    hub.wait(hours=1)
    new = hub.position(*SIGNERS, replaces=old)
    hub.does("voice.hold", "alfa/voice", {"statement": new})
    hub.wait(hours=1)
    assert f"/positions/{old}" in page(client, "/en/positions")
    assert client.get(f"/en/positions/{new}").status_code == 404


def test_a_withdrawn_one_says_why(hub: Hub, client: Client) -> None:
    act = hub.position(*SIGNERS)
    hub.wait(hours=1)
    withdraw(hub, act)
    assert QUESTION not in page(client, "/en/positions")
    assert "The pump failed." in page(client, f"/en/positions/{act}")


def test_positions_are_searched(hub: Hub, client: Client) -> None:
    hub.position(*SIGNERS)
    hub.wait(hours=1)
    assert QUESTION in page(client, "/en/positions?q=WATER+boil")
    assert QUESTION not in page(client, "/en/positions?q=bread")
    assert "Nothing was agreed in public" in page(client, "/en/positions?q=bread")
    assert "&lt;b&gt;" in page(client, "/en/positions?q=%3Cb%3E")


def test_a_position_is_proposed_and_signed(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    url = "/en/desk/statements/positions/new"
    assert f'action="{url}"' in page(client, url)
    half = client.post(url, {"question_en": "Why?", "days": "3"})
    assert [*half.json()["fields"]] == ["answer_en"]
    assert client.post(url, {"days": "3"}).status_code == 400
    full = {"question_en": "Why?", "answer_en": "So.", "topics": "Water", "days": "3"}
    answer = client.post(url, full).json()
    body = parse_act(from_base64(answer["payload"])).body
    assert body == Position(("en",), False, ("water",), None)
    act = hub.position("alfa/voice", public=False)
    client.cookies.clear()
    hub.sign_in(client, "bravo/voice")
    assert QUESTION in page(client, "/en/desk/")
    assert QUESTION in page(client, f"/en/desk/statements/{act}")
    assert f"/en/desk/statements/{act}" in page(client, "/en/desk/statements")


def test_a_position_is_replaced_at_the_desk(hub: Hub, client: Client) -> None:
    act = hub.position(*SIGNERS)
    hub.wait(hours=1)
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/positions/{act}/replace"
    assert "Yes, boil it first." in page(client, url)
    form = {"question_en": QUESTION, "answer_en": "No.", "public": "on", "days": "1"}
    body = parse_act(from_base64(client.post(url, form).json()["payload"])).body
    assert body == Position(("en",), True, (), act)
    form.pop("public")
    assert client.post(url, form).status_code == 409


def test_a_translation_stands_beside_the_others(hub: Hub, client: Client) -> None:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/{act}/translate"
    shown = page(client, url)
    assert f'action="{url}"' in shown
    assert 'id="editor-bar"' in shown
    assert 'data-do="picture"' not in shown
    words = {"language": "ro", "title": "Apa", "text": "Apa e gratuită.", "days": "3"}
    assert client.post(url, words | {"language": "uk"}).status_code == 400
    made = parse_act(from_base64(client.post(url, words).json()["payload"])).body
    assert made == Translation(act, "ro")
    added = hub.translation(act, "charlie/voice")
    assert "(ro)" not in page(client, "/ro/statements/2026/water")
    hub.wait(minutes=10)
    shown = page(client, "/ro/statements/2026/water")
    assert "Water is free. (ro)" in shown
    proof = client.get("/en/statements/2026/water.ro.bundle.json").content
    answer = check_proof(proof, hub.state.coalition)
    assert (answer.translates, answer.languages) == (act, ("ro",))
    document = client.get("/en/statements/2026/water.json").json()
    assert [*document["texts"]] == ["en", "uk", "ro"]
    assert document["added"]["ro"]["proof"].endswith("/water.ro.bundle.json")
    withdraw(hub, added)
    assert "(ro)" not in page(client, "/ro/statements/2026/water")
    assert client.get("/en/statements/2026/water.ro.bundle.json").status_code == 404


def test_an_own_word_gets_no_translation(hub: Hub, client: Client) -> None:
    act = pictured(hub)
    hub.sign_in(client, "alfa/voice")
    assert client.get(f"/en/desk/statements/{act}/translate").status_code == 404


def test_a_translation_goes_with_its_statement(hub: Hub, client: Client) -> None:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    hub.translation(act, "charlie/voice")
    hub.wait(minutes=10)
    withdraw(hub, act)
    shown = page(client, "/ro/statements/2026/water")
    assert "The pump failed." in shown
    assert "Water is free. (ro)" in shown
    proof = client.get("/en/statements/2026/water.ro.bundle.json").content
    assert check_proof(proof, hub.state.coalition).state == "retracted"


def test_a_rebuild_comes_to_the_same(hub: Hub) -> None:
    act = hub.statement(*SIGNERS)
    inner = hub.position(*SIGNERS, public=False)
    hub.wait(minutes=10)
    added = hub.translation(act, "charlie/voice")
    hub.translation(act, "charlie/voice", language="pl")
    stopped = hub.position(*SIGNERS, replaces=inner)
    hub.does("voice.hold", "alfa/voice", {"statement": stopped})
    hub.wait(hours=1)
    withdraw(hub, inner)
    withdraw(hub, added)

    def rows() -> str:
        tables = (models.Statement, models.Position, models.Withdrawn)
        found = [[*one.objects.order_by("act").values()] for one in tables]
        return json.dumps(found)

    before = rows()
    rebuild()
    assert rows() == before


def checked(client: Client, proof: bytes) -> str:
    """The page's answer to a proof file."""
    file = SimpleUploadedFile("x.bundle.json", proof)
    return client.post("/en/check", {"file": file}).content.decode()


def test_an_old_proof_of_a_position_meets_how_it_stands_now(
    hub: Hub, client: Client
) -> None:
    act = hub.position(*SIGNERS)
    hub.wait(minutes=10)
    proof = client.get(f"/en/positions/{act}.bundle.json").content
    page_now = checked(client, proof)
    assert "Proven" in page_now
    assert f"/en/positions/{act}" in page_now
    withdraw(hub, act)
    assert "but withdrawn" in checked(client, proof)


def test_an_old_proof_of_a_translation_that_was_withdrawn_alone(
    hub: Hub, client: Client
) -> None:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    added = hub.translation(act, "charlie/voice")
    hub.wait(minutes=10)
    proof = client.get("/en/statements/2026/water.ro.bundle.json").content
    assert "of what it translates it proves nothing" in checked(client, proof)
    assert "but withdrawn" not in checked(client, proof)
    withdraw(hub, added)
    assert "but withdrawn" in checked(client, proof)
    assert "This translation was withdrawn alone." in checked(client, proof)


def test_an_old_proof_is_not_taken_for_the_translation_that_came_after(
    hub: Hub, client: Client
) -> None:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    held = hub.translation(act, "charlie/voice")
    old = proof_file(held)
    hub.does("voice.hold", "charlie/voice", {"statement": held})
    hub.translation(act, "charlie/voice")
    hub.wait(minutes=10)
    new = client.get("/en/statements/2026/water.ro.bundle.json").content
    assert "but withdrawn" not in checked(client, new)
    assert "but withdrawn" in checked(client, old)
