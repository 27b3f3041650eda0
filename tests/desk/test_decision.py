"""The desk: what waits, and the page of one decision."""

import pytest
from django.test import Client

from accord.core.acts.encoding import from_base64
from accord.ledger.board import Board, board
from tests.coalition import public, rules
from tests.hub import Hub


def receive(hub: Hub, *names: str) -> str:
    """Goods for bravo in a store of alfa; bravo's signature may be missing."""
    item = hub.does(
        "supplies.item",
        "alfa/supplies",
        {
            "code": "blanket",
            "unit": "piece",
            "grams": 900,
            "millilitres": 4000,
            "packs": [],
        },
        {"names": hub.document({"en": "Blanket"})},
    )
    place = {"name": "Store", "address": "", "lat": "45.1", "lon": "28.8"}
    site = hub.does(
        "supplies.site",
        "alfa/supplies",
        {"code": "store"},
        {"place": hub.document(place)},
    )
    body = {
        "site": site,
        "owner": "bravo",
        "donor": "bakery",
        "field": False,
        "lines": [{"item": item, "quantity": 100}],
    }
    return hub.does("supplies.receive", names, body)


def test_the_public_is_asked_to_sign_in(hub: Hub, client: Client) -> None:
    answer = client.get("/en/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/desk/sign-in/?next=")


def test_an_empty_desk_says_what_to_do(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    assert "Nothing waits for you" in client.get("/en/desk/").content.decode()


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_a_decision_of_two_members(hub: Hub, client: Client, language: str) -> None:
    act = receive(hub, "alfa/supplies")
    hub.sign_in(client, "bravo/supplies")
    page = client.get(f"/{language}/desk/decisions/{act}").content.decode()
    assert f'data-sign="{act}"' in page
    hub.sign(hub.state.acts[act].act.payload, "bravo/supplies")
    page = client.get(f"/{language}/desk/decisions/{act}").content.decode()
    assert f'data-sign="{act}"' not in page


def test_an_objection_needs_a_reason(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    url = f"/en/desk/decisions/{act}/object"
    answer = client.post(url, {"reason": " "})
    assert answer.status_code == 400
    assert "reason" in answer.json()["fields"]
    answer = client.post(url, {"reason": "The pump works in the mornings."})
    assert answer.status_code == 200
    payload = from_base64(answer.json()["payload"])
    assert b'"by":"bravo"' in payload
    assert b'"stands":true' in payload


def test_a_refusal_comes_before_anybody_signs(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.sign_in(client, "charlie/voice")
    answer = client.post(f"/en/desk/decisions/{act}/object", {"reason": "Too late."})
    assert answer.status_code == 409
    assert answer.json()["detail"] == "This decision is not open any more."


def test_a_short_address_leads_to_the_decision(hub: Hub, client: Client) -> None:
    act = receive(hub, "alfa/supplies")
    asked = client.get(f"/d/{act[:12]}")["Location"]
    assert asked == f"/en/desk/sign-in/?next=%2Fd%2F{act[:12]}"
    assert client.get(f"/d/{'0' * 12}")["Location"].startswith("/en/desk/sign-in/")
    hub.sign_in(client, "alfa/supplies")
    where = client.get(f"/d/{act[:12]}")["Location"]
    assert where == f"/en/desk/supplies/records/{act}"
    assert client.get(f"/d/{'0' * 12}").status_code == 404


def test_a_nudge_says_nothing_of_the_matter(hub: Hub, client: Client) -> None:
    act = receive(hub, "alfa/supplies")
    hub.sign_in(client, "alfa/supplies")
    page = client.get(f"/en/desk/decisions/{act}/board").content.decode()
    assert f"/d/{act[:12]}" in page
    assert "blanket" not in page.lower()
    assert public("alfa/supplies") not in page


def test_who_objects_and_signs_has_signed(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    reason = {"reason": hub.document({"text": "Too late."})}
    hub.does("decide.object", "bravo/voice", {"act": act, "stands": True}, reason)
    before = board(act)
    assert before is not None
    assert {"alfa": "signed", "bravo": "objects"}.items() <= _states(before).items()
    hub.sign(hub.state.acts[act].act.payload, "bravo/voice")
    after = board(act)
    assert after is not None
    assert after.met
    assert after.signed == 2
    assert _states(after)["bravo"] == "signed"
    assert any(seat.reason_act for seat in after.seats)


def _states(found: Board) -> dict[str, str]:
    return {seat.member: seat.status for seat in found.seats}


def test_who_abstains_is_on_the_board_and_can_still_sign(
    hub: Hub, client: Client
) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    assert "Abstain" in client.get(f"/en/desk/statements/{act}").content.decode()
    assert client.get("/en/desk/").content.decode().count(act) > 0
    answer = client.post(f"/en/desk/decisions/{act}/abstain", {"reason": "Not ours."})
    payload = from_base64(answer.json()["payload"])
    assert b'"kind":"decide.abstain"' in payload
    reason = {"reason": hub.document({"text": "Not ours."})}
    hub.does("decide.abstain", "bravo/voice", {"act": act}, reason)
    page = client.get(f"/en/desk/statements/{act}").content.decode()
    assert 'class="seat seat-abstains"' in page
    assert "Not ours." in page
    assert f"/decisions/{act}/abstain" not in page
    assert "Nothing waits for you" in client.get("/en/desk/").content.decode()
    hub.sign(hub.state.acts[act].act.payload, "bravo/voice")
    shown = board(act)
    assert shown is not None
    assert [seat.status for seat in shown.seats] == ["signed", "signed", "silent"]


def test_too_long_a_reason_to_abstain(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    url = f"/en/desk/decisions/{act}/abstain"
    answer = client.post(url, {"reason": "x" * 2001})
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["reason"])


def test_an_objection_blocks_where_the_charter_says_so(
    hub: Hub, client: Client
) -> None:
    shares = rules() | {"voice.statement": {"share": [2, 3], "veto": True}}
    hub.sign(hub.roster("alfa", "bravo", "charlie", rules=shares), "alfa", "bravo")
    act = hub.statement("alfa/voice")
    hub.sign_in(client, "bravo/voice")
    url = f"/en/desk/statements/{act}"
    assert "An objection blocks it while it stands." in client.get(url).content.decode()
    body = {"act": act, "stands": True}
    hub.does("decide.object", "charlie/voice", body)
    page = client.get(url).content.decode()
    assert "Blocked by an objection" in page
    assert f'data-sign="{act}"' not in page
    hub.does("decide.object", "charlie/voice", body | {"stands": False})
    assert f'data-sign="{act}"' in client.get(url).content.decode()
