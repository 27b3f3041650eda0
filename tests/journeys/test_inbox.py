"""Strangers write and pledge; a member opens it with its reading key, and answers."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site

TIP = "The water stands above the road at the old lock."


def write(stranger: Page, site: Site) -> str:
    """Sends a tip by /contact; returns the secret page."""
    stranger.goto(site.at("/en/contact"))
    expect(stranger.get_by_text("to these members: kestrel")).to_be_visible()
    expect(stranger.get_by_label("Leave this field empty")).not_to_be_in_viewport()
    stranger.get_by_role("button", name="Send it").click()  # nothing was written yet
    stranger.get_by_label("Your message").fill(TIP)
    stranger.get_by_label("Your mail address").fill("olha@quay.example")
    stranger.get_by_role("button", name="Send it").click()
    expect(stranger.get_by_text("Keep the address of this page.")).to_be_visible()
    expect(stranger.get_by_text(TIP)).to_have_count(0)
    return stranger.url


def open_sealed(member: Page, site: Site) -> None:
    """Takes the newest tip, and opens it with the member's reading key."""
    member.goto(site.at("/en/desk/"))
    member.get_by_role("link", name=re.compile("messages from outside")).first.click()
    member.get_by_role("link", name="Tip").first.click()
    expect(member.get_by_text(TIP)).to_have_count(0)
    member.get_by_role("button", name="I look after it").click()
    other = site.directory / "keys" / "kestrel.stamp.key.json"
    member.get_by_label("The file of the reading key").set_input_files(other)
    member.get_by_role("button", name="Open", exact=True).click()
    expect(member.get_by_text("it is no reading key")).to_be_visible()
    ours = site.directory / "keys" / "kestrel.reader"
    member.get_by_label("The file of the reading key").set_input_files(ours)
    member.get_by_role("button", name="Open", exact=True).click()
    expect(member.get_by_text(TIP)).to_be_visible()
    expect(member.get_by_text("olha@quay.example")).to_be_visible()


def test_a_tip_from_a_stranger_to_who_answers(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    stranger, member, other = crowd.person(PHONE), crowd.person(), crowd.person()
    secret = write(stranger, demo_site)
    become(member, demo_site, "K1")
    open_sealed(member, demo_site)

    become(other, demo_site, "Ilinca")
    other.goto(member.url)
    expect(other.get_by_text(re.compile("K1.* looks after it"))).to_be_visible()

    stranger.goto(secret)
    expect(stranger.get_by_text("Somebody looks after it")).to_be_visible()
    member.get_by_role("button", name="It is done").click()
    expect(member.get_by_role("heading", name="Done")).to_be_visible()
    stranger.goto(secret)
    stranger.get_by_role("button", name="Erase all of this").click()
    expect(stranger.get_by_text("It is erased")).to_be_visible()
    member.reload()
    expect(member.get_by_role("link", name="Tip")).to_have_count(1)  # the story's own


def test_a_pledge_without_scripts(crowd: Crowd, demo_site: Site) -> None:
    context = crowd.chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    try:
        page.goto(demo_site.at("/en/join"))
        form = page.locator("form[action$=pledge]")
        form.get_by_label("Transport").check()
        form.get_by_label("Your name").fill("Danylo")
        form.get_by_label("How we reach you").fill("+380 000 000")
        form.get_by_role("button", name="Pledge support").click()
        expect(page.get_by_text("Thank you for your pledge")).to_be_visible()
        page.goto(demo_site.at("/en/join"))
        expect(page.get_by_text("Pledged so far")).to_be_visible()
        page.goto(demo_site.at("/en/join"))
        expect(page.get_by_text("Danylo")).to_have_count(0)
    finally:
        context.close()
