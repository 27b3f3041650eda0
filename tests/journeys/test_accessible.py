"""WCAG 2.2 AA on all pages that links lead to, as axe sees it: light and dark.

One page of each kind is looked at, so that a new page is found as soon as something
leads to it.
"""

import re
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Become, Crowd, Site

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
RUN = """async (only) => {
  // Pins stand where the places are; the lists beside a map say the same.
  const shown = { include: [document], exclude: [[".leaflet-container"]] };
  const { violations } = await axe.run(shown, {
    runOnly: only, resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, target.join(" "), failureSummary]));
}"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What depends on colours and sizes; the rest is the same on every screen.
LOOKED_AT = ["color-contrast", "link-in-text-block", "target-size"]
LOOKED_AT += ["scrollable-region-focusable", "meta-viewport"]
LOOKS = (("light", DESKTOP, STANDARDS), ("dark", PHONE, LOOKED_AT))
MOST = 150  # pages of one person
FEWEST = 80  # kinds of pages that links of the demo lead to
FILES = re.compile(r"\.(json|txt|md|pdf|atom|html|ics|csv|svg|css|js|png|zip)$|^/log/")
PEOPLE = ("", "Dan", "Andrii", "K1")


def kind(path: str) -> str:
    """The name of a page's view; "" for what is no page."""
    if FILES.search(path) or path.startswith("/demo/"):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


class Links(HTMLParser):
    """Where a page's links lead to on this hub, in English; files are none."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.found: list[str] = []

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        """Takes one element."""
        named = dict(given)
        if tag == "a" and named.get("href") and "download" not in named:
            there, here = urlsplit(urljoin(self.url, named["href"])), urlsplit(self.url)
            if there.netloc == here.netloc and there.path.startswith("/en/"):
                self.found.append(
                    there._replace(scheme="", netloc="", fragment="").geturl()
                )


def links(page: Page, url: str) -> list[str] | None:
    """The links of the page at an address, also of one that refuses; None of a file."""
    answer = page.request.get(url)
    assert answer.status in (200, 403), url
    attached = "attachment" in answer.headers.get("content-disposition", "")
    if attached or not answer.headers["content-type"].startswith("text/html"):
        return None
    read = Links(answer.url)
    read.feed(answer.text())
    return read.found


def troubles(page: Page) -> list[str]:
    """What axe finds on the page that is open, in both looks."""
    found = []
    page.evaluate(AXE)
    for scheme, size, only in LOOKS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"{scheme}: {' | '.join(one)}" for one in page.evaluate(RUN, only)]
    page.emulate_media(color_scheme="light")
    return found


def walk(page: Page, site: Site, begin: str, seen: set[str]) -> list[str]:
    """What is wrong on pages of kinds that nobody saw before; `seen` gets them.

    A page of a kind that was seen is asked for its links alone, without a browser.
    """
    waiting = deque([begin, "/en/check?q=a+b+c+d+e"])
    gone, wrong = set[str](), list[str]()
    while waiting and len(gone) < MOST:
        path = waiting.popleft()
        view = kind(urlsplit(path).path)
        if not view or view in gone:
            continue
        gone.add(view)
        found = links(page, site.at(path))
        if found is None:
            continue
        if view not in seen:
            seen.add(view)
            page.goto(site.at(path))
            expect(page.locator("main")).to_be_visible()
            wrong += [f"{view} {path} {one}" for one in troubles(page)]
        waiting.extend(found)
    return wrong


def test_every_kind_of_page(crowd: Crowd, demo_site: Site, become: Become) -> None:
    """A person's pages are looked at where another person's walk did not come."""
    seen, wrong = set[str](), list[str]()
    for name in PEOPLE:
        page = crowd.person()
        if name:
            become(page, demo_site, name)
        begin = "/en/desk/" if name else "/en/"
        wrong += walk(page, demo_site, begin, seen)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > FEWEST, sorted(seen)
