"""Debian's Chromium for tests: its headless shell, or the whole browser where it is all
there is. The engine is the same; the shell starts no windows and half of the processes.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def program() -> str:
    """The path of the browser; without any the test is skipped."""
    for name in PROGRAMS:
        if path := shutil.which(name):
            return path
    pytest.skip("Chromium is not installed")


def launch(playwright: Playwright) -> Browser:
    """A browser, driven by what is running already."""
    return playwright.chromium.launch(executable_path=program(), args=[*ARGUMENTS])


def faults(error: object) -> list[str]:
    """What an error on a page says; one that was left takes with it what it was still
    importing, and that is none.
    """
    text = str(error)
    return [] if "dynamically imported module" in text else [text]


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser with a driver of its own.

    While it runs, this process cannot use its own database.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
