"""Pages of hostile words in a real browser: nothing runs, even without our policy."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page, Route

from tests.browsers import launched
from tests.hub import Hub
from tests.xss.places import pages
from tests.xss.watch import LISTEN, foreign

ORIGIN = "http://hub.example"


@pytest.fixture
def found(hub: Hub, client: Client) -> dict[str, str]:
    """What each place answers; made before there is a browser."""
    return pages(hub, client)


@pytest.fixture
def reader(found: dict[str, str]) -> Iterator[Page]:
    """A browser that notes what runs."""
    with launched() as browser:
        context = browser.new_context()
        context.add_init_script(LISTEN)
        yield context.new_page()
        context.close()


def tried(page: Page, html: str) -> tuple[list[str], list[str]]:
    """Opens a page's HTML without any policy: what is foreign in it, what it asked."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        if url == f"{ORIGIN}/page":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        if not url.startswith(f"{ORIGIN}/"):
            asked.append(url)
        route.abort()

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/page")
    page.unroute("**/*")
    return foreign(page), asked


def test_no_page_runs_them(reader: Page, found: dict[str, str]) -> None:
    for trick in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"):
        heard, _ = tried(reader, f"<!doctype html><main>{trick}</main>")
        assert heard, trick
    _, asked = tried(reader, "<!doctype html><img src='https://evil.example/pixel'>")
    assert asked == ["https://evil.example/pixel"]
    for name, html in found.items():
        assert tried(reader, html) == ([], []), name
