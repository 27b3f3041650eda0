"""Saved and confirmed in a real browser: the page and the outbox follow."""

import http.client
import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accord.core.acts.act import build, parse_act
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import sign as signed
from accord.ledger import clock
from tests.cli.confirming import Confirming, started
from tests.coalition import FOUR, seed, text_blobs
from tests.cosigners import cosigned
from tests.journeys.conftest import Crowd, Site, be, served
from tests.journeys.signing import sign


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Confirming:
    """A hub of four members whose copies confirm."""
    hub = started(tmp_path_factory.mktemp("hub") / "four")
    people = [
        {
            "id": name,
            "name": f"{name.title()} V.",
            "member": name,
            "seed": seed(f"{name}/voice").hex(),
        }
        for name in FOUR
    ]
    (hub.directory / "demo.json").write_text(json.dumps({"people": people, "tour": {}}))
    return hub


@pytest.fixture
def site(made: Confirming, tmp_path: Path) -> Iterator[Site]:
    directory = shutil.copytree(made.directory, tmp_path / "four")
    with served(Site(directory, {"demo": "1"})) as found:
        yield found


def ask(site: Site, method: str, path: str, body: object = None) -> dict[str, object]:
    """What the hub answers to a program."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        sent = body if isinstance(body, str | None) else json.dumps(body)
        connection.request(method, path, sent and sent.encode())
        with connection.getresponse() as reply:
            data = reply.read()
            assert reply.status in (200, 201), data
            found: dict[str, object] = json.loads(data)
            return found
    finally:
        connection.close()


def propose(site: Site, made: Confirming) -> str:
    """A statement that two members have signed; a third one is needed."""
    blobs = text_blobs("en", "uk")
    refs = {
        name: {"sha256": sha256(data).hexdigest(), "size": len(data)}
        for name, data in blobs.items()
    }
    body = {
        "slug": "water",
        "languages": ["en", "uk"],
        "release": clock.text(),
        "urgent": False,
        "topics": [],
    }
    header = made.header | {"roster": made.coalition, "blobs": refs}
    payload = build("voice.statement", "alfa", clock.text(), "0" * 32, body, **header)
    one = signed(payload, seed("alfa/voice"), seed("bravo/voice"))
    post = {
        "envelopes": [one.document()],
        "blobs": [to_base64(data) for data in blobs.values()],
    }
    ask(site, "POST", "/api/v1/acts", post)
    return parse_act(payload).id


def confirm(site: Site, *names: str) -> None:
    """The copies of these members confirm the newest record."""
    newest = str(ask(site, "GET", "/api/v1/checkpoint")["checkpoint"])
    ask(site, "POST", "/log/cosignatures", cosigned(newest, *names))


def test_saved_then_confirmed_without_loading_anew(
    crowd: Crowd, site: Site, made: Confirming
) -> None:
    act = propose(site, made)
    confirm(site, *FOUR)
    page = crowd.person()
    page.goto(site.at("/en/"))
    be(page, "Charlie")
    page.goto(site.at(f"/en/desk/decisions/{act}"))
    sign(page)
    page.goto(site.at(f"/en/desk/decisions/{act}"))
    safe = page.locator("[data-live*='desk/confirmed']")
    expect(safe).to_contain_text("Saved by the host")
    expect(safe).to_contain_text("No member’s copy confirms it yet.")
    expect(outbox(page)).to_contain_text("1 record is saved by the host")
    confirm(site, "alfa", "delta")
    expect(safe).to_contain_text("2 members’ own copies confirm it so far")
    confirm(site, "bravo")
    expect(safe).to_contain_text("Confirmed by 3 members")
    expect(outbox(page)).to_be_hidden()


def outbox(page: Page) -> Locator:
    """The line about what this device keeps."""
    return page.locator("[data-outbox]")
