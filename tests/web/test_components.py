"""Every component, drawn with what the style guide holds."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

import accord
from tests.web.styleguide import content
from tests.web.styleguide.urls import PAGES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.web.styleguide.urls"),
]
TEMPLATES = sorted(Path(accord.__file__).parent.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_pages_are_drawn(client: Client, language: str, name: str) -> None:
    page = client.get(f"/{language}/styleguide/{name}")
    assert page.status_code == 200
    assert "￼" not in page.content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_what_the_policy_refuses(path: Path) -> None:
    source = re.sub(r"\{%.*?%\}", "", path.read_text())
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|\bdata:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"(?:href|src|action)=\"(?:https?:)?//", source)


def test_a_signature_taken_back_is_said() -> None:
    seat = content.seat("kestrel", "", "silent", note="took its signature back")
    page = render_to_string("components/seat.html", {"seat": seat})
    assert "<em>took its signature back</em>" in page
    assert "nothing yet" not in page


def test_seats_stand_in_their_order(client: Client) -> None:
    page = client.get("/en/styleguide/decision").content.decode()
    assert re.findall(r'class="seat seat-(\w+)"', page) == [
        "signed",
        "silent",
        "abstains",
        "objects",
    ]
    assert "1 still needed" in page
    assert "<bdi>kestrel</bdi>" in page
    assert "Andrii H. can sign" in page
    assert '<q lang="en">Correct it' in page


def test_the_board_offers_a_nudge_in_the_others_language(client: Client) -> None:
    page = client.get("/en/styleguide/decision").content.decode()
    assert '<blockquote lang="uk" id="nudge-reed-bank">' in page
    assert 'data-copy="nudge-reed-bank"' in page


def test_the_rail_knows_where_the_reader_is(client: Client) -> None:
    page = client.get("/en/desk/statements/desk").content.decode()
    current = re.findall(r'<a href="([^"]+)" aria-current="page">', page)
    assert current == ["/en/desk/statements"]
    assert '<span class="count">4</span>' in page


def test_scripts_are_told_who_is_signed_in(client: Client) -> None:
    desk = client.get("/en/styleguide/desk").content.decode()
    assert f'data-coalition="{content.HUB}"' in desk
    assert 'data-member="far-shore"' in desk
    public = client.get("/en/styleguide/public").content.decode()
    assert "data-member" not in public


def test_public_pages_load_no_script(client: Client) -> None:
    assert "<script" not in client.get("/en/styleguide/public").content.decode()
    assert "<script" in client.get("/en/styleguide/desk").content.decode()


def test_the_bar_of_demonstrations_is_in_demonstrations_only(client: Client) -> None:
    assert "data-demo-people" in client.get("/en/styleguide/desk").content.decode()
    assert "data-demo-people" not in client.get("/en/styleguide/form").content.decode()


def test_a_wrong_field_says_why(client: Client) -> None:
    page = client.get("/uk/styleguide/form").content.decode()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert '<p class="error" id="id_title_error">' in page


def test_names_are_escaped() -> None:
    seat = content.seat("kestrel", "<b>x</b>", "silent", who="A & B")
    page = render_to_string("components/seat.html", {"seat": seat})
    assert "<b>x</b>" not in page
    assert "A &amp; B can sign" in page


def test_a_record_says_how_safe_it_is() -> None:
    host, some, final = (
        render_to_string("components/confirmed_words.html", {"confirmed": one})
        for one in content.confirmed()
    )
    assert "Saved by the host" in host
    assert "No member’s copy confirms it yet." in host
    assert "Saved by the host" in some
    assert "1 member’s own copy confirms it so far; it is final with 3." in some
    assert "Confirmed by 3 members" in final
