"""Pages say "saved" and "confirmed" apart, and follow without being loaded again."""

import pytest
from django.test import Client

from tests import cosigners
from tests.cosigners import cosigned, head
from tests.hub import Hub


@pytest.fixture
def four(unfounded: Hub) -> Hub:
    cosigners.found(unfounded)
    return unfounded


def bring(client: Client, *names: str) -> None:
    text = cosigned(head(), *names)
    answer = client.post("/log/cosignatures", text, content_type="text/plain")
    assert answer.status_code == 200


def test_a_decision_is_saved_and_then_confirmed(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice")
    four.sign_in(client, "alfa/voice")
    address = f"/en/desk/confirmed/{act}"
    page = client.get(f"/d/{act[:12]}", follow=True).content.decode()
    assert f'data-live="{address}"' in page
    for names, said in (
        ((), "No member’s copy confirms it yet."),
        (("alfa",), "1 member’s own copy confirms it so far; it is final with 3."),
        (("bravo",), "2 members’ own copies confirm it so far; it is final with 3."),
        (("delta",), "Confirmed by 3 members"),
    ):
        if names:
            bring(client, *names)
        assert said in client.get(address).content.decode()
    page = client.get(f"/d/{act[:12]}", follow=True).content.decode()
    assert "Confirmed by 3 members" in page
    assert "data-live" not in page.split("How safe is this record?")[1]


def test_the_rail_says_it_of_the_newest_record(four: Hub, client: Client) -> None:
    four.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/").content.decode()
    assert "no member’s copy confirms it yet" in page
    assert 'data-live="/en/desk/saved"' in page
    bring(client, "alfa", "bravo")
    assert "2 of 3 copies confirm it so far" in _saved(client)
    bring(client, "charlie")
    assert "confirmed by 3 members" in _saved(client)
    assert "підтвердили 3 учасники" in client.get("/uk/desk/saved").content.decode()


def _saved(client: Client) -> str:
    return client.get("/en/desk/saved").content.decode()


def test_a_public_statement_says_whose_word_it_is(four: Hub, client: Client) -> None:
    four.statement("alfa/voice", "bravo/voice", "charlie/voice", urgent=True)
    page = _statement(client)
    assert "Saved by the host; no member’s copy confirms it yet." in page
    bring(client, "alfa", "bravo", "delta")
    assert "confirmed by 3 members’ own copies" in _statement(client)


def _statement(client: Client) -> str:
    return client.get("/en/statements/2026/water").content.decode()


def test_only_members_follow_a_record(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice")
    assert client.get(f"/en/desk/confirmed/{act}").status_code == 302
    four.sign_in(client, "alfa/voice")
    assert client.get(f"/en/desk/confirmed/{'0' * 64}").status_code == 404
