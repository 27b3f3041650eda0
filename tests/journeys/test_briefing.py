"""The morning's briefing, and search as one types: what a reader may see, no more."""

import re

import pypdfium2
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm
from tests.journeys.test_actions import TITLE as ACTION
from tests.journeys.test_actions import plan, plan_into_a_clash, site_of
from tests.journeys.test_report import write

CANARY = "Heronwing keys under the third stone"
OPEN = "Ferry ropes worn through"
PARTS = ("waits", "new", "clashes", "unmet", "expires")


def report(author: Page, site: Site, title: str, *, only: str = "") -> None:
    """Signs a report; `only`: the one other member that it is for, as TLP:RED."""
    author.goto(site.at("/en/desk/reports/new"))
    write(author, title, f"{title}, seen at noon.")
    if only:
        author.get_by_label(re.compile("they tell nobody")).check()
        author.get_by_label(only).check()
    author.get_by_role("button", name="Look at it and sign").click()
    confirm(author)
    expect(author.get_by_role("heading", level=1)).to_have_text(title)


def part(page: Page, code: str) -> str:
    """What a part of the briefing says."""
    return page.locator(f"section[aria-labelledby=part-{code}]").inner_text()


def paper(page: Page) -> str:
    """The words of the briefing's PDF, taken by its link."""
    link = page.get_by_role("link", name="To print (PDF)")
    answer = page.request.get(
        page.url.split("/en/")[0] + str(link.get_attribute("href"))
    )
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    sheets = pypdfium2.PdfDocument(answer.body())
    return " ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)


def open_briefing(page: Page, site: Site) -> None:
    """Goes there from the desk, as one does in the morning."""
    page.goto(site.at("/en/desk/"))
    page.get_by_role("link", name="Briefing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefing")


def type_and_see(page: Page, letters: str, count: str) -> None:
    """Types on, with real keys; without a button what is found and how much follows."""
    page.keyboard.type(letters, delay=20)
    expect(page.locator("#found [role=status]")).to_have_text(count)


def test_a_briefing_says_what_its_reader_may_see_and_nothing_else(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    author, reader, stranger = crowd.person(), crowd.person(PHONE), crowd.person()
    become(author, demo_site, "Andrii")
    become(reader, demo_site, "K1")
    become(stranger, demo_site, "Ilinca")
    report(author, demo_site, OPEN)
    report(author, demo_site, CANARY, only="kestrel")
    author.goto(demo_site.at("/en/desk/actions/new"))
    at = site_of(author)
    plan(author, demo_site, ACTION, 9, 13, at)
    author.get_by_role("button", name="Look at it and sign").click()
    confirm(author)
    plan_into_a_clash(stranger, demo_site, at)

    open_briefing(reader, demo_site)
    for code in PARTS:
        expect(reader.locator(f"#part-{code}")).to_be_visible()
    assert OPEN in part(reader, "new")
    assert CANARY in part(reader, "new")
    assert ACTION in part(reader, "clashes")
    assert ACTION in part(reader, "unmet")
    printed = paper(reader)
    assert CANARY in printed
    assert ACTION in printed
    fresh = reader.locator("section[aria-labelledby=part-new]")
    fresh.get_by_role("link", name=CANARY).click()
    expect(reader.get_by_text("seen at noon")).to_be_visible()

    open_briefing(stranger, demo_site)
    assert OPEN in part(stranger, "new")
    assert "Heronwing" not in stranger.content()
    printed = paper(stranger)
    assert OPEN in printed
    assert "Heronwing" not in printed


def test_one_finds_by_keys_alone_as_one_types(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    author, stranger = crowd.person(), crowd.person()
    become(author, demo_site, "Andrii")
    become(stranger, demo_site, "Ilinca")
    report(author, demo_site, CANARY, only="kestrel")

    author.goto(demo_site.at("/en/desk/search"))
    expect(author.locator("#q")).to_be_focused()
    type_and_see(author, "h", "Type at least two letters.")
    type_and_see(author, "eronwi", "1 found")
    expect(author.locator("#q")).to_be_focused()
    assert author.url.endswith("?q=heronwi")
    expect(author.locator(".found .said mark")).to_have_text("Heronwing")
    for _ in range(10):  # past the button and the kinds, to what was found
        author.keyboard.press("Tab")
        if author.evaluate("document.activeElement.matches('.found a')"):
            break
    author.keyboard.press("Enter")
    expect(author.get_by_role("heading", level=1)).to_have_text(CANARY)
    author.go_back()  # what was asked for is still there
    expect(author.locator("#q")).to_have_value("heronwi")
    expect(author.locator("#found [role=status]")).to_have_text("1 found")

    stranger.goto(demo_site.at("/en/desk/search"))
    stranger.keyboard.type("heronwi", delay=20)
    expect(stranger.locator("#found")).to_contain_text("Nothing found")
    assert "keys under" not in stranger.content()
