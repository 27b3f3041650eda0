"""The page of one decision about words."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from accord.core.acts.encoding import from_base64
from tests.coalition import text_blobs
from tests.hub import Hub


def page(client: Client, act: str, language: str = "en") -> str:
    """The page of a decision, as text."""
    answer = client.get(f"/{language}/desk/statements/{act}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def withdraw(hub: Hub, statement: str, *names: str) -> str:
    """A withdrawal, signed by the keys called `names`."""
    reason = {"reason": hub.document({"text": "The pump failed."})}
    return hub.does("voice.retraction", names, {"statement": statement}, reason)


def test_only_members_see_it(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    assert client.get(f"/en/desk/statements/{act}").status_code == 302
    assert client.get(f"/en/desk/statements/{act}/board").status_code == 302


def test_an_unknown_decision_and_one_of_another_job(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    assert client.get(f"/en/desk/statements/{'0' * 64}").status_code == 404
    founding = hub.state.coalition
    assert client.get(f"/en/desk/statements/{founding}").status_code == 404


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_an_open_statement(hub: Hub, client: Client, language: str) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    shown = page(client, act, language)
    assert f'data-sign="{act}"' in shown
    assert f'data-live="/{language}/desk/statements/{act}/board"' in shown
    assert "Water is free. (en)" in shown
    assert "Water is free. (uk)" in shown


def test_the_dialog_is_told_who_has_signed(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    found = re.search(r'data-tally="([^"]*)"', _raw(client, act))
    assert found
    tally = json.loads(unescape(found[1]))
    states = {seat["member"]: seat["state"] for seat in tally["seats"]}
    assert (tally["needed"], tally["of"]) == (2, 3)
    assert states == {"alfa": "signed", "bravo": "silent", "charlie": "silent"}


def _raw(client: Client, act: str) -> str:
    return client.get(f"/en/desk/statements/{act}").content.decode()


def test_what_was_read_is_noted_for_the_dialog(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    found = re.search(r'data-saw="([^"]*)"', _raw(client, act))
    assert found
    saw = json.loads(unescape(found[1]))
    assert (saw["kind"], saw["slug"], saw["act"]) == ("voice.statement", "water", act)
    assert saw["texts"]["uk"]["text"] == "Water is free. (uk)"


def test_a_key_of_another_role_reads_and_does_nothing(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/supplies")
    shown = page(client, act)
    assert "Water is free." in shown
    assert f'data-sign="{act}"' not in shown
    assert "data-act" not in shown
    assert client.post(f"/en/desk/statements/{act}/hold").status_code == 403


def test_when_it_goes_out(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    soon = hub.statement("alfa/voice")
    assert "ten minutes after the last signature" in page(client, soon)
    urgent = hub.statement("alfa/voice", slug="now", urgent=True)
    assert "with the last signature that is needed, at once" in page(client, urgent)
    release = "2026-11-01T14:00:00Z"
    later = hub.statement("alfa/voice", slug="later", release=release)
    assert "goes out in all 2 languages at once: <time" in page(client, later)
    assert ">today, 16:00 Kyiv" in page(client, later)


def test_agreed_and_not_public_yet(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.sign_in(client, "alfa/voice")
    shown = page(client, act)
    assert "Not public yet" in shown
    assert "Stop the release" in shown
    assert "Withdraw this statement" not in shown
    assert "Its public page" not in shown


def test_only_signers_stop_it(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.sign_in(client, "charlie/voice")
    assert "Stop the release" not in page(client, act)
    answer = client.post(f"/en/desk/statements/{act}/hold")
    assert answer.status_code == 409
    assert answer.json()["detail"]


def test_stopping_it_is_prepared(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.sign_in(client, "bravo/voice")
    answer = client.post(f"/en/desk/statements/{act}/hold")
    assert answer.status_code == 200
    assert b'"kind":"voice.hold"' in from_base64(answer.json()["payload"])
    assert answer.json()["next"] == f"/en/desk/statements/{act}"


def test_stopped(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hold = hub.does("voice.hold", "bravo/voice", {"statement": act})
    hub.sign_in(client, "alfa/voice")
    shown = page(client, act)
    assert "It was stopped before it was public" in shown
    assert "stopped it" in shown
    assert "Write it anew" in shown
    assert "Stop the release: Water" in page(client, hold)


def test_public(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    hub.sign_in(client, "alfa/voice")
    shown = page(client, act)
    assert "In force" in shown
    assert 'href="/en/statements/2026/water"' in shown
    assert "It became public" in shown
    assert "Stop the release" not in shown
    assert "Correct it" in shown
    late = client.post(f"/en/desk/statements/{act}/hold")
    assert late.status_code == 409
    assert "already public" in late.json()["detail"]


def test_a_withdrawal_needs_a_reason(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/{act}/withdraw"
    assert "reason_en" in client.post(url, {"reason_en": " \n"}).json()["fields"]
    turned = client.post(url, {"reason_en": "It \u202efailed."})
    assert "invisible sign" in turned.json()["fields"]["reason_en"]
    long = client.post(url, {"reason_uk": "a" * 4001})
    assert "reason_uk" in long.json()["fields"]


def test_a_withdrawal_is_prepared(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/{act}/withdraw"
    made = client.post(url, {"reason_en": "The pump failed.\r\nSorry."}).json()
    assert f'"statement":"{act}"'.encode() in from_base64(made["payload"])
    assert b"The pump failed.\\nSorry." in from_base64(made["blobs"]["reason"])
    assert made["next"] == "/en/desk/statements/{act}"
    assert made["tally"]["needed"] == 2


def test_a_withdrawal_shows_what_it_takes_away_and_why(
    hub: Hub, client: Client
) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    retraction = withdraw(hub, act, "alfa/voice")
    hub.sign_in(client, "bravo/voice")
    shown = page(client, retraction)
    assert "Withdraw: Water" in shown
    assert "The reason that would be published" in shown
    assert "The pump failed." in shown
    assert "yours completes it" in shown
    assert "Its withdrawal is proposed." in page(client, act)
    assert "Propose the withdrawal" not in page(client, act)
    hub.sign(hub.state.acts[retraction].act.payload, "bravo/voice")
    assert "The reason that was published" in page(client, retraction)
    assert "It was withdrawn." in page(client, act)


def test_a_correction_names_the_old_and_the_old_leads_to_it(
    hub: Hub, client: Client
) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    new = hub.statement("alfa/voice", slug="water-again", corrects=act)
    hub.sign_in(client, "bravo/voice")
    assert "It corrects an earlier statement" in page(client, new)
    hub.sign(hub.state.acts[new].act.payload, "bravo/voice")
    hub.wait(minutes=11)
    assert "It was corrected. The newer one:" in page(client, act)


def test_what_changed_since_the_proposal_before(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.does("decide.withdraw", "alfa/voice", {"act": act})
    blobs = text_blobs("en", "uk", text="Water is free everywhere.")
    new = hub.does("voice.statement", "alfa/voice", hub.words(), blobs)
    hub.sign_in(client, "bravo/voice")
    assert "<ins> everywhere</ins>" in page(client, new)
    closed = page(client, act)
    assert "Closed" in closed
    assert "<ins>" not in closed
    assert f'data-sign="{act}"' not in closed


def test_two_proposals_for_one_address(hub: Hub, client: Client) -> None:
    old = hub.statement("alfa/voice")
    new = hub.statement("bravo/voice")
    hub.sign_in(client, "charlie/voice")
    assert f'/en/desk/statements/{new}">Read the newer one' in page(client, old)
    assert "Read the newer one" not in page(client, new)


def test_a_members_own_word(hub: Hub, client: Client) -> None:
    blobs = text_blobs("en", "uk")
    act = hub.does("voice.own", "alfa/voice", hub.words(), blobs)
    hub.wait(minutes=11)
    hub.sign_in(client, "bravo/voice")
    shown = page(client, act)
    assert "Said by alfa for itself, not for the coalition" in shown
    assert "Withdraw this statement" not in shown
    hub.sign_in(client, "alfa/voice")
    assert "Withdraw it" in page(client, act)


def test_signs_that_turn_a_text_around_are_written_out(
    hub: Hub, client: Client
) -> None:
    blobs = text_blobs("en", "uk", text="Water \u202eis free.")
    act = hub.does("voice.statement", "alfa/voice", hub.words(), blobs)
    hub.sign_in(client, "bravo/voice")
    shown = page(client, act)
    assert "[U+202E]" in shown
    assert "\u202e" not in shown.replace("\\u202e", "")


def test_the_board_alone_stays_the_same_while_nothing_happens(
    hub: Hub, client: Client
) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    url = f"/en/desk/statements/{act}/board"
    first, second = client.get(url), client.get(url)
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    hub.sign(hub.state.acts[act].act.payload, "charlie/voice")
    assert client.get(url)["ETag"] != first["ETag"]
