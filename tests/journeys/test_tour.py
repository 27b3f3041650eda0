"""The first five minutes: `accord demo` prints a link, and the tour stands on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Crowd, Site, be, served
from tests.journeys.signing import confirm, dialog


@pytest.fixture
def fresh_demo(tmp_path: Path) -> Iterator[Site]:
    """`accord demo`, as `make demo` runs it."""
    with served(Site(tmp_path / "both-banks", verb=("demo", "--dir"))) as site:
        yield site


def test_the_whole_tour(crowd: Crowd, fresh_demo: Site, tmp_path: Path) -> None:
    page = crowd.person()
    link = re.search(r"http://\S+/demo/", fresh_demo.printed)
    assert link
    page.goto(link[0])
    newsroom(page)
    next_stop(page, 2, "The third signature")
    third_signature(page)
    next_stop(page, 3, "Did they really say this?")
    did_they_say_this(page)
    next_stop(page, 4, "Be a dishonest host")
    be_a_dishonest_host(page)
    kept = what_proves_alone(page, tmp_path)
    next_stop(page, 5, "Two phones")
    two_phones(page, crowd.person(PHONE), fresh_demo)
    next_stop(page, 6, "The plan")
    the_plan(page)
    panel(page).get_by_role("link", name="To the end of the tour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The end of the tour")
    expect(page.locator("main")).to_contain_text("accord init")
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Take the tour:")).to_be_visible()
    fresh_demo.stop()
    proven_from_disk(page, *kept)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Tour")


def next_stop(page: Page, number: int, title: str) -> None:
    page.get_by_role("link", name="Next stop").click()
    expect(panel(page)).to_contain_text(f"stop {number} of 6")
    expect(panel(page)).to_contain_text(title)


def now(page: Page, words: str) -> Locator:
    """The step that is to be done now."""
    step = panel(page).locator(".steps .now")
    expect(step).to_contain_text(words)
    return step


def newsroom(page: Page) -> None:
    """Calm: four members, one of them without a name, and three languages."""
    expect(panel(page)).to_contain_text("The newsroom")
    expect(page.locator("main")).to_contain_text("Corrected")
    expect(page.locator("main")).to_contain_text("Withdrawn")
    signers = page.locator("ul.signers").first
    for name in ("Far Shore Association", "kestrel", "Reed Bank Relief Corps"):
        expect(signers).to_contain_text(name)
    for language in ("Українська", "Română"):
        page.get_by_role("link", name=language).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="English").first.click()
    for words, state in (("corrected", "Corrected"), ("withdrawn", "Withdrawn")):
        now(page, words).get_by_role("link").click()
        expect(page.locator("main")).to_contain_text(state)


def third_signature(page: Page) -> None:
    """One thing waits for her; with her signature it is public."""
    step = now(page, "Be Ilinca Bratu")
    with page.expect_navigation():
        step.get_by_role("button", name="Choose this person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for you")
    now(page, "One thing waits").get_by_role("link").click()
    page.get_by_role("button", name="Read and sign").click()
    expect(page.locator("dialog")).to_contain_text("Your signature makes it public.")
    confirm(page)
    expect(page.locator(".still")).to_have_text("Agreed")
    now(page, "It is public").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The warm rooms stay open, for animals too"
    )


def did_they_say_this(page: Page) -> None:
    """Without its "not" it is altered, and the word is marked; with it, authentic."""
    expect(page.locator("#verdict")).to_have_text("Altered")
    expect(page.locator("main ins, main mark").first).to_contain_text("not")
    now(page, "Put the word back").get_by_role("link").click()
    expect(page.locator("#verdict")).to_have_text("Authentic")


def be_a_dishonest_host(page: Page) -> None:
    """810 instead of 310; four copies, real processes, hold what was signed."""
    page.get_by_role("button", name="Make it 810 kg in the database").click()
    step = now(page, "Be Sorina")
    with page.expect_navigation():
        step.get_by_role("button", name="Choose this person").click()
    expect(page.locator("main table")).to_contain_text("810")
    changed = page.get_by_text("You are a dishonest host: record")
    expect(changed).to_contain_text("says 810 instead of 310")
    now(page, "See who proves").get_by_role("link").click()
    expect(page.locator("#proofs")).to_contain_text(
        "does not fit Sorina M.’s signature"
    )
    _held_by_all(page)
    there = page.context.new_page()
    theirs = page.get_by_role("link", name="The same page there").first
    there.goto(theirs.get_attribute("href") or "")
    be(there, "Sorina")
    expect(there.locator("main table")).to_contain_text("310")
    there.close()
    now(page, "Put it back").get_by_role("link").click()
    page.locator(".tour").get_by_role("button", name="Put it back").click()
    expect(changed).to_have_count(0)
    expect(page.locator("#proofs")).not_to_contain_text("does not fit")


def _held_by_all(page: Page) -> None:
    """All copies hold 310; on a busy machine one may still be made."""
    copies = page.locator("#proofs li", has_text="310 kg The copy of")
    for _ in range(20):
        if copies.count() == 4:
            break
        page.reload()
    expect(copies).to_have_count(4)


def what_proves_alone(page: Page, directory: Path) -> tuple[Path, Path, str]:
    """The page that checks, a proof file, and the id that members have on paper."""
    now(page, "Prove a statement").get_by_role("link").click()
    section = page.get_by_role("region", name="Without any server")
    kept = []
    for name in ("check.html", "bundle.json"):
        with page.expect_download() as waiting:
            section.get_by_role("link", name=name).click()
        kept.append(directory / waiting.value.suggested_filename)
        waiting.value.save_as(kept[-1])
    return kept[0], kept[1], section.locator("code").inner_text()


def proven_from_disk(page: Page, check: Path, proof: Path, coalition: str) -> None:
    """No server is there any more; what was said is still proven."""
    page.goto(check.as_uri())
    page.fill("#trust", coalition)
    page.set_input_files("#file", proof)
    page.click("#go")
    expect(page.locator("#result h2")).to_contain_text("Proven")


def two_phones(driver: Page, receiver: Page, site: Site) -> None:
    """The receiver counts 97 of 100; the driver agrees without a network."""
    receiver.goto(site.at("/demo/tour/5"))
    be(receiver, "K2")
    now(receiver, "Count 97").get_by_role("link").click()
    receiver.get_by_label("It is another number, or not all are good").check()
    receiver.get_by_label("Good ones counted").fill("97")
    receiver.get_by_role("button", name="Sign for what I counted").click()
    confirm(receiver)
    driver.reload()
    step = now(driver, "Be Dan V. of far-shore")
    with driver.expect_navigation():
        step.get_by_role("button", name="Choose this person").click()
    now(driver, "Tick")
    driver.get_by_label("No network when I sign").check()
    driver.get_by_role("button", name="Agree with this count and sign").click()
    dialog(driver).locator("button.sign").click()
    expect(dialog(driver)).to_contain_text("goes out by itself")
    dialog(driver).get_by_role("button", name="Close").click()
    expect(driver.locator("[data-outbox]")).to_contain_text("1 record waits")
    driver.get_by_label("No network when I sign").uncheck()
    expect(driver.locator("[data-outbox]")).to_contain_text("sent just now")
    receiver.reload()
    for page in (driver, receiver):
        now(page, "Who has what now").get_by_role("link").click()
        expect(page.locator(".answer")).to_contain_text("Reni, school shelter, kestrel")
        expect(page.get_by_text("3 missing")).to_be_visible()


def the_plan(page: Page) -> None:
    """The ferry is closed: other routes, and an unmet need that explains itself."""
    now(page, "Look at his part").get_by_role("link").click()
    expect(page.locator("#mine")).to_contain_text("Bolhrad")
    now(page, "The ferry at Isaccea").get_by_role("link").click()
    expect(page.get_by_label("Isaccea–Orlivka")).to_be_checked()
    page.get_by_role("button", name="See what changes").click()
    ready = page.get_by_role("link", name="Look at the plan")
    expect(ready).to_be_visible(timeout=240_000)
    ready.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is closed?")
    expect(page.locator("#planmap path.way").first).to_be_attached()
    now(page, "go round").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("before")
    now(page, "explains itself").get_by_role("link").click()
    expect(page.locator(".whys .bind").first).to_be_visible()
