"""What a member shows of itself."""

import pytest
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.blobs import unpack
from accord.core.acts.encoding import from_base64
from tests.coalition import blob
from tests.hub import Hub

SENT = {
    "name_en": "Reed Bank Relief Corps",
    "name_uk": "Очеретяний берег",
    "name_ru": "",
    "name_ro": " Malul cu Stuf ",
    "place": "Tulcea",
    "contact": "",
}


def test_a_profile_is_prepared(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post("/en/desk/members/profile", SENT).json()
    act = parse_act(from_base64(answer["payload"]))
    assert (act.kind, act.by) == ("charter.profile", "alfa")
    assert unpack(from_base64(answer["blobs"]["profile"])) == {
        "names": {
            "en": "Reed Bank Relief Corps",
            "uk": "Очеретяний берег",
            "ro": "Malul cu Stuf",
        },
        "place": "Tulcea",
        "contact": "",
    }
    assert answer["next"] == "/en/members/alfa"


def test_by_the_handle_alone(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post("/en/desk/members/profile", SENT | {"alone": "on"}).json()
    assert answer["blobs"] == {}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_en": "", "name_uk": "", "name_ro": " "}, "name_en"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_what_is_not_complete(
    hub: Hub, client: Client, wrong: dict[str, str], field: str
) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post("/en/desk/members/profile", SENT | wrong)
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_the_form_begins_with_what_is_shown(hub: Hub, client: Client) -> None:
    shown = {"names": {"en": "Reed Bank"}, "place": "Tulcea", "contact": ""}
    hub.does("charter.profile", "alfa/people", {}, {"profile": blob(shown)})
    hub.sign_in(client, "alfa/people")
    page = client.get("/en/desk/members/profile").content.decode()
    assert 'value="Reed Bank"' in page
    assert 'value="Tulcea"' in page
    assert "checked" not in page


@pytest.mark.parametrize("chosen", [False, True])
def test_the_handle_alone_is_ticked_by_who_chose_it(
    hub: Hub, client: Client, chosen: bool
) -> None:
    """Who has said nothing yet would else lose the name that is typed."""
    if chosen:
        hub.does("charter.profile", "alfa/people", {})
    hub.sign_in(client, "alfa/people")
    page = client.get("/en/desk/members/profile").content.decode()
    assert ("checked" in page) == chosen
