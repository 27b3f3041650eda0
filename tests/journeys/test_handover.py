"""Goods on their way, from a donor to a shelter, and who answers for them.

Two phones at every handover; and a host that takes records back is found out.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.people import enrol, invite
from tests.journeys.signing import confirm, dialog

EDGE = 40  # px: padding and border
GOODS = "Kitchen set for 5 people, type A"
STORE = "Tulcea, store at the old quay"
SHELTER = "Reni, school shelter"


def test_a_hundred_sent_and_97_received(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    """Reed Bank keeps and carries goods that belong to kestrel; kestrel receives."""
    site = demo_site
    andrii, petru = crowd.person(), crowd.person()
    radu, k2 = crowd.person(PHONE), crowd.person(PHONE)
    become(andrii, site, "Andrii")
    enrol(radu, invite(andrii, site, "Radu, driver", "supplies"), "reed-bank")
    become(petru, site, "Petru")
    become(k2, site, "K2")

    receive(petru, site)
    signs_what_waits(k2, site, "received goods for you")
    expect(stock(petru, site)).to_contain_text("100 sets")
    consign(petru, site)
    signs_what_waits(k2, site, "asks to send your goods")
    petru.reload()
    petru.get_by_role("link", name="Follow this consignment").click()
    address = petru.locator("#address").inner_text()

    # Store keeper to driver: one member, two persons.
    count(radu, address, all_here=True)
    expect(radu.get_by_text("One signature only")).to_be_visible()
    expect(radu.locator("button[data-sign]")).to_have_count(0)
    signs_what_waits(petru, site, "counted 100 of your 100")
    answers(petru, "Reed Bank Relief Corps")

    # Driver to receiver: two members, two phones.
    count(k2, address, all_here=False)
    expect(k2.get_by_text("One signature only")).to_be_visible()
    answers(follow(k2), "Reed Bank Relief Corps")
    expect(stock(petru, site)).to_have_count(0)
    letter = waiting(radu, site, "counted 97 of your 100")
    expect(letter).to_contain_text("3 missing")
    expect(letter).to_contain_text("Until you sign, your organisation answers for all")
    signs_what_waits(radu, site, "counted 97 of your 100")
    is_right_everywhere(radu, k2, site)


def receive(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/supplies/receive"))
    page.get_by_label("Into which store").select_option(label=STORE)
    page.get_by_label("Whose goods they are").select_option(label="kestrel")
    page.get_by_label("From which donor").fill("harbour-choir")
    line = page.locator("[data-line='0']")
    assert indent(line.locator(".what"), line) < EDGE, "an empty column comes first"
    line.locator("select").select_option(label=f"{GOODS} · sets")
    line.locator("[inputmode=numeric]").fill("100")
    propose(page, GOODS)
    expect(page.get_by_text("1 still needed")).to_be_visible()


def indent(inner: Locator, outer: Locator) -> float:
    """How far from the left edge of `outer` its part begins, in px."""
    inside, around = inner.bounding_box(), outer.bounding_box()
    assert inside
    assert around
    return inside["x"] - around["x"]


def consign(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/supplies/consign"))
    page.get_by_role("link", name=f"{STORE}: goods of kestrel").click()
    page.get_by_label("Where to").select_option(label=f"{SHELTER} · kestrel")
    page.get_by_label(GOODS).fill("100")
    propose(page, GOODS)
    expect(page.get_by_text("1 still needed")).to_be_visible()


def propose(page: Page, words: str) -> None:
    page.get_by_role("button", name="Look at it and sign").click()
    expect(dialog(page)).to_contain_text(words)
    confirm(page)


def waiting(page: Page, site: Site, title: str) -> Locator:
    """What waits at a person's desk."""
    page.goto(site.at("/en/desk/"))
    return page.locator(".letter", has_text=title)


def signs_what_waits(page: Page, site: Site, title: str) -> None:
    """Signs as the second of two."""
    waiting(page, site, title).get_by_role("heading").get_by_role("link").click()
    page.locator("button[data-sign]").click()
    expect(dialog(page)).to_contain_text("With your signature it takes effect.")
    confirm(page)


