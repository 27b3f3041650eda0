"""Encrypted answers to an encrypted report in Chromium: written, opened, refused."""

import json
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pyrage import x25519

from accord.core.acts.canonical import encode
from accord.ledger import queries
from accord.reports.models import Comment
from tests.cli.conftest import accord
from tests.hub import Hub
from tests.journeys.test_accessible import troubles
from tests.web.devices.people import Open, dialog, enrolled
from tests.web.devices.test_seal import publish, stored
from tests.web.devices.test_sealed import WORDS, kept, opened_by, sealed, spelt

pytestmark = pytest.mark.journey

SAID = "Canary north of the mill.\n\nAnd <b>rust</b>."
FOLD = "Add something, encrypted"
BOX = "What you add"


def report(hub: Hub, *readers: x25519.Identity) -> str:
    """alfa's report for bravo and charlie, encrypted to these keys."""
    hub.enrol("alfa/reports", "reports")
    body = {"marking": "red", "audience": ["bravo", "charlie"], "topics": []}
    to = [one.to_public() for one in readers]
    words = pyrage.encrypt(bytes(32) + encode(WORDS), to)
    return hub.does(
        "reports.report",
        "alfa/reports",
        body | {"observed": hub.time},
        {"report.sealed": bytes(words)},
    )


def comment(hub: Hub, about: str, content: bytes) -> str:
    """alfa's comment on a report."""
    said = {"comment.sealed": content}
    return hub.does("reports.comment", "alfa/reports", {"report": about}, said)


def unfold(page: Page, act: str) -> Locator:
    """Opens the form of an answer on the report's page; its field."""
    page.goto(f"/en/desk/reports/{act}")
    page.get_by_text(FOLD).click()
    box = page.get_by_label(BOX)
    expect(box).to_be_visible()
    return box


def look(page: Page) -> None:
    page.get_by_role("button", name="Look at it and sign").click()


