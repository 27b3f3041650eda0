"""A comment that was typed: no answer takes it away, and what was sent is forgotten."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.writing import begin, ready

SAID = "The times are not ours to promise."


def comment(page: Page, address: str) -> str:
    """What the form holds on a page that was opened anew."""
    page.goto(address)
    ready(page)
    return page.locator("#comment").input_value()


def test_a_comment_outlives_a_host_that_is_away(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Andrii")
    address = begin(page, demo_site)
    page.locator("#comment").fill(SAID)

    # It is sent, nobody answers, and the tab is closed.
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Add it").click()
    page.context.set_offline(False)
    again = page.context.new_page()
    page.close()
    assert comment(again, address) == SAID

    with again.expect_navigation():
        again.get_by_role("button", name="Add it").click()
    ready(again)
    expect(again.locator("#comments")).to_contain_text(SAID)
    expect(again.locator("#comment")).to_have_value("")
    assert comment(again, address) == ""
