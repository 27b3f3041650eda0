"""A language is added to public words, in the editor; what is typed outlives a tab."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, dialog
from tests.journeys.writing import PASTE, ready

WORD = (Path(__file__).parent / "word.html").read_text()
TITLE = "Тёплые комнаты открыты"


def words(page: Page) -> str:
    """The text as it would be signed."""
    return page.locator("[name=text]").input_value()


def editor(page: Page) -> Locator:
    """The text as one writes it."""
    return page.get_by_role("textbox", name="Text", exact=True)


def propose(page: Page) -> None:
    """Sends the form."""
    page.get_by_role("button", name="Propose it, and sign first").click()


def begin(page: Page, site: Site, become: Become) -> None:
    """Opens the form, from the list of statements."""
    become(page, site, "Andrii")
    page.goto(site.at("/en/desk/statements"))
    page.get_by_role("link", name="Warm rooms in Reni").first.click()
    page.get_by_role("link", name="Add a language").click()
    ready(page)


def test_a_language_is_added(crowd: Crowd, demo_site: Site, become: Become) -> None:
    page = crowd.person(PHONE)
    begin(page, demo_site, become)
    address = page.url
    page.get_by_label("Title").fill(TITLE)
    editor(page).evaluate(PASTE, {"html": WORD, "text": "the same as words"})
    pasted = words(page)
    assert pasted.startswith("## Water on the quay\n\nThe point is open **every day**")

    # The tab dies; another one has all of it.
    again = page.context.new_page()
    page.close()
    again.goto(address)
    ready(again)
    expect(again.get_by_label("Title")).to_have_value(TITLE)
    heading = editor(again).get_by_role("heading", name="Water on the quay")
    expect(heading).to_be_visible()
    expect(editor(again)).to_have_attribute("lang", "ru")
    assert words(again) == pasted

    propose(again)
    expect(dialog(again)).to_contain_text(TITLE)
    confirm(again)
    expect(again.get_by_role("heading", level=1)).to_have_text(TITLE)

    # What was signed is forgotten here.
    again.goto(address)
    ready(again)
    expect(again.get_by_label("Title")).to_have_value("")
    assert words(again) == ""


def test_what_is_wrong_is_said_beside_the_editor(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    begin(page, demo_site, become)
    page.get_by_label("Title").fill(TITLE)
    propose(page)
    expect(page.locator("[data-error=text]")).to_be_visible()
    expect(editor(page)).to_be_focused()
