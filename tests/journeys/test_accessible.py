"""WCAG 2.2 AA on all pages that links lead to, as axe sees it: light and dark.

One page of each kind is looked at, so that a new page is found as soon as something
leads to it.
"""

import re
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

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


def links(page: Page) -> list[str]:
    """Where a page's links lead to on this hub, in English."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main a[href], nav a[href], "
             + "header a[href], footer a[href], aside a[href]")]
             .filter((one) => one.origin === location.origin && !one.download)
             .map((one) => one.pathname + one.search)"""
    )
    return [one for one in found if one.startswith("/en/")]


def is_page(page: Page, url: str) -> bool:
    """Whether an address answers with a page, also one that refuses; not a file."""
    answer = page.request.get(url)
    assert answer.status in (200, 403), url
    attached = "attachment" in answer.headers.get("content-disposition", "")
    return answer.headers["content-type"].startswith("text/html") and not attached


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
    """What is wrong on pages of kinds that nobody saw before; `seen` gets them."""
    waiting = deque([begin, "/en/check?q=a+b+c+d+e"])
    gone, wrong = set[str](), list[str]()
    while waiting and len(gone) < MOST:
        path = waiting.popleft()
        view = kind(urlsplit(path).path)
        if not view or view in gone:
            continue
        gone.add(view)
        if not is_page(page, site.at(path)):
            continue
        page.goto(site.at(path))
        expect(page.locator("main")).to_be_visible()
        if view not in seen:
            wrong += [f"{view} {path} {one}" for one in troubles(page)]
        waiting.extend(links(page))
    seen |= gone
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
