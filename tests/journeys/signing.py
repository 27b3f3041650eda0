"""What everybody does who signs: the one dialog, and files of stamps."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def dialog(page: Page) -> Locator:
    """The sign dialog, open."""
    found = page.locator("dialog.signing")
    expect(found).to_be_visible()
    return found


def confirm(page: Page) -> None:
    """Signs what the dialog shows, and goes on to the page that follows."""
    button = dialog(page).locator("button.sign")
    with page.expect_navigation():
        button.click()


def sign(page: Page) -> None:
    """Reads and signs what the page asks for."""
    page.get_by_role("button", name=re.compile("^Read and sign")).click()
    confirm(page)


def save(page: Page, button: Locator, to: Path) -> Path:
    """Presses what saves a file; returns where it lies, under its own name."""
    with page.expect_download() as waiting:
        button.click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
