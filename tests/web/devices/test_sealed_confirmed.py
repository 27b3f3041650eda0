"""Whose word it is that a device had not been switched off, in Chromium."""

import json
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Route, expect
from pyrage import x25519

from accord.core.rules.state import State
from tests import cosigners
from tests.coalition import public
from tests.hub import Hub
from tests.web.devices.people import Open, enrolled
from tests.web.devices.test_sealed import WORDS, opened_by, report
from tests.web.test_confirmed import bring

pytestmark = pytest.mark.journey

SIGNED = "Signed by reports of alfa."
ALONE = "says this server alone so far"


@pytest.fixture
def hub(unfounded: Hub) -> Hub:
    """A coalition of four whose copies confirm, and alfa's device for reports."""
    cosigners.found(unfounded)
    unfounded.enrol("alfa/reports", "reports")
    return unfounded


def test_copies_confirm_it_after_the_host(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours = x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{act}")
    opened_by(page, tmp_path, ours)
    expect(page.get_by_text(SIGNED)).to_contain_text(ALONE)

    bring(Client(), "alfa", "bravo", "delta")
    page.reload()
    opened_by(page, tmp_path, ours)
    signed = page.get_by_text(SIGNED)
    expect(signed).to_contain_text("Members’ copies, which read every record, confirm")
    expect(signed).not_to_contain_text(ALONE)


def test_what_a_host_holds_back_the_page_does_not_claim_to_know(
    device: Open,
    hub: Hub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    off = {"keys": [public("alfa/reports")], "invites": []}
    hub.does("charter.revoke", "alfa", off)
    ours = x25519.Identity.generate()
    with monkeypatch.context() as lax:
        lax.setattr(State, "why_dead", lambda *given: None)
        act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{act}")

    def silent(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"revoked": []})

    page.route(f"**/api/v1/acts/{act}/leaf*", silent)
    opened_by(page, tmp_path, ours)
    expect(page.get_by_text(SIGNED)).to_contain_text(ALONE)

    # Told once, it is remembered.
    page.unroute(f"**/api/v1/acts/{act}/leaf*")
    page.reload()
    opened_by(page, tmp_path, ours)
    alert = page.locator("form[data-open-report]").get_by_role("alert")
    expect(alert).to_contain_text("a device that alfa had switched off before")
    page.route(f"**/api/v1/acts/{act}/leaf*", silent)
    page.reload()
    opened_by(page, tmp_path, ours)
    expect(alert).to_contain_text("a device that alfa had switched off before")
