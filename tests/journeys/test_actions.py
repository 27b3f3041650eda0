"""An action with a clash: planned, joined, seen on the sheet of its week."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from accord.ledger import clock
from tests.journeys.conftest import PHONE, Become, Crowd, Site
from tests.journeys.signing import confirm, dialog

TITLE = "Sandbags along the school wall"
OTHER = "Fetch the sandbags"


def moment(hour: int) -> str:
    """A time nine days from now, as the browser's field has it."""
    day = (clock.now() + timedelta(days=9)).date()
    return f"{day.isoformat()}T{hour:02}:00"


def plan(page: Page, site: Site, title: str, start: int, end: int, at: str) -> None:
    """Fills in the form of a new action at a site."""
    page.goto(site.at("/en/desk/actions"))
    page.get_by_role("link", name="Plan an action").first.click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=start]").fill(moment(start))
    page.locator("[name=end]").fill(moment(end))
    page.locator("[name=site]").select_option(label=at)
    page.locator("[name=vehicles]").fill("1")


def site_of(page: Page) -> str:
    """The name of the first site that can be chosen."""
    options = page.locator("[name=site] option").all_inner_texts()
    return options[1]


def plan_into_a_clash(page: Page, site: Site, at: str) -> None:
    """Plans at the same place; is told of it, and stopped by nothing."""
    plan(page, site, OTHER, 12, 15, at)
    found = page.locator("[data-found]")
    expect(found).to_contain_text("Same place, same time")
    expect(found).to_contain_text(TITLE)
    page.locator("[name=start]").fill(moment(13))
    expect(found).not_to_contain_text("Same place")
    page.locator("[name=start]").fill(moment(12))
    expect(found).to_contain_text("Same place, same time")
    page.get_by_role("button", name="Look at it and sign").click()
    confirm(page)  # a clash stops nobody
    expect(page.get_by_text("1 clash")).to_be_visible()


def take_part(page: Page, first: str) -> None:
    """Brings the people and the vehicle that were lacking."""
    page.goto(first)
    expect(page.get_by_text("1 lacking")).to_be_visible()
    page.locator("[name=people]").first.fill("3")
    page.locator("[name=vehicles]").first.fill("1")
    page.get_by_role("button", name="We take part").click()
    confirm(page)
    expect(page.get_by_text("1 lacking")).to_have_count(0)


def look_at_the_week(page: Page, site: Site) -> None:
    """Both are in their week, in their month, and on paper."""
    day = moment(9)[:10]
    page.goto(site.at(f"/en/desk/actions/week?on={day}"))
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_role("link", name="Month").click()
    page.goto(site.at(f"/en/desk/actions/month?on={day}"))
    expect(page.get_by_role("link", name=OTHER)).to_be_visible()
    answer = page.request.get(site.at(f"/en/desk/actions/week.pdf?on={day}"))
    assert answer.body().startswith(b"%PDF")


def look_at_the_map(page: Page, site: Site) -> None:
    """Both are one mark, and in the list beside it; words open with the keyboard."""
    page.goto(site.at(f"/en/desk/actions/map?on={moment(9)[:10]}"))
    there = page.locator(".maplist")
    expect(there.get_by_role("link", name=TITLE)).to_be_visible()
    expect(there.get_by_role("link", name=OTHER)).to_be_visible()
    mark = page.locator(".mapbox .mk", has_text="2")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mapbox .leaflet-popup")).to_contain_text(TITLE)


def test_an_action_with_a_clash(crowd: Crowd, demo_site: Site, become: Become) -> None:
    andrii, ilinca = crowd.person(), crowd.person(PHONE)
    become(andrii, demo_site, "Andrii")
    become(ilinca, demo_site, "Ilinca")
    andrii.goto(demo_site.at("/en/desk/actions/new"))
    at = site_of(andrii)
    plan(andrii, demo_site, TITLE, 9, 13, at)
    andrii.get_by_role("button", name="Look at it and sign").click()
    expect(dialog(andrii)).to_contain_text(TITLE)
    confirm(andrii)
    expect(andrii.get_by_role("heading", level=1)).to_have_text(TITLE)
    first = andrii.url
    plan_into_a_clash(ilinca, demo_site, at)
    take_part(ilinca, first)
    look_at_the_week(andrii, demo_site)
    look_at_the_map(andrii, demo_site)
