"""A table from a spreadsheet: what is wrong is named, mended in place, signed once."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.signing import confirm, dialog

HEAD = "code\tname_en\tunit\tgrams\tmillilitres\n"
WRONG = HEAD + "soap-bar\tSoap, bar\tpiece\t100\t120\nrope!\tRope\tmetre\t1,500\t60\n"


def test_items_with_errors(crowd: Crowd, demo_site: Site, become: Become) -> None:
    page = crowd.person()
    become(page, demo_site, "Petru")
    page.goto(demo_site.at("/en/desk/supplies/import/items"))
    pasted = page.get_by_label("Cells, as they are copied")
    pasted.fill(WRONG)
    page.get_by_role("button", name="Look at every row").click()
    report = page.locator("[data-report]")
    expect(report).to_contain_text("2 things are wrong.")
    expect(report).to_contain_text("Small Latin letters")
    expect(report).to_contain_text("1,500 can be read in two ways")
    sign = page.get_by_role("button", name="Look at it and sign")
    expect(sign).to_be_hidden()

    # What was pasted is still there, also after the page was left.
    page.reload()
    expect(pasted).to_have_value(WRONG)
    pasted.fill(WRONG.replace("rope!", "rope").replace("1,500", "1500"))
    expect(report).to_be_empty()
    page.get_by_role("button", name="Look at every row").click()
    expect(report).to_contain_text("All 2 rows are good.")

    sign.click()
    expect(dialog(page)).to_contain_text("2 records")
    each = dialog(page).locator(".several details")
    expect(each).to_have_count(2)
    each.first.locator("summary").click()
    expect(each.first).to_contain_text("soap-bar")
    confirm(page)
    page.wait_for_url(re.compile("/supplies/items$"))
    for name in ("Soap, bar", "Rope rope"):  # a name, its code
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("row", name=re.compile(f"^{name}"))).to_be_visible()
