"""An encrypted report in Chromium: opened with the reading key, and with no other."""

import json
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Page, Route, expect
from pyrage import x25519

from accord.core.acts.encoding import to_base64
from tests.hub import Hub
from tests.web.test_signing import (  # noqa: F401 - fixtures
    Open,
    _loop_and_database,
    chromium,
    device,
    enrolled,
    site,
)

pytestmark = pytest.mark.journey

WORDS = {"title": "Canary wells", "text": "Oil.\n\nAnd <b>rust</b>.", "place": "Mill"}
PDF = b"%PDF-1.7 canary"
SLOW = 60_000  # milliseconds: a passphrase takes its time on a busy machine


def sealed(data: bytes, to: x25519.Identity) -> bytes:
    """A content behind its random bytes, for one reading key."""
    return bytes(pyrage.encrypt(bytes(32) + data, [to.to_public()]))


def report(hub: Hub, to: x25519.Identity, words: bytes) -> str:
    """alfa's report for bravo: encrypted words, and an encrypted file."""
    body = {"marking": "red", "audience": ["bravo"], "topics": [], "observed": hub.time}
    contents = {"report.sealed": sealed(words, to), "file.1.sealed": sealed(PDF, to)}
    return hub.does("reports.report", "alfa/reports", body, contents)


def give_key(page: Page, path: Path, words: str = "") -> None:
    """Fills in the form and sends it."""
    page.get_by_label("The file of the reading key").set_input_files(path)
    page.get_by_label("Its passphrase").fill(words)
    page.get_by_role("button", name="Open", exact=True).click()


def test_an_encrypted_report_is_opened_on_its_page(
    device: Open,  # noqa: F811 - the fixture
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours, other = x25519.Identity.generate(), x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(f"{one.url} {one.post_data or ''}"))
    page.goto(f"/en/desk/reports/{act}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Encrypted report")
    file = tmp_path / "our.reader"

    file.write_text(str(other))
    give_key(page, file)
    expect(page.get_by_text("not for this reading key")).to_be_visible()
    file.write_bytes(b"no key at all")
    give_key(page, file)
    expect(page.get_by_text("it is no reading key")).to_be_visible()
    file.write_bytes(pyrage.passphrase.encrypt(str(ours).encode(), "warm rooms"))
    give_key(page, file, "cold rooms")
    expect(page.get_by_text("it is no reading key")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Canary")).to_have_count(0)

    give_key(page, file, "warm rooms")
    expect(page.get_by_role("heading", name="Canary wells")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("And <b>rust</b>.")).to_be_visible()
    expect(page.get_by_text("Mill", exact=True)).to_be_visible()
    expect(page.get_by_text("says this server alone so far")).to_be_visible()
    expect(page.locator("form[data-open-report]")).to_be_hidden()
    with page.expect_download() as kept:
        page.get_by_role("link", name=f"report-{act[:8]}-1.pdf").click()
    assert kept.value.path().read_bytes() == PDF
    assert kept.value.suggested_filename == f"report-{act[:8]}-1.pdf"
    assert not [one for one in sent if "Canary" in one or "AGE-SECRET" in one]


def test_words_that_are_no_report_are_refused(
    device: Open,  # noqa: F811 - the fixture
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    act = report(hub, ours, b"[not words]")
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{act}")
    file = tmp_path / "our.reader"
    file.write_text(str(ours))
    give_key(page, file)
    expect(page.get_by_text("not for this reading key")).to_be_visible()
    expect(page.get_by_text("This report came encrypted")).to_be_visible()


def test_words_of_the_hosts_own_are_not_shown_in_the_place_of_a_report(
    device: Open,  # noqa: F811 - the fixture
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")
    # Everybody can encrypt for a reading key, and so can the host.
    other = to_base64(sealed(json.dumps(WORDS | {"title": "False"}).encode(), ours))

    def exchange(route: Route) -> None:
        document = route.fetch().json()
        document["blobs"]["report.sealed"] = other
        route.fulfill(json=document)

    page.route(f"**/api/v1/acts/{act}", exchange)
    page.goto(f"/en/desk/reports/{act}")
    file = tmp_path / "our.reader"
    file.write_text(str(ours))
    give_key(page, file)
    expect(page.get_by_text("is not what the record names")).to_be_visible()
    expect(page.get_by_role("heading", name="False")).to_have_count(0)
    page.unroute(f"**/api/v1/acts/{act}")
    give_key(page, file)
    expect(page.get_by_role("heading", name="Canary wells")).to_be_visible()
