"""The page about members' own copies: who confirms, and how to keep one."""

import pytest
from django.test import Client

from accord.ledger.models import Cosigner
from tests.coalition import FOUR, blob, keyid, replicas
from tests.hub import Hub

PAGE = "/en/desk/members/copies"


def test_for_members(hub: Hub, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    hub.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/members").content.decode()
    assert f'href="{PAGE}"' in page


def test_nobody_confirms_yet(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    page = client.get(PAGE).content.decode()
    assert page.count("No copy that confirms") == 3
    assert "the host’s word alone stands behind" in page
    assert "accord host copies --by alfa --copy alfa=KEY" in page
    assert f"--trust {hub.state.coalition}" in page


def test_who_confirms_and_who_is_behind(unfounded: Hub, client: Client) -> None:
    hub = unfounded
    body = hub.terms(*FOUR, **replicas(*FOUR))
    contents = {
        "names": blob({"en": "Test coalition"}),
        "declaration.en": blob({"title": "Declaration", "text": "We help."}),
    }
    payload = hub.act("charter.found", "alfa", body, contents)
    copies = [f"{name} replica" for name in FOUR]
    hub.sign(payload, *sorted([*FOUR, *copies, "hub"], key=keyid))
    hub.enrol("alfa/voice")
    size = hub.state.size
    for member, reach in (("alfa", size), ("bravo", size - 2), ("charlie", size)):
        Cosigner.objects.create(name=member, member=member, epoch=1, size=reach, time=1)
    hub.sign_in(client, "alfa/voice")
    page = client.get(PAGE).content.decode()
    assert page.count("Confirms all records") == 2
    assert "2 records behind" in page
    assert "until it is final: 3 of 4." in page


@pytest.mark.parametrize("language", ["uk", "ru", "ro"])
def test_in_every_language(hub: Hub, client: Client, language: str) -> None:
    hub.sign_in(client, "alfa/voice")
    page = client.get(f"/{language}/desk/members/copies").content.decode()
    assert "Who confirms" not in page
    assert "Keep one" not in page
