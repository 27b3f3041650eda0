"""A plan in a real browser: made, refused by one owner, made anew, agreed to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Crowd, Site, be, served
from tests.journeys.signing import confirm
from tests.journeys.test_tour import now, the_plan


@pytest.fixture
def demo_site(told: Path, tmp_path: Path) -> Iterator[Site]:
    """The demo's hub, with less time for plans; test_tour.py leaves it what it has."""
    directory = shutil.copytree(told, tmp_path / "both-banks")
    with served(Site(directory, {"demo": "1", "plan_seconds": "6"})) as site:
        yield site


def test_a_plan_one_refuses_a_new_plan_all_agree(crowd: Crowd, demo_site: Site) -> None:
    page = crowd.person()
    page.goto(demo_site.at("/en/"))
    be(page, "Dan V.")
    page.goto(demo_site.at("/en/desk/supplies"))
    page.get_by_role("link", name="The newest plan").click()
    expect(page.get_by_text("1 answer needed")).to_be_visible()
    the_map_is_there(page)
    first = page.url
    refuse_one(page)
    the_new_one_is_made(page)
    assert page.url != first
    page.get_by_role("button", name="Agree to my part").click()
    confirm(page)
    expect(page.locator("#mine")).to_contain_text("agreed")
    page.goto(first)
    expect(page.locator("main")).to_contain_text("There is a newer plan")


def test_the_tours_stop_at_the_plan(crowd: Crowd, demo_site: Site) -> None:
    page = crowd.person()
    page.goto(demo_site.at("/demo/tour/6"))
    step = now(page, "Be Dan V. of far-shore")
    with page.expect_navigation():
        step.get_by_role("button", name="Choose this person").click()
    the_plan(page)


def the_map_is_there(page: Page) -> None:
    """Drawn by the page itself, with a list that says the same."""
    expect(page.locator("#planmap .mk.need").first).to_be_visible()
    expect(page.locator("#planmap path.way").first).to_be_attached()
    marked = page.locator("#planmap .mk.need").first
    marked.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#planmap .leaflet-popup a")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".maplist li").first).to_be_visible()


def refuse_one(page: Page) -> None:
    page.get_by_text("Refuse some of it").click()
    page.locator("#mine input[name=refuse]").first.check()
    page.get_by_label("Why, for the members").fill("We keep these for the winter.")
    page.get_by_role("button", name="Refuse, and have a new plan made").click()


def the_new_one_is_made(page: Page) -> None:
    """It says how far it is; then it is there, without what was refused."""
    ready = page.get_by_role("link", name="Look at the plan")
    expect(ready).to_be_visible(timeout=240_000)
    ready.click()
    expect(page.locator("#need")).to_contain_text("needed")
