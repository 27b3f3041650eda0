"""One browser, two people: what one of them typed and saw is not the other's."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.test_report import TEXT, TITLE, write

NEW = "/en/desk/reports/new"
KEPT = f"() => Object.values(localStorage).some((one) => one.includes('{TEXT}'))"


def form(page: Page, site: Site) -> None:
    """The form of a new report, when its scripts have done what they do."""
    page.goto(site.at(NEW))
    page.wait_for_load_state("networkidle")


def holds(page: Page, title: str, text: str) -> None:
    """Expects these words in the form."""
    expect(page.locator("[name=title]")).to_have_value(title)
    expect(page.locator("[name=text]")).to_have_value(text)


def test_what_one_types_is_not_given_to_the_next(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "K1")
    form(page, demo_site)
    write(page, TITLE, TEXT)
    page.wait_for_function(KEPT)

    become(page, demo_site, "Ilinca")
    form(page, demo_site)
    holds(page, "", "")

    become(page, demo_site, "K1")
    form(page, demo_site)
    holds(page, TITLE, TEXT)


def test_who_goes_back_after_signing_out_sees_nothing(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "K1")
    page.goto(demo_site.at("/en/desk/reports"))
    page.goto(demo_site.at("/en/desk/me"))
    button = page.get_by_role("button", name="Sign out")
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        button.click()
    page.evaluate("history.back()")
    expect(page).to_have_url(re.compile("/desk/sign-in/"))
    expect(button).to_have_count(0)
