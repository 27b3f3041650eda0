"""What every answer tells the browser."""

import pytest
from django.test import Client

from tests.hub import Hub

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/healthz", "/theme.css", "/en/nothing", "/static/x"])
def test_every_answer_has_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert not any("unsafe" in part or "data:" in part for part in policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_pages_give_no_address_away_and_share_no_window(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_is_asked_for_anew(client: Client) -> None:
    assert client.get("/healthz").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/en/desk/", "/en/desk/nowhere", "/en/", "/en/check"])
def test_what_was_for_one_person_is_kept_by_no_browser(
    hub: Hub, client: Client, path: str
) -> None:
    """Who goes back after somebody signed out asks the hub, and is sent to sign in."""
    hub.sign_in(client, "alfa/voice")
    assert "no-store" in client.get(path).headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/en/unsubscribe/%00", "/en/found/x%00/", "/en/statements/search?q=a%00"]
)
def test_an_address_with_a_nul_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_foreign_host_name_is_refused() -> None:
    assert Client(SERVER_NAME="elsewhere.example").get("/healthz").status_code == 400


def test_public_answers_set_no_cookie(client: Client) -> None:
    assert not client.get("/en/nothing").cookies
