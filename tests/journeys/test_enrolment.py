"""A colleague comes in by a link, and goes when the phone is lost."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.people import enrol, sign_invitation
from tests.journeys.signing import confirm, dialog

OKSANA = "Oksana T."
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148"
)
IN_APPS = {
    "Telegram": f"{ANDROID} Telegram-Android/11.9 (Google Pixel 8; Android 14)",
    "Viber": f"{ANDROID} Viber/25.4",
    "Facebook": f"{IPHONE} [FBAN/FBIOS;FBAV/510.0.0.1;FBDV/iPhone16,1]",
}


def test_a_colleague_comes_in_and_a_lost_phone_goes(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    site = demo_site
    ilinca = crowd.person()
    become(ilinca, site, "Ilinca")
    link = invite(ilinca, site)

    for app, agent in IN_APPS.items():
        is_led_to_a_browser(crowd.person(PHONE, agent), app, link)
    phone = crowd.person(PHONE)
    enrol(phone, link, "far-shore")
    was_used(crowd.person(PHONE), link)

    # She reads what she could sign, and the phone is lost just then.
    phone.get_by_role("link", name="The warm rooms stay open").click()
    button(phone).click()
    expect(dialog(phone)).to_contain_text("Your signature makes it public.")
    revoke(ilinca, site)
    cannot_sign(phone)
    is_out(phone, site)


def invite(page: Page, site: Site) -> str:
    """Refused what only the stamp may give, then made: nothing typed was lost."""
    page.goto(site.at("/en/desk/devices"))
    form = page.locator("form[data-invite]")
    form.get_by_label("Name").fill(OKSANA)
    form.locator("[value=voice]").check()
    form.locator("[value=people]").check()
    form.get_by_role("button", name="Sign the invitation").click()
    expect(form.locator(".error")).to_contain_text("admitted with your organisation's")
    expect(form.get_by_label("Name")).to_have_value(OKSANA)
    form.locator("[value=people]").uncheck()
    return sign_invitation(page, OKSANA)


def is_led_to_a_browser(page: Page, app: str, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Open this in your browser"
    )
    expect(page.locator("main")).to_contain_text(f"inside of {app}")
    expect(page.get_by_role("button", name="Copy the link")).to_be_visible()
    # "Open in browser" takes all of it along.
    assert page.url.partition("#")[2] == link.partition("#")[2]


def was_used(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This invitation does not work"
    )
    expect(page.get_by_role("alert")).to_contain_text("was used already")


def revoke(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/devices"))
    row = page.get_by_role("row", name=re.compile(f"^{OKSANA}"))
    row.get_by_text("Revoke", exact=True).click()
    row.get_by_role("button", name="Revoke this device").click()
    confirm(page)
    expect(row).to_contain_text("Revoked")
    # Its link is used up, and nobody is shown it any more.
    expect(page.get_by_text("Taken up").first).to_be_visible()
    expect(page.locator("[data-invites] code")).to_have_count(0)


def button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Read and sign"))


def cannot_sign(page: Page) -> None:
    """The dialog is still open, and so is the page: both say why not."""
    dialog(page).locator("button.sign").click()
    refusal = dialog(page).get_by_role("alert")
    expect(refusal).to_contain_text("This key was revoked and cannot sign any more.")
    expect(refusal).to_contain_text("Nothing was recorded.")
    dialog(page).get_by_role("button", name="Not now").click()
    expect(page.locator("dialog")).to_have_count(0)
    button(page).click()
    expect(dialog(page)).to_contain_text("Perhaps you are signed out")
    dialog(page).get_by_role("button", name="Close").click()


def is_out(page: Page, site: Site) -> None:
    """The next click ends the session, and the key does not open it again."""
    page.reload()
    page.wait_for_url(re.compile("/desk/sign-in/"))
    page.get_by_role("button", name=re.compile("^Sign in for")).click()
    expect(page.get_by_role("alert")).to_contain_text("revoked")
