"""Signing in: a challenge for this address alone, once, by a live device."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client

from accord.core.acts import keys
from accord.core.acts.encoding import to_base64
from accord.people import challenge
from tests.coalition import keyid, public, seed
from tests.hub import Hub


def answer(
    client: Client,
    hub: Hub,
    name: str,
    *,
    given: str = "",
    more: dict[str, object] | None = None,
    **changes: str,
) -> tuple[int, dict]:
    """Signs a challenge with the key `name`; `changes` are what it signs instead.

    `more` is sent beside it.
    """
    given = given or client.post("/api/v1/session/challenge").json()["challenge"]
    says = {
        "challenge": given,
        "key": public(name),
        "coalition": hub.state.coalition,
        "origin": settings.ORIGIN,
    } | changes
    message = challenge.signed_bytes(
        says["challenge"], says["key"], says["coalition"], says["origin"]
    )
    sent = {
        "challenge": given,
        "key": public(name),
        "sig": to_base64(keys.sign(seed(name), message)),
    } | (more or {})
    response = client.post("/api/v1/session", sent, content_type="application/json")
    return response.status_code, response.json()


def test_a_device_signs_in(hub: Hub, client: Client) -> None:
    assert answer(client, hub, "alfa/voice") == (
        200,
        {"member": "alfa", "person": "voice", "name": "", "roles": ["voice"]},
    )
    assert client.get("/en/desk/me").status_code == 200


def test_a_session_on_a_shared_device_is_short(hub: Hub, client: Client) -> None:
    """Who finds a tablet whose keys lie behind PINs has a quarter of an hour."""
    assert answer(client, hub, "alfa/voice", more={"shared": True})[0] == 200
    assert client.get("/en/desk/me").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 15 * 60
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=16))
    assert client.get("/en/desk/me").status_code == 302
    program = client.get("/api/v1/field", headers={"Accept": "application/json"})
    assert program.status_code == 401


def test_a_session_on_ones_own_device_is_long(hub: Hub, client: Client) -> None:
    assert answer(client, hub, "alfa/voice", more={"shared": False})[0] == 200
    Session.objects.update(expire_date=F("expire_date") - timedelta(days=29))
    assert client.get("/en/desk/me").status_code == 200


def test_what_is_said_of_a_shared_device_is_read_strictly(
    hub: Hub, client: Client
) -> None:
    assert answer(client, hub, "alfa/voice", more={"shared": "yes"})[0] == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8000"},
        {"coalition": "0" * 64},
        {"challenge": "0" * 64},
        {"key": "1" * 64},
    ],
)
def test_what_was_signed_for_another_place_is_worth_nothing(
    hub: Hub, client: Client, changes: dict[str, str]
) -> None:
    status, body = answer(client, hub, "alfa/voice", **changes)
    assert (status, body["detail"]) == (403, challenge.NOT_FOR_US)
    assert client.get("/en/desk/me").status_code == 302


def test_a_demonstration_goes_by_both_names_of_this_machine(
    hub: Hub, client: Client, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    settings.ORIGIN = "http://127.0.0.1:8000"  # type: ignore[attr-defined]
    here = "http://localhost:8000"
    assert answer(client, hub, "alfa/voice", origin=here)[0] == 200
    other_port = "http://localhost:8001"
    assert answer(client, hub, "alfa/voice", origin=other_port)[0] == 403


def test_a_challenge_works_once(hub: Hub, client: Client) -> None:
    given = client.post("/api/v1/session/challenge").json()["challenge"]
    assert answer(client, hub, "alfa/voice", given=given)[0] == 200
    status, body = answer(
        Client(SERVER_NAME="127.0.0.1"), hub, "alfa/voice", given=given
    )
    assert (status, body["detail"]) == (403, challenge.TOO_OLD)


def test_a_challenge_works_for_five_minutes(hub: Hub, client: Client) -> None:
    late, early = (
        client.post("/api/v1/session/challenge").json()["challenge"] for _ in "ab"
    )
    hub.wait(minutes=5)
    assert answer(client, hub, "alfa/voice", given=early)[0] == 200
    hub.wait(seconds=1)
    status, body = answer(client, hub, "alfa/voice", given=late)
    assert (status, body["detail"]) == (403, challenge.TOO_OLD)


def test_a_made_up_challenge_is_refused(hub: Hub, client: Client) -> None:
    real = client.post("/api/v1/session/challenge").json()["challenge"]
    later = f"{int(real[:8], 16) + 1:08x}{real[8:]}"
    status, body = answer(client, hub, "alfa/voice", given=later)
    assert (status, body["detail"]) == (403, challenge.TOO_OLD)


def test_a_stranger_is_told_so_after_signing(hub: Hub, client: Client) -> None:
    status, body = answer(client, hub, "nobody/voice")
    assert status == 403
    assert body["detail"].startswith("This device belongs to no member here.")


@pytest.mark.parametrize("name", ["alfa", "hub", "alfa/voice invite"])
def test_only_a_device_signs_in(hub: Hub, client: Client, name: str) -> None:
    status, body = answer(client, hub, name)
    assert (status, body["detail"][:27]) == (403, "This device belongs to no m")


def revoke(hub: Hub, name: str) -> None:
    hub.does("charter.revoke", "alfa/people", {"keys": [public(name)], "invites": []})


def test_a_revoked_device_cannot_sign_in(hub: Hub, client: Client) -> None:
    revoke(hub, "alfa/voice")
    status, body = answer(client, hub, "alfa/voice")
    assert status == 403
    assert body["detail"] == "This key was revoked and cannot sign any more."


def test_a_session_ends_with_its_key(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    assert client.get("/en/desk/me").status_code == 200
    revoke(hub, "alfa/voice")
    answer = client.get("/en/desk/me")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/desk/sign-in/?next=")
    assert not client.session.keys()


def test_a_session_ends_when_the_key_expires(hub: Hub, client: Client) -> None:
    hub.enrol("alfa/short", "voice", until="2026-11-02T00:00:00Z")
    hub.sign_in(client, "alfa/short")
    hub.wait(days=1)
    assert client.get("/en/desk/me").status_code == 302


def test_signing_in_begins_a_new_session(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    first = client.session.session_key
    hub.sign_in(client, "bravo/voice")
    assert client.session.session_key != first
    assert b"bravo" in client.get("/en/desk/me").content


def test_signing_out(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/en/desk/me").status_code == 302


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"challenge":1}',
        b'{"challenge":"00","key":"00","sig":""}',
        b"x" * 5000,
    ],
)
def test_malformed_answers(hub: Hub, client: Client, body: bytes) -> None:
    answer = client.post("/api/v1/session", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_before_the_founding_nobody_signs_in(unfounded: Hub, client: Client) -> None:
    status, body = answer(client, unfounded, "alfa/voice")
    assert (status, body["detail"]) == (403, "The coalition is not founded yet.")


def test_nothing_secret_is_logged(
    hub: Hub, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = client.post("/api/v1/session/challenge").json()["challenge"]
    answer(client, hub, "alfa/voice", given=given, origin="https://x.example")
    answer(client, hub, "alfa/voice", given=given)
    assert given not in caplog.text
    assert public("alfa/voice") not in caplog.text
    assert keyid("alfa/voice") not in caplog.text.replace(
        str(client.session.session_key), ""
    )


def test_the_posts_want_a_token(hub: Hub) -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.post("/api/v1/session/challenge").status_code == 403
    strict.get("/en/desk/sign-in/")
    token = strict.cookies["csrftoken"].value
    answer = strict.post(
        "/api/v1/session/challenge",
        headers={"X-CSRFToken": token, "Origin": "http://127.0.0.1"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/en/desk/members", "/en/desk/members"),
        ("https://elsewhere.example/", "/en/desk/"),
        ("//elsewhere.example/", "/en/desk/"),
        ("javascript:alert(1)", "/en/desk/"),
        ("", "/en/desk/"),
    ],
)
def test_signing_in_leads_inside(
    hub: Hub, client: Client, asked: str, leads: str
) -> None:
    page = client.get("/en/desk/sign-in/", {"next": asked}).content.decode()
    assert f'data-next="{leads}"' in page


def test_who_is_signed_in_goes_on_at_once(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    answer = client.get("/en/desk/sign-in/", {"next": "/en/desk/members"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/desk/members")


def test_the_page_of_an_invitation_has_no_language_in_its_link(
    hub: Hub, client: Client
) -> None:
    assert client.get("/enrol/")["Location"] == "/en/enrol/"
    assert b"data-enrol" in client.get("/en/enrol/").content


def test_a_script_that_is_not_signed_in_is_told_so(hub: Hub, client: Client) -> None:
    answer = client.post(
        "/en/desk/devices/invite", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 401
    assert answer.json()["title"] == "Not signed in"
