"""What becomes of a statement is seen on pages, in feeds and by the check."""

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, sign
from tests.journeys.test_statement import WORDS, draft, propose
from tests.journeys.writing import ready, save

TITLE, TEXT = WORDS["en"]
REASON = "The school was closed."
NEW = "The school on the quay gives out water, also at night"


def item(reader: Page, site: Site, title: str) -> dict[str, Any]:
    """The entry of the JSON feed whose title ends so."""
    feed = json.loads(reader.request.get(site.at("/en/feed.json")).text())
    (found,) = (one for one in feed["items"] if one["title"].endswith(title))
    return dict(found)


def verdict(reader: Page, site: Site) -> str:
    """What the check says of the words."""
    reader.goto(site.at("/en/check"))
    reader.locator("#words").fill(TEXT)
    reader.get_by_role("button", name="Check these words").click()
    return reader.locator("#verdict").inner_text()


def release(site: Site, first: Page, *others: Page) -> str:
    """Words that enough members sign; returns their decision's address."""
    draft(first, site)
    propose(first)
    return signed(first.url, *others)


def signed(decision: str, *others: Page) -> str:
    """The others sign a decision; returns its address."""
    for page in others:
        page.goto(decision)
        sign(page)
    return decision


def correct(decision: str, first: Page, *others: Page) -> str:
    """Other words in their place; returns their decision's address."""
    first.goto(decision)
    first.get_by_role("button", name="Correct it").click()
    ready(first)
    first.locator("[name=title_en]").fill(NEW)
    save(first)
    first.get_by_role("link", name="Propose for signing").click()
    first.get_by_role("button", name="Propose it, and sign first").click()
    confirm(first)
    return signed(first.url, *others)


def withdraw(decision: str, first: Page, other: Page) -> None:
    """They are not stood by any more."""
    first.goto(decision)
    first.get_by_text("Withdraw this statement").click()
    first.locator("[name=reason_en]").fill(REASON)
    first.get_by_role("button", name="Propose the withdrawal").click()
    confirm(first)
    signed(first.url, other)


def test_what_becomes_of_a_statement_is_seen_everywhere(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    site = demo_site
    people = (crowd.person(), crowd.person(), crowd.person())
    for page, name in zip(people, ("Andrii", "K1", "Ilinca"), strict=True):
        become(page, site, name)
    reader = crowd.person(PHONE)

    released = release(site, *people)
    assert item(reader, site, TITLE)["_accord"]["state"] == "agreed"
    assert verdict(reader, site) == "Authentic"

    corrected = correct(released, *people)
    old = item(reader, site, TITLE)
    assert old["_accord"]["state"] == "corrected"
    reader.goto(old["url"])
    expect(reader.get_by_text("Please quote the newer statement:")).to_be_visible()
    expect(reader.get_by_role("link", name=NEW)).to_be_visible()

    withdraw(corrected, *people[:2])
    new = item(reader, site, NEW)
    assert new["_accord"]["state"] == "retracted"
    assert REASON in new["content_text"]
    atom = reader.request.get(site.at("/en/feed.atom")).text()
    assert f'ref="{new["id"]}"' in atom
    reader.goto(new["url"])
    expect(reader.get_by_text(REASON)).to_be_visible()
    assert re.search("withdrawn|corrected", verdict(reader, site))