def count(page: Page, address: str, *, all_here: bool) -> None:
    """Opens the address of the code, counts, and signs for what was counted."""
    page.goto(address)
    if all_here:
        page.get_by_label("All 100 are here and good").check()
    else:
        page.get_by_label("It is another number, or not all are good").check()
        page.get_by_label("Good ones counted").fill("100")
        for _ in range(3):
            page.get_by_role("button", name="One less").click()
        page.get_by_label("Missing").check()
        expect(page.locator("[data-signs-for]")).to_contain_text("97")
    page.get_by_role("button", name="Sign for what I counted").click()
    expect(dialog(page)).to_contain_text("After yours, 1 more signature is needed.")
    confirm(page)


def follow(page: Page) -> Page:
    """From a handover to its consignment."""
    page.get_by_role("link", name=re.compile("^Consignment")).click()
    return page


def answers(page: Page, who: str) -> None:
    """Who answers for the goods, on the page of the consignment."""
    expect(page.locator(".answer")).to_contain_text(who)


def stock(page: Page, site: Site) -> Locator:
    """The lines of the stock about these goods, on the page where they are."""
    page.goto(site.at("/en/desk/supplies/stock"))
    section = page.locator("section[aria-labelledby=stock]")
    found = section.locator("tbody tr", has_text=GOODS)
    after = section.locator("a[rel=next]")
    while not found.count() and after.count():
        page.goto(
            site.at("/en/desk/supplies/stock") + (after.get_attribute("href") or "")
        )
    return found


def is_right_everywhere(giver: Page, receiver: Page, site: Site) -> None:
    """Stock, custody, ownership and the difference, for both sides."""
    line = giver.locator("tbody tr", has_text=GOODS).locator("td")
    # Batch, sent, put in store, damaged, missing.
    expect(line).to_have_text(["no date", "100 sets", "97", "0", "3"])
    expect(giver.locator(".answer")).to_contain_text(f"{SHELTER}, kestrel")
    row = stock(receiver, site)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("kestrel")
    expect(row).to_contain_text(SHELTER)
    expect(row).to_contain_text("97 sets")
    receiver.goto(site.at("/en/desk/supplies"))
    trouble = receiver.locator("article.why", has_text=GOODS)
    expect(trouble).to_contain_text(
        "Reed Bank Relief Corps answers for what is missing"
    )


# A host that is not honest


def test_a_host_that_takes_records_back(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    """The phone that has seen more refuses; so it does when the log grew anew."""
    site = demo_site
    k2, dan = crowd.person(PHONE), crowd.person()
    become(k2, site, "K2")
    become(dan, site, "Dan")
    older = keep(site)
    for code in ("north", "south"):
        register(k2, site, code)

    set_back(site, older)
    k2.goto(site.at("/en/desk/supplies/sites"))
    expect(k2.get_by_text("Site north")).to_have_count(0)
    fill_in(k2, site, "east")
    refused(k2, "The host shows fewer records than this device has seen.")
    expect(k2.get_by_label("Code")).to_have_value("east")

    for code in ("hill", "dune", "mole"):
        register(dan, site, code)
    fill_in(k2, site, "east")
    refused(k2, "The host shows another history than this device has seen.")


def keep(site: Site) -> Path:
    """The host's copy of the database as it is now."""
    site.stop()
    copy = site.directory / "older.sqlite3"
    with (
        closing(sqlite3.connect(site.directory / "accord.sqlite3")) as now,
        closing(sqlite3.connect(copy)) as then,
    ):
        now.backup(then)
    site.start()
    return copy


def set_back(site: Site, older: Path) -> None:
    """Sets the database back, and takes away what would tell the hub so."""
    site.stop()
    for left in site.directory.glob("accord.sqlite3*"):
        left.unlink()
    (site.directory / "newest-head").unlink()
    shutil.copy(older, site.directory / "accord.sqlite3")
    site.start()


def register(page: Page, site: Site, code: str) -> None:
    fill_in(page, site, code)
    confirm(page)
    expect(page.locator("main")).to_contain_text(f"Site {code}")


def fill_in(page: Page, site: Site, code: str) -> None:
    page.goto(site.at("/en/desk/supplies/new/site"))
    page.get_by_label("Name").fill(f"Site {code}")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Look at it and sign").click()


def refused(page: Page, sentence: str) -> None:
    expect(dialog(page)).to_contain_text(sentence)
    expect(dialog(page)).to_contain_text("Nothing is signed here.")
    expect(dialog(page).locator("button.sign")).to_have_count(0)
    dialog(page).get_by_role("button", name="Close").click()
