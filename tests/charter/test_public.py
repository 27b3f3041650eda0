"""What everybody reads: the declaration and the members."""

import pytest
from django.test import Client

from accord.charter.rosters import next_terms
from tests.charter.founding import WORDS, Founding
from tests.coalition import FOUNDERS, blob, public
from tests.hub import Hub
from tests.linked import linked

PAGES = ("about", "declaration", "members", "join")


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
@pytest.mark.parametrize("path", [*PAGES, "members/alfa"])
def test_pages_in_every_language(
    hub: Hub, client: Client, path: str, language: str
) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"'.encode() in answer.content


@pytest.mark.parametrize("path", PAGES)
def test_before_the_founding_they_say_so(
    unfounded: Hub, client: Client, path: str
) -> None:
    assert client.get(f"/en/{path}").status_code == 200
    assert client.get("/en/members/alfa").status_code == 404


def test_the_declaration_in_all_its_languages(founding: Founding) -> None:
    founding.freeze()
    for name in FOUNDERS:
        founding.sign(name)
    page = founding.client.get("/uk/declaration").content.decode()
    for language, (_name, title, text) in WORDS.items():
        assert f'<article id="{language}" lang="{language}"' in page
        assert title in page
        assert text.split("\n\n")[1] in page
    assert page.index('id="uk"') < page.index('id="en"')
    for name in FOUNDERS:
        assert f"/uk/members/{name}" in page


def test_about_says_who_decides_and_how_to_check(hub: Hub, client: Client) -> None:
    page = client.get("/en/about").content.decode()
    data = linked(page)
    assert data["@type"] == "Organization"
    assert len(data["member"]) == len(FOUNDERS)
    for path in ("declaration", "members", "check", "trust"):
        assert f'href="/en/{path}"' in page
    for handle in FOUNDERS:
        assert f'href="/en/members/{handle}"' in page


def test_a_handle_alone_looks_complete(hub: Hub, client: Client) -> None:
    profile = {"names": {"en": "Reed Bank"}, "place": "Tulcea", "contact": "a@b"}
    hub.does("charter.profile", "alfa/people", {}, {"profile": blob(profile)})
    page = client.get("/en/members").content.decode()
    assert page.count('<li><svg class="mark"') == 3
    assert "Reed Bank" in page
    assert "<bdi>bravo</bdi>" in page
    assert page.count("has not recorded a name yet") == 2
    hub.does("charter.profile", "bravo/people", {}, {})
    for url in ("/en/members", "/en/"):
        page = client.get(url).content.decode()
        assert page.count("signs under this handle alone") == 1
        assert page.count("has not recorded a name yet") == 1
    assert b"under this handle alone" in client.get("/en/members/bravo").content
    assert b"not recorded a name yet" in client.get("/en/members/charlie").content


def test_one_member(hub: Hub, client: Client) -> None:
    names = {"en": "Reed Bank", "uk": "Берег"}
    profile = {"names": names, "place": "Tulcea", "contact": "post@reed.example"}
    hub.does("charter.profile", "alfa/people", {}, {"profile": blob(profile)})
    page = client.get("/en/members/alfa").content.decode()
    for shown in ("Reed Bank", "Берег", "Tulcea", "post@reed.example"):
        assert shown in page
    assert public("alfa")[:4] in page
    assert client.get("/en/members/delta").status_code == 404


def test_who_has_left_is_still_there(hub: Hub, client: Client) -> None:
    hub.does("charter.roster", "charlie", next_terms(hub.state, leave="charlie"))
    assert "Members before" in client.get("/en/members").content.decode()
    page = client.get("/en/members/charlie").content.decode()
    assert "Not a member any more" in page
