"""Writing in the editor of a draft, as people do: keys, pastes, pictures."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site

PASTE = """(element, {html, text}) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def ready(page: Page) -> None:
    """Waits until the editors of a draft work."""
    expect(page.locator("form[data-ready]")).to_be_attached()


def begin(page: Page, site: Site) -> str:
    """Begins a joint draft; returns its address."""
    page.goto(site.at("/en/desk/statements"))
    page.get_by_role("button", name="Write a statement").click()
    ready(page)
    return page.url


def editor(page: Page, language: str) -> Locator:
    """The editor of one language's text."""
    return page.locator(f"[data-editor-of=text_{language}]")


def text(page: Page, language: str) -> str:
    """One language's text as it would be signed."""
    return page.locator(f"[name=text_{language}]").input_value()


def write(page: Page, language: str, title: str, words: str) -> None:
    """Writes a title and a text of one language."""
    page.locator(f"[name=title_{language}]").fill(title)
    editor(page, language).fill(words)


def paste(page: Page, language: str, words: str, html: str = "") -> None:
    """Pastes at the place where the cursor is."""
    editor(page, language).evaluate(PASTE, {"html": html, "text": words})


def save(page: Page) -> None:
    """Saves the draft, and waits for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save the draft").click()
    ready(page)
