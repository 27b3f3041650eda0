"""An answer that the members agree on: proposed, abstained from, signed, replaced."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, dialog, sign

QUESTION = "Do you take money for water?"
ANSWER = "Never. Whoever asks for money is not one of us."


def test_an_answer_is_agreed_on(crowd: Crowd, demo_site: Site, become: Become) -> None:
    site = demo_site
    first, second, third = crowd.person(), crowd.person(PHONE), crowd.person()
    become(first, site, "Andrii")
    become(second, site, "K1")
    become(third, site, "Ilinca")

    first.goto(site.at("/en/desk/statements/positions"))
    first.get_by_role("link", name="Agree on an answer").click()
    first.locator("[name=question_en]").fill(QUESTION)
    first.locator("[name=answer_en]").fill(ANSWER)
    first.get_by_role("button", name="Propose it, and sign first").click()
    expect(dialog(first)).to_contain_text(ANSWER)
    expect(dialog(first)).to_contain_text("the members alone")
    confirm(first)
    expect(first.get_by_role("heading", level=1)).to_have_text(QUESTION)
    still = first.locator(".still").inner_text()

    # One abstains, with a reason that all read, and still signs in the end.
    second.goto(first.url)
    second.get_by_text("Abstain", exact=True).first.click()
    second.get_by_label(re.compile("^Why, if")).fill("We were not there.")
    second.get_by_role("button", name="Abstain", exact=True).click()
    confirm(second)
    expect(first.locator(".seat-abstains")).to_contain_text("We were not there.")
    expect(first.locator(".still")).to_have_text(still)

    for page in (third, second):
        page.goto(first.url)
        sign(page)
    expect(first.locator(".still")).to_have_text("Agreed")
    first.goto(site.at("/en/desk/statements/positions?q=money"))
    expect(first.get_by_role("link", name=QUESTION)).to_be_visible()
    reader = crowd.person(PHONE)
    reader.goto(site.at("/en/positions"))
    expect(reader.get_by_text(QUESTION)).to_have_count(0)
