"""Pages about oneself: preferences, devices, invitations."""

import json

import pytest
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.blobs import unpack
from accord.core.acts.charter import ROLES
from accord.core.acts.encoding import from_base64
from accord.people import names, queries
from accord.people.models import Preference
from accord.people.reader import live_key, make_reader
from accord.people.roles import role_names
from tests.coalition import blob, keyid, public
from tests.hub import Hub

JSON = {"Accept": "application/json"}

HOURS = {"morning": "7", "quiet_from": "0", "quiet_to": "0"}


def prepared(answer: object) -> tuple[object, dict[str, bytes]]:
    body = json.loads(answer.content)  # type: ignore[attr-defined]
    blobs = {name: from_base64(data) for name, data in body["blobs"].items()}
    return parse_act(from_base64(body["payload"])), blobs


def invitation(**changes: object) -> dict[str, object]:
    return {
        "person": "+",
        "name": "Ілінка Брату",
        "roles": ["voice"],
        "days": "365",
        "key": public("new invite"),
    } | changes


@pytest.mark.parametrize("path", ["enrol/", "desk/sign-in/"])
def test_who_is_not_in_yet_chooses_a_language(
    hub: Hub, client: Client, path: str
) -> None:
    page = client.get(f"/en/{path}").content.decode()
    for language in ("uk", "ru", "ro"):
        assert f'hreflang="{language}" href="/{language}/{path}"' in page


# Me


def test_me_shows_my_devices_and_whom_to_call(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/me").content.decode()
    assert "This device" in page
    assert "call a colleague who can revoke it for you: people" in page
    assert public("alfa/supplies")[:4] not in page


def test_preferences_are_kept_and_used(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    chosen = {"language": "uk", "time_zone": "America/Toronto"} | HOURS
    answer = client.post("/en/desk/me", chosen)
    assert answer["Location"] == "/uk/desk/me"
    assert client.cookies["accord_language"].value == "uk"
    row = Preference.objects.get(id="alfa/voice")
    assert (row.language, row.time_zone) == ("uk", "America/Toronto")
    page = client.get("/uk/desk/me").content.decode()
    assert '<option value="America/Toronto" selected>' in page


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"time_zone": ""}]
)
def test_preferences_that_do_not_exist(
    hub: Hub, client: Client, wrong: dict[str, str]
) -> None:
    hub.sign_in(client, "alfa/voice")
    chosen = {"language": "uk", "time_zone": "UTC"} | HOURS | wrong
    assert b'class="error"' in client.post("/en/desk/me", chosen).content
    assert not Preference.objects.exists()


# Devices


