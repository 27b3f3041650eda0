"""What every answer tells the browser."""

import pytest
from django.test import Client

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


def test_a_foreign_host_name_is_refused() -> None:
    assert Client(SERVER_NAME="elsewhere.example").get("/healthz").status_code == 400


def test_public_answers_set_no_cookie(client: Client) -> None:
    assert not client.get("/en/nothing").cookies
