"""A long list of items is narrowed by what is typed above it, with keys alone."""

from playwright.sync_api import expect

from tests.journeys.conftest import Become, Crowd, Site


def test_one_of_five_hundred_items(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    page = crowd.person()
    become(page, demo_site, "Petru")
    page.goto(demo_site.at("/en/desk/supplies/receive"))
    expect(page.locator(".newline").get_by_label("Type to find").first).to_be_visible()
    item = page.get_by_label("Item", exact=True).first
    find = page.locator(".newline").get_by_label("Type to find").first
    every = item.locator("option").count()
    assert every > 300
    find.fill("BLÁNKET wool")
    assert 0 < item.locator("option").count() < every / 10
    expect(page.locator(".newline .narrow output").first).to_contain_text("fit")
    find.press("Enter")
    expect(item).to_be_focused()
    chosen = item.input_value()
    assert chosen
    find.fill("tarpaulin")
    assert item.input_value() == chosen
    find.fill("")
    assert item.locator("option").count() == every
    fields = page.locator(".newline").get_by_label("Type to find")
    before = fields.count()
    page.get_by_role("button", name="Another line").click()
    expect(fields).to_have_count(before + 1)