def test_devices_of_the_member_for_people(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    page = client.get("/en/desk/devices").content.decode()
    for role in ("voice", "people", "supplies"):
        assert public(f"alfa/{role}")[:4] in page
    assert public("bravo/voice")[:4] not in page


def test_others_see_their_own_and_whom_to_ask(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/devices").content.decode()
    assert public("alfa/voice")[:4] in page
    assert public("alfa/people")[:4] not in page
    assert "Who looks after people and devices" in page


def test_an_invitation_brings_the_name_beside_the_log(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post("/en/desk/devices/invite", invitation(), headers=JSON)
    act, blobs = prepared(answer)
    assert (act.kind, act.by) == ("charter.invite", "alfa")
    assert act.body.key == public("new invite")
    assert act.body.person.startswith("p")
    assert unpack(blobs["person"]) == {"name": "Ілінка Брату"}
    assert "Брату".encode() not in act.payload


def test_every_role_can_be_given_and_has_a_name(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    page = client.get("/en/desk/devices").content.decode()
    for role in ROLES:
        assert f'name="roles" value="{role}"' in page
        assert role_names([role]) not in ([], [role])
    given = invitation(roles=[role for role in ROLES if role != "people"])
    act, _ = prepared(client.post("/en/desk/devices/invite", given, headers=JSON))
    assert act.body.roles == ("actions", "reports", "supplies", "voice")


def test_a_second_device_of_the_same_person(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    sent = invitation(person="voice", name="")
    act, blobs = prepared(client.post("/en/desk/devices/invite", sent, headers=JSON))
    assert act.body.person == "voice"
    assert blobs == {}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"person": "stranger"}, "person"),
        ({"days": "9999"}, "days"),
        ({"key": "xyz"}, "key"),
        ({"key": ""}, "key"),
        ({"roles": ["people"]}, "roles"),
    ],
)
def test_invitations_that_cannot_be(
    hub: Hub, client: Client, wrong: dict[str, object], field: str
) -> None:
    hub.sign_in(client, "alfa/people")
    answer = client.post("/en/desk/devices/invite", invitation(**wrong), headers=JSON)
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_who_may_invite_is_admitted_with_the_stamp(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    sent = invitation(roles=["people"], by="stamp")
    answer = client.post("/en/desk/devices/invite", sent, headers=JSON)
    act, _ = prepared(answer)
    assert act.body.roles == ("people",)


def test_only_people_invite(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    assert client.post("/en/desk/devices/invite", invitation()).status_code == 403


@pytest.mark.parametrize(
    ("reader", "device", "status"),
    [
        ("alfa/people", "alfa/voice", 200),
        ("alfa/voice", "alfa/voice", 200),
        ("alfa/voice", "alfa/supplies", 409),
        ("alfa/people", "bravo/voice", 409),
    ],
)
def test_who_may_revoke_which_device(
    hub: Hub, client: Client, reader: str, device: str, status: int
) -> None:
    hub.sign_in(client, reader)
    answer = client.post(
        "/en/desk/devices/revoke", {"key": public(device)}, headers=JSON
    )
    assert answer.status_code == status


def test_a_lost_phone_is_revoked_from_the_other_device(
    hub: Hub, client: Client
) -> None:
    hub.enrol("alfa/phone", "voice", person="voice")
    hub.sign_in(client, "alfa/phone")
    answer = client.post(
        "/en/desk/devices/revoke", {"key": public("alfa/voice")}, headers=JSON
    )
    act, _ = prepared(answer)
    assert act.body.keys == (public("alfa/voice"),)


def test_nothing_chosen_to_revoke(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/people")
    assert client.post("/en/desk/devices/revoke", headers=JSON).status_code == 400


def open_invitation(hub: Hub, name: str = "") -> str:
    contents = {"person": blob({"name": name})} if name else None
    body = {
        "key": public("one more"),
        "person": "p1",
        "roles": ["voice"],
        "until": "2027-01-01T00:00:00Z",
    }
    return hub.does("charter.invite", "alfa/people", body, contents)


def state_of(act: str) -> str:
    return next(one.state for one in queries.invitations("alfa") if one.act == act)


def test_the_life_of_an_invitation(hub: Hub, client: Client) -> None:
    act = open_invitation(hub, "Dan V.")
    assert state_of(act) == "open"
    assert names.person_name("alfa", "p1") == "Dan V."
    hub.sign_in(client, "alfa/people")
    assert "Dan V." in client.get("/en/desk/devices").content.decode()
    hub.wait(days=14, seconds=1)
    assert state_of(act) == "old"
    hub.does("charter.revoke", "alfa/people", {"keys": [], "invites": [act]})
    assert state_of(act) == "revoked"


def test_an_invitation_dies_with_the_key_that_made_it(hub: Hub) -> None:
    act = open_invitation(hub)
    keys = {"keys": [public("alfa/people")], "invites": []}
    hub.does("charter.revoke", "alfa", keys)
    assert state_of(act) == "revoked"
    assert queries.open_invitations("alfa") == []


def test_states_of_devices(hub: Hub) -> None:
    hub.enrol("alfa/short", "voice", until="2026-11-02T00:00:00Z")
    hub.does(
        "charter.revoke", "alfa", {"keys": [public("alfa/supplies")], "invites": []}
    )
    hub.wait(days=2)
    key = live_key(keyid("alfa/people"))
    assert key is not None
    states = {one.key: one.state for one in queries.devices(make_reader(key))}
    assert states[public("alfa/people")] == "live"
    assert states[public("alfa/supplies")] == "revoked"
    assert states[public("alfa/short")] == "expired"


def test_a_name_that_was_erased_leaves_the_word(hub: Hub) -> None:
    assert names.person_name("alfa", "voice") == ""
    assert names.person_title("alfa", "voice") == "voice"
    assert names.member_name("charlie", "uk") == ""
    assert names.member_title("charlie", "uk") == "charlie"


def test_member_names_fall_back(hub: Hub) -> None:
    profile = {"names": {"en": "Reed Bank", "uk": "Берег"}, "place": "", "contact": ""}
    hub.does("charter.profile", "alfa/people", {}, {"profile": blob(profile)})
    assert names.member_name("alfa", "uk") == "Берег"
    assert names.member_name("alfa", "ro") == "Reed Bank"
    assert names.labels(["alfa", "charlie"], "uk") == {"members": {"alfa": "Берег"}}
    hub.does("charter.profile", "alfa/people", {})
    assert names.member_name("alfa", "uk") == ""
