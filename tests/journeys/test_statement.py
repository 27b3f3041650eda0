"""A joint statement, from the draft to the public: three people, three browsers."""

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cli.conftest import accord
from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, sign
from tests.journeys.writing import ready, save, write

WORDS = {
    "en": (
        "The school on the quay gives out water",
        "Water is given out at the school on the quay every day from 07:00 to 19:00. "
        "Nobody may ask you for money.",
    ),
    "ro": (
        "Școala de pe faleză distribuie apă",
        "Apa se distribuie la școala de pe faleză în fiecare zi între 07:00 și 19:00. "
        "Nimeni nu are voie să vă ceară bani.",
    ),
    "uk": (
        "Школа на набережній роздає воду",
        "Воду роздають у школі на набережній щодня з 07:00 до 19:00. "
        "Ніхто не має права вимагати у вас гроші.",
    ),
}


def draft(page: Page, site: Site) -> None:
    page.goto(site.at("/en/desk/statements"))
    page.get_by_role("button", name="Write a statement").click()
    ready(page)
    for language, (title, text) in WORDS.items():
        write(page, language, title, text)
    save(page)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.get_by_text("Change languages, address, time, topics").click()
    page.locator("[name=urgent]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep these").click()


def propose(page: Page) -> None:
    page.get_by_role("link", name="Propose for signing").click()
    page.get_by_role("button", name="Propose it, and sign first").click()
    dialog = page.locator("dialog.signing")
    for title, text in WORDS.values():
        expect(dialog).to_contain_text(title)
        expect(dialog).to_contain_text(text)
    confirm(page)
    expect(page.locator(".still")).to_have_text("2 still needed")


def test_three_sign_and_the_public_reads(
    crowd: Crowd, demo_site: Site, become: Become, tmp_path: Path
) -> None:
    site = demo_site
    first, second, third = crowd.person(), crowd.person(PHONE), crowd.person()
    become(first, site, "Andrii")
    become(second, site, "K1")
    become(third, site, "Ilinca")

    draft(first, site)
    propose(first)
    decision = first.url

    # It waits on the desk of the others, and the board of the first is alive.
    second.goto(site.at("/en/desk/"))
    second.get_by_role("link", name=WORDS["en"][0]).click()
    sign(second)
    expect(first.locator(".still")).to_have_text("1 still needed")

    third.goto(decision)
    expect(
        third.get_by_role("button", name=re.compile("yours completes"))
    ).to_be_visible()
    sign(third)
    expect(third.locator(".still")).to_have_text("Agreed")
    expect(first.locator(".still")).to_have_text("Agreed")

    reader = crowd.person(PHONE)
    reader.goto(site.at("/uk/"))
    reader.get_by_role("link", name=WORDS["uk"][0]).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(WORDS["uk"][0])
    proven(reader, site, tmp_path)


def proven(reader: Page, site: Site, tmp_path: Path) -> None:
    """The proof file convinces the page and the command, and no other file does."""
    with reader.expect_download() as waiting:
        reader.locator('a[href$=".bundle.json"]').first.click()
    proof = tmp_path / "proof.bundle.json"
    waiting.value.save_as(proof)
    with sqlite3.connect(site.directory / "accord.sqlite3") as database:
        (coalition,) = database.execute("SELECT coalition FROM ledger_head").fetchone()
    assert accord("verify", proof, "--trust", coalition).code == 0

    reader.goto(site.at("/en/check"))
    reader.locator("input[type=file]").set_input_files(proof)
    reader.get_by_role("button", name="Check these words").click()
    expect(reader.locator("#verdict")).to_have_text("Proven")

    spoilt = tmp_path / "spoilt.bundle.json"
    data = bytearray(proof.read_bytes())
    data[len(data) // 2] ^= 1
    spoilt.write_bytes(data)
    assert accord("verify", spoilt, "--trust", coalition).code == 1

    reader.goto(site.at("/en/check"))
    reader.locator("#words").fill(WORDS["en"][1].replace("Nobody may", "Somebody may"))
    reader.get_by_role("button", name="Check these words").click()
    expect(reader.locator("#verdict")).to_have_text("Altered")
    reader.locator("#words").fill(WORDS["en"][1])
    reader.get_by_role("button", name="Check these words").click()
    expect(reader.locator("#verdict")).to_have_text("Authentic")


def test_an_objection_with_its_reason_is_seen_by_all(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    site = demo_site
    first, second = crowd.person(), crowd.person()
    become(first, site, "Andrii")
    become(second, site, "Sorina")
    draft(first, site)
    propose(first)
    second.goto(first.url)
    second.get_by_text("Object, with a reason").click()
    second.get_by_label(re.compile("^Your reason")).fill("The school closes at 18:00.")
    second.get_by_role("button", name="Object", exact=True).click()
    confirm(second)
    seat = first.locator(".seat-objects")
    expect(seat).to_contain_text("The school closes at 18:00.")


def test_what_was_typed_survives_a_refusal(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    site = demo_site
    page = crowd.person()
    become(page, site, "Andrii")
    page.goto(site.at("/en/desk/statements"))
    page.get_by_role("button", name="Write a statement").click()
    ready(page)
    page.locator("[name=title_en]").fill("Only in my head so far")
    page.reload()
    expect(page.locator("[name=title_en]")).to_have_value("Only in my head so far")
