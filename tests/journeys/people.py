"""People come in: invited at the desk, enrolled on a device of their own."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.signing import dialog


def invite(page: Page, site: Site, name: str, *roles: str) -> str:
    """Invites a colleague for these tasks; returns the link."""
    page.goto(site.at("/en/desk/devices"))
    form = page.locator("form[data-invite]")
    form.locator("[name=name]").fill(name)
    for role in roles:
        form.locator(f"[value={role}]").check()
    return sign_invitation(page, name)


def sign_invitation(page: Page, name: str) -> str:
    """Signs the invitation that is filled in; returns its link."""
    page.get_by_role("button", name="Sign the invitation").click()
    expect(dialog(page)).to_contain_text(name)
    dialog(page).locator("button.sign").click()
    return page.locator("[data-invites] code").inner_text()


def enrol(phone: Page, link: str, member: str) -> None:
    """Takes an invitation up; ends at work, at the desk."""
    phone.goto(link)
    phone.get_by_role("button", name=re.compile("^Join for ")).click()
    phone.wait_for_url(re.compile(r"/en/desk/$"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Waiting for you")
    expect(phone.locator("body")).to_have_attribute("data-member", member)
