"""Contents of any record are erased on its page, by as many as had to sign it."""

import pytest
from django.test import Client

from accord.core.acts.content import Reader
from accord.core.acts.encoding import from_base64
from accord.core.rules.table import RULES
from accord.desk import erasing
from accord.ledger import queries
from accord.ledger.models import Blob
from accord.people import kinds
from tests.coalition import text_blobs
from tests.desk.test_decision import receive
from tests.hub import Hub

RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def url(act: str, part: str = "", language: str = "en") -> str:
    return f"/{language}/desk/decisions/{act}/erase{part}"


def page(client: Client, act: str) -> str:
    return client.get(url(act)).content.decode()


def held(words: bytes) -> bool:
    """Whether any content with these words is in the database."""
    rows = Blob.objects.exclude(content=None).values_list("content", flat=True)
    return any(words in bytes(one) for one in rows)


def erases(hub: Hub, client: Client, name: str, act: str, *contents: str) -> str:
    """A person fills in the page and signs; returns the act."""
    hub.sign_in(client, name)
    answer = client.post(url(act, "/prepare"), {"contents_named": contents})
    assert answer.status_code == 200, answer.content
    return hub.sign(from_base64(answer.json()["payload"]), name)


def profile(hub: Hub) -> str:
    words = {"names": {"en": "Canary Works"}, "contact": "", "place": ""}
    contents = {"profile": hub.document(words)}
    return hub.does("charter.profile", "alfa/people", {}, contents)


def test_ones_own_record(hub: Hub, client: Client) -> None:
    act = profile(hub)
    assert held(b"Canary")
    hub.sign_in(client, "alfa/people")
    assert url(act) in client.get(f"/en/desk/decisions/{act}").content.decode()
    shown = page(client, act)
    assert "Names and contact" in shown
    assert "nobody can bring them back" in shown
    erases(hub, client, "alfa/people", act, "profile")
    assert not held(b"Canary")
    assert "All of it is erased already" in page(client, act)
    said = client.get(f"/en/desk/decisions/{act}").content.decode()
    assert "Erased for good:" in said
    assert "Names and contact" in said


def test_another_one_is_told_why_not(hub: Hub, client: Client) -> None:
    act = profile(hub)
    hub.sign_in(client, "bravo/people")
    shown = page(client, act)
    assert "You cannot have it erased" in shown
    assert "<form class" not in shown.split("<main")[1]
    sent = {"contents_named": "profile"}
    assert client.post(url(act, "/prepare"), sent).status_code == 409
    assert client.post(url(act, "/prepare"), {}).status_code == 400


def statement(hub: Hub) -> str:
    body = {
        "slug": "canary",
        "languages": ["en", "uk"],
        "release": hub.time,
        "urgent": True,
        "topics": [],
    }
    return hub.does(
        "voice.statement", ("alfa/voice", "bravo/voice"), body, text_blobs("en", "uk")
    )


def test_what_several_signed_takes_as_many(hub: Hub, client: Client) -> None:
    act = statement(hub)
    hub.sign_in(client, "alfa/voice")
    assert "These words are in force. Withdraw them first." in page(client, act)
    for_all = {"reason": hub.document({"text": "It was wrong."})}
    hub.does(
        "voice.retraction", ("alfa/voice", "bravo/voice"), {"statement": act}, for_all
    )
    shown = page(client, act)
    assert "2 organisations had to sign this record" in shown
    assert "The words: Українська" in shown

    asked = erases(hub, client, "alfa/voice", act, "text.en", "text.uk")
    assert held(b"Water is free.")
    assert "Erased already" not in page(client, act)
    desk = client.get("/en/desk/").content.decode()
    assert "Erasing of contents" in desk

    hub.sign_in(client, "bravo/voice")
    desk = client.get("/en/desk/").content.decode()
    assert f"/en/desk/decisions/{asked}" in desk
    assert "Your signature erases it for good." in desk
    shown = client.get(f"/en/desk/decisions/{asked}").content.decode()
    assert f'data-sign="{asked}"' in shown
    hub.sign(hub.state.acts[asked].act.payload, "bravo/voice")
    assert not held(b"Water is free.")
    assert "All of it is erased already" in page(client, act)
    assert f"/en/desk/decisions/{asked}" not in client.get("/en/desk/").content.decode()


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_in_every_language(hub: Hub, client: Client, language: str) -> None:
    act = profile(hub)
    hub.sign_in(client, "alfa/people")
    assert client.get(url(act, "", language)).status_code == 200


def test_a_record_without_contents_has_no_such_page(hub: Hub, client: Client) -> None:
    act = hub.does("charter.profile", "alfa/people", {})
    hub.sign_in(client, "alfa/people")
    assert client.get(url(act)).status_code == 404
    assert "/erase" not in client.get(f"/en/desk/decisions/{act}").content.decode()


def test_every_kind_has_a_name_and_a_reading_key_its_page(
    hub: Hub, client: Client
) -> None:
    assert set(RULES) <= set(kinds.NAMES)
    act = hub.does(Reader.KIND, "alfa", {"recipient": RECIPIENT})
    hub.sign_in(client, "bravo/voice")
    shown = client.get(f"/en/desk/decisions/{act}")
    assert "Reading key" in shown.content.decode()


def test_goods_that_two_sides_signed(hub: Hub, client: Client) -> None:
    act = receive(hub, "alfa/supplies", "bravo/supplies")
    hub.sign_in(client, "alfa/supplies")
    assert client.get(url(act)).status_code == 404


def test_what_nobody_had_to_sign_is_no_trouble(hub: Hub) -> None:
    """Some records, as a device that joins, need the signature of no member."""
    alone = [
        one.act.id
        for one in hub.state.acts.values()
        if one.effect and one.requirement and not one.requirement.groups
    ]
    assert alone
    for act in alone:
        row = queries.act(act)
        assert row is not None
        assert erasing.agreeing(row) == 1
