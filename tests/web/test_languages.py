"""Four languages: which one a reader gets, and the way to the others."""

import re

import pytest
from django.test import Client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.web.styleguide.urls"),
]


@pytest.mark.parametrize(
    ("asks", "gets"),
    [
        ("uk-UA,uk;q=0.9", "uk"),
        ("de,ro;q=0.5", "ro"),
        ("ru", "ru"),
        ("en-GB", "en"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_an_address_without_a_language_leads_to_the_readers(
    client: Client, asks: str, gets: str
) -> None:
    response = client.get("/styleguide", headers={"Accept-Language": asks})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{gets}/styleguide"


def test_a_chosen_language_comes_first(client: Client) -> None:
    client.cookies["accord_language"] = "ro"
    response = client.get("/styleguide", headers={"Accept-Language": "uk"})
    assert response.headers["Location"] == "/ro/styleguide"


@pytest.mark.parametrize("code", ["en", "uk", "ru", "ro"])
def test_a_page_is_in_the_language_of_its_address(client: Client, code: str) -> None:
    page = client.get(f"/{code}/styleguide", headers={"Accept-Language": "en"})
    assert f'<html lang="{code}" dir="ltr">' in page.content.decode()
    assert page.headers["Content-Language"] == code


def test_a_page_leads_to_itself_in_every_language(client: Client) -> None:
    page = client.get("/en/styleguide?before=20").content.decode()
    for code, name in [("uk", "Українська"), ("ru", "Русский"), ("ro", "Română")]:
        assert (
            f'<a lang="{code}" hreflang="{code}" href="/{code}/styleguide?before=20">'
            f"{name}</a>"
        ) in page
        assert (
            f'<link rel="alternate" hreflang="{code}" '
            f'href="http://127.0.0.1:8000/{code}/styleguide">'
        ) in page


def test_readers_of_any_other_language_are_led_to_theirs(client: Client) -> None:
    page = client.get("/uk/styleguide?before=20").content.decode()
    found = re.findall(r'hreflang="x-default" href="http://127.0.0.1:8000(.*?)"', page)
    assert found == ["/styleguide"]
    answer = client.get(found[0], headers={"Accept-Language": "ro"})
    assert answer.headers["Location"] == "/ro/styleguide"


def test_the_shell_speaks_the_language(client: Client) -> None:
    words = {"uk": "Перевірити слова", "ru": "Проверить слова", "ro": "Declarația"}
    for code, word in words.items():
        assert word in client.get(f"/{code}/styleguide").content.decode()
