"""What is typed into a form on a phone outlives a battery that dies.

Every form is begun without a network; the phone dies, and is opened again.
"""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.phones import Phone, Phones
from tests.journeys.test_field import at_work, kill, lost
from tests.journeys.test_field_alone import SHELTER, shelf, signs

BEGUN = "Begun, and not signed yet"
FORMS = 5


def test_no_form_forgets_what_was_typed(phones: Phones, demo_site: Site) -> None:
    """Load, give out, count a store, receive, and the count of a handover."""
    phone = phones("dan")
    goods = begins_all(at_work(phone, demo_site, "Dan"), phone)
    kill(phone)

    again = phones("dan")
    again.network(there=False)
    page = again.page
    page.goto(demo_site.at("/en/field/"))
    expect(begun(page)).to_have_count(FORMS)
    finds_the_load(page)
    page.reload()
    is_loaded(page)
    back(page)
    finds_the_store(page, goods)
    finds_the_gift(page, goods)
    finds_the_count(page)

    signs_what_is_given_out(page)
    expect(begun(page)).to_have_count(FORMS - 1)
    throws_away(page, "Goods came in")
    expect(begun(page)).to_have_count(FORMS - 2)
    page.reload()
    expect(begun(page)).to_have_count(FORMS - 2)
    page.get_by_role("link", name="Goods came in").click()
    expect(page.get_by_label("From which donor")).to_have_value("")


def begins_all(page: Page, phone: Phone) -> str:
    """One form after the other, without a network; the goods that they are about."""
    lost(phone)
    goods = begins_to_load(page)
    begins_to_give_out(page)
    begins_to_count_a_store(page, goods)
    begins_to_receive(page, goods)
    begins_to_count_what_comes(page)
    expect(begun(page)).to_have_count(FORMS)
    return goods


def begun(page: Page) -> Locator:
    """The forms that the first screen lists as begun."""
    section = page.locator("section").filter(
        has=page.get_by_role("heading", name=BEGUN, exact=True)
    )
    return section.locator(".records > li")


def back(page: Page) -> None:
    """To the first screen."""
    page.get_by_role("link", name="Back to the start").click()
    expect(page.get_by_role("heading", name="You answer for")).to_be_visible()


def opens(page: Page, words: str) -> None:
    """A form that was begun, from the first screen."""
    begun(page).get_by_role("link").filter(has_text=words).click()
    expect(page.get_by_text("You typed this on")).to_be_visible()


# Begun


def begins_to_load(page: Page) -> str:
    """Five of the first goods, for the shelter; what they are."""
    shelf(page, "Load goods")
    first = page.locator(".count-line").first
    first.get_by_label("How many go along").fill("5")
    page.get_by_label("Where to").select_option(label=f"{SHELTER} · kestrel")
    goods = first.get_by_role("heading").inner_text()
    back(page)
    return goods


def begins_to_give_out(page: Page) -> None:
    """Three of the first goods, to twelve people."""
    shelf(page, "Give goods out")
    first = page.locator(".count-line").first
    first.get_by_label("How many are given out").fill("3")
    page.get_by_label("To how many people").fill("12")
    back(page)


def begins_to_count_a_store(page: Page, goods: str) -> None:
    """None of the second goods, and two lines that are not in the books."""
    shelf(page, "Count a store")
    page.locator(".count-line").nth(1).get_by_label("None is left").check()
    page.get_by_label("Item").select_option(label=goods)
    page.get_by_label("How many", exact=True).fill("40")
    page.get_by_role("button", name="Another line").click()
    page.get_by_label("Batch").nth(1).fill("b-9")
    back(page)


def begins_to_receive(page: Page, goods: str) -> None:
    """Forty from a donor, for the shelter alone."""
    page.get_by_role("link", name="Goods came in").click()
    page.get_by_label("From which donor").fill("lantern-guild")
    page.get_by_label("Only for one place").select_option(label=SHELTER)
    page.get_by_label("Item").select_option(label=goods)
    page.get_by_label("How many", exact=True).fill("40")
    page.get_by_label("Keep until").fill("2027-05-04")
    back(page)


def begins_to_count_what_comes(page: Page) -> None:
    """Seven good ones of the first line."""
    page.locator('.goings a[href^="#/count/"]').first.click()
    other = page.get_by_label("It is another number, or not all are good")
    other.first.check()
    page.get_by_label("Good ones counted").first.fill("7")
    back(page)


# Found again


def finds_the_load(page: Page) -> None:
    """As it was typed."""
    opens(page, "Load goods")
    is_loaded(page)


def is_loaded(page: Page) -> None:
    """Five of the first goods, for the shelter."""
    first = page.locator(".count-line").first
    expect(first.get_by_label("How many go along")).to_have_value("5")
    chosen = page.get_by_label("Where to").locator("option:checked")
    expect(chosen).to_contain_text(SHELTER)


def finds_the_store(page: Page, goods: str) -> None:
    """Both lines, and that none is left of the second goods."""
    opens(page, "Count a store")
    second = page.locator(".count-line").nth(1)
    expect(second.get_by_label("None is left")).to_be_checked()
    expect(page.get_by_label("How many", exact=True)).to_have_value("40")
    chosen = page.get_by_label("Item").first.locator("option:checked")
    expect(chosen).to_have_text(goods)
    expect(page.get_by_label("Batch").nth(1)).to_have_value("b-9")
    back(page)


def finds_the_gift(page: Page, goods: str) -> None:
    """Donor, place, goods, quantity and date."""
    opens(page, "Goods came in")
    expect(page.get_by_label("From which donor")).to_have_value("lantern-guild")
    place = page.get_by_label("Only for one place").locator("option:checked")
    expect(place).to_have_text(SHELTER)
    expect(page.get_by_label("Item").locator("option:checked")).to_have_text(goods)
    expect(page.get_by_label("How many", exact=True)).to_have_value("40")
    expect(page.get_by_label("Keep until")).to_have_value("2027-05-04")
    back(page)


def finds_the_count(page: Page) -> None:
    """Seven of the first line."""
    opens(page, "Count what you receive")
    expect(page.get_by_label("Good ones counted").first).to_have_value("7")
    back(page)


# Signed, or thrown away


def signs_what_is_given_out(page: Page) -> None:
    """The form was half done; now it is a record that waits."""
    opens(page, "Give goods out")
    expect(page.locator(".fieldbar")).to_contain_text("Nothing waits")
    signs(page, "3 ", "12")
    expect(page.locator(".fieldbar")).to_contain_text("1 record waits")


def throws_away(page: Page, words: str) -> None:
    """Only after it was asked whether that is meant."""
    row = begun(page).filter(has_text=words)
    page.once("dialog", lambda asked: asked.dismiss())
    row.get_by_role("button", name="Throw it away").click()
    expect(row).to_have_count(1)
    page.once("dialog", lambda asked: asked.accept())
    row.get_by_role("button", name="Throw it away").click()
    expect(row).to_have_count(0)