def test_an_answer_is_encrypted_for_those_who_may_read_the_report(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    page = enrolled(device(), hub, "bravo/dora", "reports")
    sent: list[bytes] = []
    page.on("request", lambda one: sent.append(one.post_data_buffer or b""))
    box = unfold(page, act)
    expect(page.get_by_role("checkbox", name="alfa")).to_be_checked()
    expect(page.get_by_role("checkbox", name="charlie")).to_be_disabled()
    expect(page.get_by_text("has no reading key yet")).to_be_visible()
    box.fill(SAID)
    look(page)
    for shown in ("Canary north of the mill.", str(ours.to_public())):
        expect(dialog(page)).to_contain_text(shown)
    dialog(page).locator("button.sign").click()
    expect(page.get_by_text("It was encrypted here")).to_be_visible()
    expect(page.get_by_text("Nobody has added anything yet")).to_have_count(0)
    everything = b"\n".join(sent).decode("latin1") + stored() + kept(page)
    assert "age-encryption.org/v1" in everything
    assert not any(one in everything for one in spelt("Canary"))

    author = enrolled(device(), hub, "alfa/eva", "reports")
    author.goto(f"/en/desk/reports/{act}")
    opened_by(author, tmp_path, ours)
    said = author.locator(".comment")
    expect(said).to_contain_text("And <b>rust</b>.")
    expect(said).to_contain_text("Signed by dora of bravo.")
    expect(author.get_by_role("heading", name="Canary wells")).to_be_visible()
    expect(author.locator("form[data-open-report]")).to_be_hidden()


def test_who_has_another_key_opens_nothing(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    only = comment(hub, act, sealed(encode({"text": "Canary for us"}), ours))
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{act}")
    opened_by(page, tmp_path, x25519.Identity.generate())
    expect(page.get_by_text("not for this reading key")).to_be_visible()
    expect(page.get_by_text("Canary")).to_have_count(0)
    # With the right one the report opens, and what was for others stays as it came.
    opened_by(page, tmp_path, bravo)
    expect(page.get_by_role("heading", name="Canary wells")).to_be_visible()
    expect(page.get_by_text("not for this reading key")).to_be_visible()
    expect(page.locator(f"#c-{only[:12]}")).to_contain_text("This came encrypted")


def test_the_command_opens_an_answer(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    page = enrolled(device(), hub, "bravo/dora", "reports")
    unfold(page, act).fill(SAID)
    look(page)
    dialog(page).locator("button.sign").click()
    expect(page.get_by_text("It was encrypted here")).to_be_visible()

    row = queries.act(Comment.objects.get().act)
    assert row is not None
    file, key, out = (tmp_path / name for name in ("c.age", "our.reader", "c.json"))
    file.write_bytes(queries.contents(row)["comment.sealed"])
    key.write_text(f"{ours}\n")
    done = accord("content", "open", file, "--key", key, "--out", out)
    assert done.code == 0, done.err
    assert out.read_bytes() == encode({"text": SAID})


def test_a_key_that_changes_meanwhile_is_told_and_what_was_typed_stays(
    device: Open,
    hub: Hub,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    page = enrolled(device(), hub, "bravo/dora", "reports")
    box = unfold(page, act)
    box.fill(SAID)
    look(page)
    dialog(page).locator("button.sign").click()
    expect(page.get_by_text("It was encrypted here")).to_be_visible()

    page.get_by_text(FOLD).click()
    box.fill(SAID)
    new = str(publish(hub, "alfa").to_public())
    look(page)
    alert = page.locator("form[data-seal-comment]").get_by_role("alert")
    expect(alert).to_contain_text("has changed while you wrote")
    expect(page.get_by_text("but another key than the last time")).to_be_visible()
    expect(box).to_have_value(SAID)
    # Nothing goes to another key that nobody has chosen.
    expect(page.get_by_role("checkbox", name="alfa")).not_to_be_checked()
    look(page)
    expect(page.get_by_text("Choose who can read it")).to_be_visible()
    page.get_by_role("checkbox", name="alfa").check()
    look(page)
    expect(dialog(page)).to_contain_text(new)


def test_without_an_answer_nothing_is_lost_and_nothing_leaves_the_page(
    device: Open,
    hub: Hub,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    page = enrolled(device(), hub, "bravo/dora", "reports")
    box = unfold(page, act)
    box.fill(SAID)
    page.route("**/api/v1/**", lambda route: route.abort())
    look(page)
    alert = page.locator("form[data-seal-comment]").get_by_role("alert")
    expect(alert).to_contain_text("No answer from the server")
    expect(box).to_have_value(SAID)
    page.unroute("**/api/v1/**")

    page.route("**/api/v1/acts", lambda route: route.abort())
    look(page)
    dialog(page).locator("button.sign").click()
    expect(dialog(page)).to_contain_text("No answer from the server")
    assert "An encrypted comment on a report" in kept(page)  # it waits in the outbox
    assert not any(one in kept(page) for one in spelt("Canary"))
    page.unroute("**/api/v1/acts")
    dialog(page).locator("button.sign").click()
    expect(page.get_by_text("It was encrypted here")).to_be_visible()
    assert Comment.objects.get().sealed


def test_an_answer_that_is_not_its_authors_is_refused_where_it_stands(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    good = comment(hub, act, sealed(encode({"text": "Canary one"}), bravo))
    false = comment(hub, act, sealed(encode({"text": "Canary two"}), bravo))
    page = enrolled(device(), hub, "bravo/dora", "reports")

    def nobodys(route: Route) -> None:
        document = route.fetch().json()
        document["devices"] = []
        route.fulfill(json=document)

    page.route(f"**/api/v1/acts/{false}/leaf*", nobodys)
    page.goto(f"/en/desk/reports/{act}")
    opened_by(page, tmp_path, bravo)
    expect(page.locator(f"#c-{good[:12]}")).to_contain_text("Canary one")
    place = page.locator(f"#c-{false[:12]}")
    expect(place).to_contain_text("cannot prove that a device which alfa admitted")
    expect(page.get_by_text("Canary two")).to_have_count(0)
    assert "signer-false" in kept(page)

    page.unroute(f"**/api/v1/acts/{false}/leaf*")
    opened_by(page, tmp_path, bravo)
    expect(place).to_contain_text("Canary two")
    expect(place).not_to_contain_text("cannot prove")


def test_an_answer_to_another_report_is_refused(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    first = report(hub, ours, bravo)
    here = comment(hub, first, sealed(encode({"text": "Canary one"}), bravo))
    body = {"marking": "red", "audience": ["bravo"], "topics": [], "observed": hub.time}
    words = {"report.sealed": sealed(encode(WORDS), bravo)}
    second = hub.does("reports.report", "alfa/reports", body, words)
    there = comment(hub, second, sealed(encode({"text": "Canary two"}), bravo))
    page = enrolled(device(), hub, "bravo/dora", "reports")

    def exchange(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(here, there))

    page.route(f"**/en/desk/reports/{first}", exchange)
    page.goto(f"/en/desk/reports/{first}")
    opened_by(page, tmp_path, bravo)
    place = page.locator(".comment")
    expect(place).to_contain_text("something else than what was asked for")
    expect(page.get_by_text("Canary two")).to_have_count(0)


def test_the_form_is_for_everybody_and_for_the_keyboard(
    device: Open,
    hub: Hub,
) -> None:
    ours, bravo = publish(hub, "alfa"), publish(hub, "bravo")
    act = report(hub, ours, bravo)
    comment(hub, act, sealed(json.dumps({"text": "Canary"}).encode(), bravo))
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.set_viewport_size({"width": 390, "height": 720})
    page.goto(f"/en/desk/reports/{act}")
    page.locator("summary", has_text=FOLD).focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="alfa")
    expect(box).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert troubles(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="How to make one")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Canary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_contain_text("Canary")
    page.keyboard.press("Escape")
    expect(page.get_by_label(BOX)).to_have_value("Canary")
