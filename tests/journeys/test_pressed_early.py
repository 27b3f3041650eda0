"""A slow network: the page is there, its scripts are not, and somebody presses."""

import re

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import dialog


def opened_slowly(page: Page, address: str) -> list[Route]:
    """Opens a page whose main script has not come yet; that request, held back."""
    held: list[Route] = []
    page.route("**/js/main.js", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    expect(page.locator("main h1")).to_be_visible()
    return held


def come(held: list[Route]) -> None:
    """The script comes."""
    (route,) = held
    route.continue_()


def test_a_button_that_is_pressed_early_works(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person(PHONE)
    become(page, demo_site, "Ilinca")
    page.goto(demo_site.at("/en/desk/"))
    link = page.get_by_role("link", name="The warm rooms stay open")
    address = link.first.get_attribute("href") or ""
    held = opened_slowly(page, demo_site.at(address))
    button = page.get_by_role("button", name=re.compile("^Read and sign"))
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    come(held)
    expect(dialog(page)).to_contain_text("The warm rooms stay open")


def test_a_form_that_is_sent_early_loses_nothing(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Ilinca")
    held = opened_slowly(page, demo_site.at("/en/desk/devices"))
    form = page.locator("form[data-invite]")
    form.get_by_label("Name").fill("Oksana T.")
    form.locator("[value=voice]").check()
    form.get_by_role("button", name="Sign the invitation").click()
    come(held)
    expect(dialog(page)).to_contain_text("Oksana T.")
    expect(page).to_have_url(demo_site.at("/en/desk/devices"))
