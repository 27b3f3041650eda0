"""An encrypted report in Chromium: opened with the reading key, and with no other."""

import json
from base64 import b64encode
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Page, Route, expect
from pyrage import x25519

from accord.core.acts.canonical import encode
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.rules.state import State
from tests.coalition import public
from tests.hub import Hub
from tests.web.devices.people import Open, enrolled

pytestmark = pytest.mark.journey

WORDS = {"title": "Canary wells", "text": "Oil.\n\nAnd <b>rust</b>.", "place": "Mill"}
PDF = b"%PDF-1.7 canary"
SLOW = 60_000  # milliseconds: a passphrase takes its time on a busy machine
# Everything that the browser keeps for a page, as text.
KEPT = """() => new Promise((done) => {
    const asked = indexedDB.open("accord");
    asked.onsuccess = async () => {
        const rows = (name) => new Promise((got) => {
            const all = asked.result.transaction(name).objectStore(name).getAll();
            all.onsuccess = () => got(JSON.stringify(all.result));
        });
        const found = await Promise.all([...asked.result.objectStoreNames].map(rows));
        done([...found, JSON.stringify(localStorage)].join());
    };
})"""


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
    device: Open,
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
    signed = page.get_by_text("Signed by reports of alfa.")
    expect(signed).to_contain_text("says this server alone so far")
    expect(page.locator("form[data-open-report]")).to_be_hidden()
    with page.expect_download() as kept:
        page.get_by_role("link", name=f"report-{act[:8]}-1.pdf").click()
    assert kept.value.path().read_bytes() == PDF
    assert kept.value.suggested_filename == f"report-{act[:8]}-1.pdf"
    assert not [one for one in sent if "Canary" in one or "AGE-SECRET" in one]


def test_words_that_are_no_report_are_refused(
    device: Open,
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
    device: Open,
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


def kept(page: Page) -> str:
    """All that the browser keeps of this page on the device, as text."""
    return str(page.evaluate(KEPT))


def spelt(word: str) -> list[str]:
    """A word as it stands in text, and in the base64 of text, wherever it begins."""
    shifted = ((n, b64encode(bytes(n) + word.encode()).decode()) for n in range(3))
    return [word, *(text.rstrip("=")[n + (n > 0) : -1] for n, text in shifted)]


def opened_by(page: Page, tmp_path: Path, key: x25519.Identity) -> None:
    """Gives the reading key to the report that is on the page."""
    file = tmp_path / "our.reader"
    file.write_text(str(key))
    give_key(page, file)


def test_whoever_the_page_names_the_signature_says_who_wrote_it(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")

    def another_author(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("alfa", "charlie"))

    page.route(f"**/en/desk/reports/{act}", another_author)
    page.goto(f"/en/desk/reports/{act}")
    expect(page.locator(".pagehead")).to_contain_text("charlie")
    opened_by(page, tmp_path, ours)
    expect(page.get_by_text("Signed by reports of alfa.")).to_be_visible()


def test_a_host_that_cannot_show_who_signed_is_refused(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{act}")
    alert = page.locator("form[data-open-report]").get_by_role("alert")
    leaf = f"**/api/v1/acts/{act}/leaf*"

    def strangers_device(route: Route) -> None:
        document = route.fetch().json()
        document["devices"] = []
        route.fulfill(json=document)

    page.route(leaf, strangers_device)
    opened_by(page, tmp_path, ours)
    expect(alert).to_contain_text("cannot prove that a device which alfa admitted")
    expect(page.get_by_text("Canary")).to_have_count(0)
    assert "signer-false" in kept(page)
    page.unroute(leaf)
    opened_by(page, tmp_path, ours)
    expect(page.get_by_role("heading", name="Canary wells")).to_be_visible()


def test_the_record_of_another_payload_is_refused(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    act = report(hub, ours, json.dumps(WORDS).encode())
    page = enrolled(device(), hub, "bravo/dora", "reports")

    def another_payload(route: Route) -> None:
        document = route.fetch().json()
        there = json.loads(document["leaf"])
        payload = from_base64(there["payload"]).replace(b'"by":"alfa"', b'"by":"bravo"')
        there["payload"] = to_base64(payload)
        document["leaf"] = encode(there).decode()
        route.fulfill(json=document)

    page.route(f"**/api/v1/acts/{act}/leaf*", another_payload)
    page.goto(f"/en/desk/reports/{act}")
    opened_by(page, tmp_path, ours)
    alert = page.locator("form[data-open-report]").get_by_role("alert")
    expect(alert).to_contain_text("cannot prove that this stands in the records")
    expect(page.get_by_text("Canary")).to_have_count(0)


def test_a_device_that_was_switched_off(
    device: Open,
    hub: Hub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub.enrol("alfa/reports", "reports")
    ours = x25519.Identity.generate()
    first = report(hub, ours, json.dumps(WORDS).encode())
    hub.does(
        "charter.revoke", "alfa", {"keys": [public("alfa/reports")], "invites": []}
    )
    # A thief has the device, and a host takes its records all the same.
    with monkeypatch.context() as lax:
        lax.setattr(State, "why_dead", lambda *given: None)
        second = report(hub, ours, json.dumps(WORDS | {"title": "False"}).encode())

    page = enrolled(device(), hub, "bravo/dora", "reports")
    page.goto(f"/en/desk/reports/{second}")
    opened_by(page, tmp_path, ours)
    alert = page.locator("form[data-open-report]").get_by_role("alert")
    expect(alert).to_contain_text("a device that alfa had switched off before")
    expect(page.get_by_text("False")).to_have_count(0)
    assert "signer-off" in kept(page)

    page.goto(f"/en/desk/reports/{first}")
    opened_by(page, tmp_path, ours)
    expect(page.get_by_text("alfa switched this device off later")).to_be_visible()
    expect(page.get_by_role("heading", name="Canary wells")).to_be_visible()
