"""Proof files where members' copies confirm: made under what is final, as it stood."""

import pytest
from django.conf import LazySettings
from django.test import Client

from accord.core.acts.errors import Refused
from accord.core.bundle.answer import Answer
from accord.core.bundle.check import check
from accord.core.tlog import cosignature, note
from accord.sequencer import witness_list
from accord.voice.proofs import proof_file
from tests import cosigners
from tests.coalition import replicas, seed
from tests.cosigners import NOW, cosigned, head, vkey
from tests.hub import Hub


@pytest.fixture
def four(unfounded: Hub) -> Hub:
    cosigners.found(unfounded)
    return unfounded


def bring(client: Client, text: str) -> None:
    answer = client.post("/log/cosignatures", text, content_type="text/plain")
    assert answer.status_code == 200


def confirm(client: Client, *names: str) -> None:
    bring(client, cosigned(head(), *names))


def proven(hub: Hub, act: str) -> Answer:
    return check(proof_file(act), hub.state.coalition)


def test_no_proof_before_enough_copies_confirm(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice", urgent=True)
    for names in ((), ("alfa",), ("bravo",)):
        if names:
            confirm(client, *names)
        with pytest.raises(Refused, match="Too few members' copies confirm this"):
            proof_file(act)
    answer = client.get("/en/statements/2026/water.bundle.json")
    assert answer.status_code == 409
    assert "There is no proof file yet" in answer.content.decode()
    url = "/en/statements/2026/water.bundle.json"
    answer = client.get(url, headers={"Accept": "application/json"})
    assert "Too few" in answer.json()["detail"]
    confirm(client, "delta")
    assert proven(four, act).confirmed_by == ("alfa", "bravo", "delta")
    assert client.get("/en/statements/2026/water.bundle.json").status_code == 200


def test_a_proof_says_how_it_stood_when_it_was_final(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice", urgent=True)
    confirm(client, "alfa", "bravo", "charlie")
    size = four.state.size
    reason = {"reason": four.document({"text": "It was wrong."})}
    body = {"statement": act}
    four.does("voice.retraction", ["bravo/voice", "alfa/voice"], body, reason)
    five = ("alfa", "bravo", "charlie", "delta", "echo")
    payload = four.act("charter.roster", "alfa", four.terms(*five, **replicas(*five)))
    four.sign(payload, "alfa", "bravo", "charlie", "echo", "echo replica")
    answer = proven(four, act)
    assert (answer.state, answer.size) == ("agreed", size)
    assert answer.roster == four.state.coalition
    confirm(client, "alfa", "bravo", "delta", "echo")
    answer = proven(four, act)
    assert (answer.state, answer.size) == ("retracted", four.state.size)
    assert answer.roster == four.state.in_force().id


def test_a_witness_that_is_no_member_stays_out_of_it(
    four: Hub, client: Client, settings: LazySettings
) -> None:
    settings.WITNESSES = witness_list.read(f"{vkey('w.example/1')}=https://w.example")
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice", urgent=True)
    text = head()
    body = note.parse(text)[0].text()
    word = cosignature.cosign(body, "w.example/1", seed("w.example/1"), NOW)
    bring(client, cosignature.attach(cosigned(text, "alfa", "bravo"), [word]))
    confirm(client, "charlie")
    assert proven(four, act).confirmed_by == ("alfa", "bravo", "charlie")
