"""Where there is no network: two phones hand goods over by showing each other codes.

Each phone is a Chromium of its own, whose camera sees what the other's screen shows.
"""

import os
import re
import signal
from pathlib import Path

import pypdfium2
from playwright.sync_api import Locator, Page, expect

from tests.journeys.codes import HEIGHT, WIDTH, film, placed
from tests.journeys.conftest import PHONE, Become, Crowd, Site, be
from tests.journeys.people import invite
from tests.journeys.phones import Phone, Phones, ready
from tests.journeys.signing import dialog

GOODS = "Blanket, half wool, medium warm"
SHELTER = "Reni, school shelter"
PINS = {"Radu, driver": "493027", "Sanda, store": "860514"}


def at_work(phone: Phone, site: Site, person: str) -> Page:
    """One visit with a network, until everything is on the phone."""
    page = phone.page
    page.goto(site.at("/en/"))
    be(page, person)
    page.goto(site.at("/en/field/"))
    ready(page)
    return page


def lost(phone: Phone) -> None:
    """The network goes, and the page is opened anew."""
    phone.network(there=False)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="You answer for")).to_be_visible()


def coming(page: Page) -> Locator:
    """The consignment of blankets alone, from Far Shore to the shelter."""
    folded = page.locator(".screen details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    found = page.locator(".goings a", has_text=SHELTER).filter(has_text="Far Shore")
    return found.filter(has_text=GOODS, has_not_text="more line")


def count(page: Page, good: int) -> None:
    """Counts the consignment that comes, and signs for it."""
    coming(page).click()
    page.get_by_label("It is another number, or not all are good").check()
    page.get_by_label("Good ones counted").fill(str(good))
    expect(page.locator(".signs-for")).to_contain_text(f"for {good}")
    page.get_by_role("button", name="Sign for what I counted").click()
    expect(dialog(page)).to_contain_text(GOODS)
    dialog(page).locator("button.sign").click()
    expect(page.get_by_role("heading", name="Show this to the giver")).to_be_visible()


def test_the_network_goes_while_nobody_is_at_work(
    crowd: Crowd, demo_site: Site
) -> None:
    """The line on top says so; there is nothing else to be drawn anew."""
    page = crowd.person(PHONE)
    page.goto(demo_site.at("/en/field/"))
    nobody = page.get_by_text("This device has no key")
    expect(nobody).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator(".fieldbar")).to_contain_text("No network.")
    expect(nobody).to_be_visible()


def test_a_handover_without_a_network(phones: Phones, demo_site: Site) -> None:
    """97 of 100, both offline; the receiver delivers both signatures."""
    k2, dan = phones("k2"), phones("dan")
    receiver = at_work(k2, demo_site, "K2")
    giver = at_work(dan, demo_site, "Dan")
    lost(k2)
    lost(dan)

    count(receiver, 97)
    dan.sees(k2)
    giver.get_by_role("link", name="Scan a code").click()
    expect(giver.locator(".screen")).to_contain_text("97")
    expect(giver.locator(".signers")).to_contain_text("kestrel")
    giver.get_by_role("button", name="Read it once more and sign").click()
    expect(dialog(giver)).to_contain_text("With your signature it takes effect.")
    dialog(giver).locator("button.sign").click()
    expect(giver.get_by_text("Both have signed.")).to_be_visible()

    k2.sees(dan)
    receiver.get_by_role("link", name="Now scan the giver’s code").click()
    receiver.get_by_role("button", name="Keep it and send it").click()
    expect(receiver.locator(".fieldbar")).to_contain_text("No network")
    expect(receiver.locator(".fieldbar")).to_contain_text("1 record waits")

    k2.network(there=True)
    expect(receiver.locator(".fieldbar")).to_contain_text("Nothing waits")
    expect(receiver.locator(".records")).to_contain_text("Saved and in effect.")
    is_delivered(receiver, demo_site)

    dan.network(there=True)
    expect(giver.locator(".fieldbar")).to_contain_text("Nothing waits")
    expect(giver.locator(".fieldbar")).not_to_contain_text("refused")


def is_delivered(page: Page, site: Site) -> None:
    """97 of the 100 arrived."""
    page.locator(".records a", has_text="far-shore hands over").first.click()
    counts = page.locator("section[aria-labelledby=compare]")
    expect(counts).to_contain_text("97")
    expect(counts).to_contain_text("Both have signed")


# A paper


def test_a_printed_waybill_is_read(phones: Phones, demo_site: Site) -> None:
    """The camera sees the code on the paper; the phone has no network by then."""
    k2 = phones("k2")
    page = at_work(k2, demo_site, "K2")
    path = coming(page).get_attribute("href") or ""
    act = path.rpartition("/")[2]
    address = f"/en/desk/supplies/consignments/{act}/waybill.pdf"
    paper = k2.context.request.get(demo_site.at(address)).body()
    film([held_up(paper)], k2.camera)
    lost(k2)
    page.get_by_role("link", name="Scan a code").click()
    heading = page.get_by_role("heading", name="Count what you receive")
    expect(heading).to_be_visible()
    expect(page.locator(".count-line")).to_contain_text(GOODS)


