"""The few pages that belong to no job."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_process_says_that_it_is_alive(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"alive\n"


def test_search_engines_may_find_what_is_public(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /*/desk/" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Sign for a member."),
        ("uk", "Підписати за учасника."),
        ("ru", "Подписать за участника."),
        ("ro", "Să semneze în locul unui membru."),
    ],
)
def test_what_the_host_cannot_do(client: Client, language: str, words: str) -> None:
    page = client.get(f"/{language}/trust")
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "accord verify" in page.content.decode()


def test_the_page_for_stamps_is_kept_and_never_opened_here(client: Client) -> None:
    response = client.get("/accord-sign.html")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="accord-sign.html"'
    )
    assert response.content.startswith(b"<!doctype html>")
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
