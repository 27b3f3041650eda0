"""Signing in Chromium, against the hub itself: coming in, inviting, the sign dialog."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    Page,
    Route,
    expect,
)

from tests.coalition import blob, text_blobs
from tests.hub import Hub
from tests.web.devices.people import Open, dialog, enrolled, invite

pytestmark = pytest.mark.journey


def statement(hub: Hub, slug: str = "water", text: str = "Water is free.") -> str:
    """A joint statement in two languages, proposed by bravo."""
    body = {
        "slug": slug,
        "languages": ["en", "uk"],
        "release": hub.time,
        "urgent": False,
        "topics": [],
    }
    return hub.does(
        "voice.statement", "bravo/voice", body, text_blobs("en", "uk", text=text)
    )


def decision(page: Page, act: str) -> None:
    page.goto(f"/en/desk/decisions/{act}")


def test_a_link_that_was_cut_or_altered_says_what_to_do(device: Open, hub: Hub) -> None:
    page = device()
    whole = invite(hub, "alfa/dora", "voice")
    for spoilt in (whole[:-1], f"{whole[:-1]}*", f"{whole[:-3]}~zz"):
        page.goto("about:blank")
        page.goto(spoilt)
        expect(page.get_by_role("alert")).to_contain_text("The link is not complete")


def test_an_invitation_makes_this_device_a_key(device: Open, hub: Hub) -> None:
    page = device()
    page.goto(invite(hub, "alfa/dora", "supplies", "voice"))
    expect(page.locator("h1")).to_have_text("You are invited to work for alfa")
    assert page.evaluate("location.hash") == ""
    page.click("button.sign")
    page.wait_for_url("**/desk/")
    assert page.get_attribute("body", "data-member") == "alfa"
    key = page.get_attribute("body", "data-key")
    kept = page.evaluate(
        """() => new Promise((done) => {
            const asked = indexedDB.open("accord");
            asked.onsuccess = () => {
                const table = asked.result.transaction("keys").objectStore("keys");
                const all = table.getAll();
                all.onsuccess = () => done(all.result.map((one) =>
                    [one.key, one.private.extractable, one.person, one.roles]));
            };
        })"""
    )
    assert kept == [[key, False, "dora", ["supplies", "voice"]]]


def test_an_invitation_works_once(device: Open, hub: Hub) -> None:
    link = invite(hub, "alfa/dora", "voice")
    first = device()
    first.goto(link)
    first.click("button.sign")
    first.wait_for_url("**/desk/")
    second = device()
    second.goto(link)
    expect(
        second.locator("[role=alert]:not([hidden])").or_(second.locator("button.sign"))
    ).to_be_visible()
    if second.locator("button.sign").is_visible():
        second.click("button.sign")
    expect(second.locator("[role=alert]:not([hidden])")).not_to_be_empty()
    assert "desk" not in second.url


def test_a_damaged_link_says_so(device: Open, hub: Hub) -> None:
    page = device()
    page.goto(invite(hub, "alfa/dora", "voice")[:-2])
    expect(page.locator("[role=alert]")).to_contain_text("not complete")


def test_a_browser_inside_of_an_app_is_told_to_open_another(
    chromium: Browser, site: str, hub: Hub
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Viber/20.1"
    context = chromium.new_context(base_url=site, user_agent=agent)
    page = context.new_page()
    link = invite(hub, "alfa/dora", "voice")
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Open this in your browser")
    assert page.url.endswith(link.partition("#")[2])
    context.close()


def test_signing_out_and_in_again(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    page.goto("/en/desk/me")
    page.click("text=Sign out")
    page.wait_for_url("**/en/")
    page.goto("/en/desk/sign-in/")
    page.click("text=Sign in for alfa dora")
    page.wait_for_url("**/desk/")
    assert page.get_attribute("body", "data-member") == "alfa"


def test_a_device_without_a_key_is_told_what_to_do(device: Open) -> None:
    page = device()
    page.goto("/en/desk/sign-in/")
    expect(page.locator("[data-keys]")).to_contain_text("This device has no key.")


def test_a_decision_is_signed_in_the_one_dialog(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    act = statement(hub)
    decision(page, act)
    page.click("button[data-sign]")
    expect(dialog(page).locator("h1")).to_be_focused()
    expect(dialog(page).locator("h1")).to_have_text("Water")
    expect(dialog(page).locator(".parallel")).to_contain_text("Water is free. (uk)")
    page.click("text=Not now")
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("button[data-sign]")).to_be_focused()
    page.click("button[data-sign]")
    dialog(page).locator("button.sign").click()
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("button[data-sign]")).to_have_count(0)
    hub.refresh()
    signed = page.request.get(f"/api/v1/acts/{act}").json()
    assert signed["state"] == "effect"
    assert len(signed["envelope"]["signatures"]) == 2


def test_the_dialog_shows_what_changed_since(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    first = statement(hub)
    decision(page, first)
    page.click("button[data-sign]")
    page.click("text=Not now")
    hub.does("decide.withdraw", "bravo/voice", {"act": first})
    decision(page, statement(hub, text="Water costs nothing."))
    page.click("button[data-sign]")
    expect(dialog(page).locator("p[lang=en] del")).to_have_text(["is free."])
    expect(dialog(page).locator("p[lang=en] ins")).to_have_text(["costs nothing."])
    expect(dialog(page)).to_contain_text("2 changes since you read it")


def test_a_hub_that_takes_records_back_gets_no_signature(
    device: Open, hub: Hub
) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    old = page.request.get("/api/v1/checkpoint?from=0").json()
    act = statement(hub)
    decision(page, act)
    page.click("button[data-sign]")
    page.click("text=Not now")

    def rewound(route: Route) -> None:
        route.fulfill(body=json.dumps(old), content_type="application/json")

    page.route("**/api/v1/checkpoint*", rewound)
    page.click("button[data-sign]")
    expect(dialog(page)).to_contain_text("Records were taken back")
    expect(dialog(page).locator("button.sign")).to_have_count(0)
    dialog(page).locator("text=Close").click()
    assert len(page.request.get(f"/api/v1/acts/{act}").json()["leaves"]) == 1


def test_text_changed_by_the_hub_is_not_shown(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    act = statement(hub)

    def changed(route: Route) -> None:
        document = route.fetch().json()
        other = blob({"title": "Water", "summary": "", "text": "Water is dear."})
        document["blobs"]["text.en"] = base64.b64encode(other).decode()
        route.fulfill(body=json.dumps(document), content_type="application/json")

    page.route(f"**/api/v1/acts/{act}", changed)
    decision(page, act)
    page.click("button[data-sign]")
    expect(dialog(page)).to_contain_text("is not what the record names")


def test_without_an_answer_it_waits_and_goes_out_by_itself(
    device: Open, hub: Hub
) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    act = statement(hub)
    decision(page, act)
    page.click("button[data-sign]")
    expect(dialog(page).locator("button.sign")).to_be_visible()
    page.context.set_offline(True)
    dialog(page).locator("button.sign").click()
    expect(dialog(page).locator("[role=alert]")).to_contain_text("goes out by itself")
    dialog(page).locator("text=Close").click()
    page.context.set_offline(False)
    expect(page.locator("[data-outbox]")).to_contain_text("sent just now")
    assert page.request.get(f"/api/v1/acts/{act}").json()["state"] == "effect"


def test_a_refusal_stays_in_the_dialog(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    act = statement(hub)
    decision(page, act)
    page.click("button[data-sign]")
    expect(dialog(page).locator("button.sign")).to_be_visible()
    hub.does("decide.withdraw", "bravo/voice", {"act": act})
    dialog(page).locator("button.sign").click()
    expect(dialog(page).locator("[role=alert]")).to_contain_text("Nothing was recorded")


def test_an_objection_keeps_what_was_typed(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "voice")
    act = statement(hub)
    decision(page, act)
    page.click("text=Object, with a reason")
    page.fill("#reason", "The pump has failed.")
    page.reload()
    page.click("text=Object, with a reason")
    assert page.input_value("#reason") == "The pump has failed."
    page.click("button:text-is('Object')")
    expect(dialog(page)).to_contain_text("Objection: Water")
    expect(dialog(page)).to_contain_text("The pump has failed.")
    dialog(page).locator("button.sign").click()
    expect(page.locator("main")).to_contain_text("The pump has failed.")
    assert page.evaluate("localStorage.length") == 0


def test_a_colleague_is_invited_and_comes_in(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "people", "voice")
    page.goto("/en/desk/devices")
    form = page.locator("form[data-invite]")
    form.locator("input[type=text]").first.fill("Ed")
    form.locator("input[type=checkbox][value=voice]").check()
    form.locator("button.button").click()
    expect(dialog(page)).to_contain_text("Invitation to work for alfa")
    dialog(page).locator("button.sign").click()
    invited = page.locator("section[aria-labelledby=invited] li")
    expect(invited).to_contain_text(["Ed"])
    link = page.locator("[data-invites] code").inner_text()
    assert page.locator("[data-invites] .qr svg").is_visible()
    other = device()
    other.goto(link)
    other.click("button.sign")
    other.wait_for_url("**/desk/")
    assert other.get_attribute("body", "data-member") == "alfa"


def test_the_words_of_a_record_stand_on_its_page(device: Open, hub: Hub) -> None:
    page = enrolled(device(), hub, "alfa/dora", "supplies")
    contents = {"names": blob({"en": "Blanket"})}
    body = {
        "code": "blanket",
        "unit": "piece",
        "grams": 1500,
        "millilitres": 7000,
        "packs": [],
    }
    item = hub.does("supplies.item", "bravo/supplies", body, contents)
    decision(page, item)
    expect(page.locator("[data-words]")).to_contain_text("Blanket")
    expect(page.locator("[data-words]")).to_contain_text("1,500 g")
    with page.expect_download() as download:
        page.click("[data-act-download]")
    assert Path(download.value.path()).read_text().startswith('{"blobs":{"names":')
