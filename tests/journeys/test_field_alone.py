"""What one person records without a network, and a hub that is newer when it returns.

One phone loads, gives out, counts and receives; meanwhile the hub gets other scripts.
"""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

import accord
from tests.journeys.conftest import Site
from tests.journeys.phones import Phone, Phones
from tests.journeys.signing import dialog
from tests.journeys.test_field import at_work, lost

STORE = "Bolhrad, store"
SHELTER = "Reni, school shelter"
MANY = re.compile(r"([\d,]+) pcs .*by the books")
ASKS = "What do you want to do?"
ASKS_ANEW = "What is to be done now?"


def test_a_day_without_a_network(
    phones: Phones, demo_site: Site, tmp_path: Path
) -> None:
    """Four records wait while the hub is made anew; all of them reach the books."""
    phone = phones("dan")
    page = at_work(phone, demo_site, "Dan")
    lost(phone)
    goods, there = loads(page, 5)
    gives_out(page, goods, 3, left=there - 5)
    counts(page, goods, there - 10, left=there - 8)
    receives(page, goods, 40)
    expect(page.locator(".fieldbar")).to_contain_text("4 records wait")

    demo_site.stop()
    words = "web/static/accord/js/text/en-field.js"
    program = newer(tmp_path / "newer", words, ASKS, ASKS_ANEW)
    demo_site.start(program)
    takes_the_newer_page(phone)

    phone.context.unroute("**/api/v1/acts")
    page.reload()
    expect(page.locator(".fieldbar")).to_contain_text("Nothing waits")
    done = page.locator(".records li", has_text="Saved and in effect.")
    expect(page.locator(".records li.bad")).to_have_count(0)
    expect(done.nth(3)).to_be_visible()
    phone.network(there=False)
    page.reload()
    expect(page.get_by_role("heading", name="You answer for")).to_be_visible()
    expect(page.get_by_label(ASKS_ANEW)).to_be_visible()
    phone.network(there=True)
    is_in_the_books(page, demo_site, goods, there - 10 + 40)


def test_a_newer_page_with_the_same_scripts(
    phones: Phones, demo_site: Site, tmp_path: Path
) -> None:
    """Another template alone is a newer page too, and is there without a network."""
    phone = phones("dan")
    page = at_work(phone, demo_site, "Dan")
    expect(page).to_have_title(re.compile("^In the field"))
    demo_site.stop()
    file, title = "field/templates/field/page.html", '{% translate "In the field" %}'
    program = newer(tmp_path / "newer", file, title, "Out of doors")
    demo_site.start(program)
    page.reload()
    expect(page.locator(".fieldbar")).to_contain_text("A newer version of this page")
    expect(page).to_have_title(re.compile("^In the field"))
    page.get_by_role("button", name="Use it now").click()
    expect(page).to_have_title(re.compile("^Out of doors"))
    phone.network(there=False)
    page.reload()
    expect(page).to_have_title(re.compile("^Out of doors"))
    expect(page.get_by_role("heading", name="You answer for")).to_be_visible()


# On the phone


def shelf(page: Page, deed: str) -> None:
    """Opens the goods of one's own organisation in its store."""
    page.get_by_role("link", name=deed).click()
    own = page.locator(".goings a", has_text=STORE).filter(has_text="Far Shore")
    own.click()
    expect(page.locator(".count-line").first).to_be_visible()


def line(page: Page, goods: str) -> Locator:
    """The line of these goods."""
    heading = page.get_by_role("heading", name=goods, exact=True)
    return page.locator(".count-line").filter(has=heading)


def by_the_books(found: Locator) -> int:
    """How many there are, as far as this phone knows."""
    said = MANY.search(found.inner_text())
    assert said
    return int(said[1].replace(",", ""))


def signs(page: Page, *words: str) -> None:
    """Looks at the record in words, and signs it."""
    page.get_by_role("button", name="Look at it and sign").click()
    for one in words:
        expect(dialog(page)).to_contain_text(one)
    dialog(page).locator("button.sign").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def loads(page: Page, many: int) -> tuple[str, int]:
    """Packs some of the first goods; what they are, and how many there were."""
    shelf(page, "Load goods")
    first = page.locator(".count-line").first
    goods, there = first.get_by_role("heading").inner_text(), by_the_books(first)
    first.get_by_label("How many go along").fill(str(many))
    signs_nothing_without(page, "Choose where the goods go.")
    where = page.get_by_label("Where to")
    where.select_option(label=f"{SHELTER} · kestrel")
    signs(page, goods, f"{many} ")
    expect(page.locator("canvas.codes")).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    return goods, there


def gives_out(page: Page, goods: str, many: int, left: int) -> None:
    """To 12 people; what was packed is no longer there to be given."""
    shelf(page, "Give goods out")
    found = line(page, goods)
    assert by_the_books(found) == left
    field = found.get_by_label("How many are given out")
    field.fill(str(left + 1))
    expect(found).to_contain_text(f"At most {left}.")
    field.fill(str(many))
    signs_nothing_without(page, "Write how many people got something")
    page.get_by_label("To how many people").fill("12")
    signs(page, goods, f"{many} ", "12")


def counts(page: Page, goods: str, many: int, left: int) -> None:
    """Two fewer than the books say."""
    shelf(page, "Count a store")
    found = line(page, goods)
    assert by_the_books(found) == left
    found.get_by_label("How many are there").fill(str(many))
    signs(page, goods, f"{many} ")


def receives(page: Page, goods: str, many: int) -> None:
    """From a donor, as a lot of its own."""
    page.get_by_role("link", name="Goods came in").click()
    page.get_by_label("Into which store").select_option(label=STORE)
    page.get_by_label("From which donor").fill("lantern-guild")
    page.get_by_label("Item").select_option(label=goods)
    page.get_by_label("How many").fill(str(many))
    page.get_by_label("Batch").fill("b-7")
    signs(page, goods, f"{many} ", "lantern-guild")


def signs_nothing_without(page: Page, sentence: str) -> None:
    """What is missing is said, and nothing is signed."""
    page.get_by_role("button", name="Look at it and sign").click()
    expect(page.locator(".signfoot").get_by_role("alert")).to_contain_text(sentence)
    expect(page.locator("dialog[open]")).to_have_count(0)


# A newer hub


def newer(directory: Path, file: str, before: str, after: str) -> Path:
    """The same program with other words in one of its files."""
    program = Path(accord.__file__).parent
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(program, directory / "accord", ignore=skipped)
    path = directory / "accord" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    return directory


def takes_the_newer_page(phone: Phone) -> None:
    """The old page goes on until its person takes the new one; nothing is lost."""
    page = phone.page
    page.context.route("**/api/v1/acts", lambda route: route.abort())
    phone.network(there=True)
    page.reload()
    bar = page.locator(".fieldbar")
    expect(bar).to_contain_text("A newer version of this page is here.")
    expect(page.get_by_label(ASKS)).to_be_visible()
    expect(bar).to_contain_text("4 records wait")
    bar.get_by_role("button", name="Use it now").click()
    expect(page.get_by_label(ASKS_ANEW)).to_be_visible()
    expect(bar).to_contain_text("4 records wait")


# At the desk


def is_in_the_books(page: Page, site: Site, goods: str, many: int) -> None:
    """The store has what was counted and received; what was packed is on its way."""
    page.goto(site.at("/en/desk/supplies/sites"))
    page.get_by_role("link", name=STORE).first.click()
    row = page.locator("table.stock tbody tr", has_text=goods).filter(has_text="Far")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"{many:,} ")