def held_up(pdf: bytes) -> bytes:
    """The upper half of a page, as a camera sees it."""
    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=1.05, grayscale=True)
    grey = drawn.to_numpy().reshape(drawn.height, drawn.width)[:HEIGHT, :WIDTH]
    return placed(grey.tobytes(), grey.shape[1], grey.shape[0])


def test_a_code_of_another_coalition(phones: Phones, demo_site: Site) -> None:
    """It is refused in words; so is one that this phone does not know."""
    page = at_work(phones("k2"), demo_site, "K2")
    page.get_by_role("link", name="Scan a code").click()
    field = page.get_by_label("Or type the code")
    field.fill(f"https://x.example/desk/supplies/handover/{'a' * 64}#c={'0' * 12}")
    page.get_by_role("button", name="Look for it").click()
    expect(page.get_by_role("alert")).to_contain_text("belongs to another coalition")
    field.fill("1234 5678 9abc")
    page.get_by_role("button", name="Look for it").click()
    expect(page.get_by_role("alert")).to_contain_text("1234 5678 9abc")


# A phone that dies


def test_what_was_signed_outlives_the_phone(phones: Phones, demo_site: Site) -> None:
    """Killed as soon as the dialog has closed; opened again, it delivers."""
    k2 = phones("k2")
    page = at_work(k2, demo_site, "K2")
    lost(k2)
    count(page, 97)
    kill(k2)

    again = phones("k2")
    again.network(there=False)
    page = again.page
    page.goto(demo_site.at("/en/field/"))
    expect(page.locator(".fieldbar")).to_contain_text("1 record waits")
    waiting = page.locator(".records").first
    expect(waiting).to_contain_text("far-shore hands over to kestrel")
    again.network(there=True)
    expect(page.locator(".fieldbar")).to_contain_text("Nothing waits")
    expect(page.locator(".records")).to_contain_text(
        "The other side has not signed yet"
    )


def kill(phone: Phone) -> None:
    """Ends its processes at once, as a battery does."""
    directory = str(phone.camera.with_suffix("")).encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"--user-data-dir=" + directory + b"\0" in command:
            os.kill(int(process.name), signal.SIGKILL)
    (phone.camera.with_suffix("") / "SingletonLock").unlink(missing_ok=True)


# One tablet, two people


def test_two_people_on_one_tablet(
    crowd: Crowd, phones: Phones, demo_site: Site, become: Become
) -> None:
    """Each behind a PIN; what one saw is not there for the other."""
    andrii = crowd.person()
    become(andrii, demo_site, "Andrii")
    tablet = phones("tablet")
    for name, pin in PINS.items():
        joins(tablet, invite(andrii, demo_site, name, "supplies"), pin)
        opens(tablet, name, pin)
        ready(tablet.page)
        assert tablet.page.evaluate("Date.now() / 1000") + 900 >= session(tablet)

    tablet.network(there=False)
    tablet.page.reload()
    people = tablet.page.locator(".people li")
    expect(people).to_have_count(2)
    opens(tablet, "Radu, driver", PINS["Radu, driver"])
    expect(tablet.page.get_by_role("heading", name="Radu, driver")).to_be_visible()
    tablet.page.get_by_role("button", name="Somebody else").click()
    opens(tablet, "Sanda, store", "111222")
    expect(people.get_by_role("alert")).to_contain_text("7 tries are left")
    opens(tablet, "Sanda, store", PINS["Sanda, store"])
    expect(tablet.page.get_by_role("heading", name="Sanda, store")).to_be_visible()
    assert tablet.page.evaluate(_OPEN) == 0


# Rows of what is kept that can be read without a PIN.
_OPEN = """() => new Promise((resolve) => {
  indexedDB.open("accord-field").onsuccess = ({ target: { result } }) => {
    const rows = result.transaction("kept").objectStore("kept").getAll();
    rows.onsuccess = () => resolve(rows.result.filter((row) => !row.sealed).length);
  };
})"""


def session(tablet: Phone) -> float:
    """Until when the pages of whoever signed in here can be read."""
    cookies = tablet.page.context.cookies()
    named = [one for one in cookies if one["name"].startswith("accord_session")]
    return named[0]["expires"]


def joins(tablet: Phone, link: str, pin: str) -> None:
    """Takes an invitation up, on a device that several people use."""
    page = tablet.page
    page.goto(link)
    page.get_by_label("Several people use this device").check()
    page.get_by_label("PIN, six digits or more").fill(pin)
    page.get_by_label("The same once more").fill(pin)
    page.get_by_role("button", name=re.compile("^Join for ")).click()
    page.wait_for_url("**/en/field/")


def opens(tablet: Phone, name: str, pin: str) -> None:
    """Says who one is."""
    one = tablet.page.locator(".people li").filter(has_text=name)
    one.get_by_role("button").first.click()
    one.get_by_label("Your PIN").fill(pin)
    one.get_by_role("button", name="Open").click()
