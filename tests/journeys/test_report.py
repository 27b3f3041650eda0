"""A report with comments: for whom it is, what others add, what takes its place."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, dialog
from tests.reports import papers

TITLE = "Two wells behind the mill"
TEXT = "Both smell of oil. We closed them with boards."


def write(page: Page, title: str, text: str) -> None:
    """Fills in the words of a report."""
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(text)


def report_with_a_picture(author: Page, site: Site) -> str:
    """Reports for kestrel alone, after a try that contradicts itself; the page."""
    author.goto(site.at("/en/desk/reports"))
    author.get_by_role("link", name="Write a report").click()
    write(author, TITLE, TEXT)
    author.get_by_label(re.compile("they tell nobody")).check()
    file = {"name": "well.jpg", "mimeType": "image/jpeg", "buffer": papers.photo()}
    author.locator("[name=attached]").set_input_files(files=[file])  # type: ignore[list-item]
    author.get_by_role("button", name="Look at it and sign").click()
    # What contradicts itself is said beside its field; what was typed stays.
    expect(author.locator("[data-error=audience]")).to_have_text(
        "Choose the members that may see this."
    )
    expect(author.locator("[name=text]")).to_have_value(TEXT)
    author.get_by_label("kestrel").check()
    author.get_by_role("button", name="Look at it and sign").click()
    expect(dialog(author)).to_contain_text("TLP:RED")
    expect(dialog(author)).to_contain_text(TEXT)
    confirm(author)
    expect(author.get_by_role("heading", level=1)).to_have_text(TITLE)
    picture = author.get_by_role("img", name="Picture 1 of the report")
    picture.scroll_into_view_if_needed()
    author.wait_for_function(
        "() => document.querySelector('.files img').naturalWidth === 64"
    )
    return author.url


def comment(reader: Page, site: Site) -> None:
    """Finds among what waits a report for the reader's organisation, and adds to it."""
    reader.goto(site.at("/en/desk/"))
    reader.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(reader.get_by_text(TEXT)).to_be_visible()
    reader.get_by_label("What you add").fill("We bring water at noon.")
    reader.get_by_role("button", name="Look at it and sign").click()
    confirm(reader)
    expect(reader.locator(".comment")).to_contain_text("We bring water at noon.")


def replace(author: Page) -> None:
    """Writes a newer report, and puts it in the place of the one that is open."""
    author.get_by_role("link", name="Write a newer one").click()
    expect(author.locator("[name=text]")).to_have_value(TEXT)
    write(author, "The wells behind the mill are clean", "Tested twice.")
    author.get_by_role("button", name="Look at it and sign").click()
    confirm(author)
    author.get_by_role("button", name="Put it in its place").click()
    confirm(author)
    expect(author.get_by_role("link", name=TITLE)).to_be_visible()


def erase(author: Page) -> None:
    """Erases the report that is open."""
    author.get_by_role("link", name="Erase words or files for good").click()
    author.get_by_role("button", name="Erase for good").click()
    expect(dialog(author)).to_contain_text("erased for good")
    confirm(author)
    expect(author.get_by_text("The words of this report were erased")).to_be_visible()


def test_a_report_is_written_read_replaced_and_erased(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    author, reader, stranger = crowd.person(), crowd.person(PHONE), crowd.person()
    become(author, demo_site, "Andrii")
    become(reader, demo_site, "K1")
    become(stranger, demo_site, "Ilinca")
    page = report_with_a_picture(author, demo_site)

    answer = stranger.goto(page)
    assert answer is not None
    assert answer.status == 404
    stranger.goto(demo_site.at("/en/desk/reports?q=wells"))
    expect(stranger.get_by_text(TITLE)).to_have_count(0)

    comment(reader, demo_site)
    author.goto(page)
    expect(author.locator(".comment")).to_contain_text("We bring water at noon.")
    replace(author)
    reader.goto(page)
    reader.get_by_role("link", name="Read it").click()
    expect(reader.get_by_text("Tested twice.")).to_be_visible()

    author.goto(page)
    erase(author)
    reader.goto(page)
    expect(reader.get_by_text("File 1 was erased for good.")).to_be_visible()
    expect(reader.get_by_text(TEXT)).to_have_count(0)


def test_what_a_source_says_becomes_a_report_with_one_click(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    person = crowd.person(PHONE)
    become(person, demo_site, "K1")
    person.goto(demo_site.at("/en/desk/reports/said?q=frost"))
    expect(person.locator(".saids > li")).to_have_count(1)
    person.get_by_role("button", name="Make a report of it").click()
    expect(dialog(person)).to_contain_text("https://gauge.example/n/5")
    confirm(person)
    expect(person.get_by_role("heading", level=1)).to_have_text(
        "Night frost, ice on bridges"
    )
    expect(person.get_by_text("Willow Gauge, river and weather")).to_be_visible()
    person.goto(demo_site.at("/en/desk/reports/said?q=frost"))
    link = person.get_by_role("link", name="A report was made of it")
    expect(link).to_be_visible()
