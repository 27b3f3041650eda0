"""A report that is encrypted in Chromium, for two members; the third cannot read it."""

import json
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from django.apps import apps
from PIL import Image
from playwright.sync_api import Page, Route, expect
from pyrage import x25519

from accord.core.acts.canonical import encode
from accord.ledger import queries
from accord.sequencer import reading_keys
from tests.cli.conftest import accord
from tests.hub import Hub
from tests.journeys.test_accessible import troubles
from tests.reports import papers
from tests.web.devices.people import Open, dialog, enrolled
from tests.web.devices.test_sealed import give_key, kept, spelt

pytestmark = pytest.mark.journey

TITLE = "Canary wells"
TEXT = "Oil under the ice.\n\nAnd <b>rust</b>."
PLACE = "Behind the Canary mill"
NOTE = b"Canary list"


def publish(hub: Hub, member: str) -> x25519.Identity:
    """A member's reading key, published by its stamp."""
    identity = x25519.Identity.generate()
    hub.does("charter.reader", member, {"recipient": str(identity.to_public())})
    return identity


def write(page: Page, *readers: str) -> None:
    """Chooses who can read, and writes the report."""
    page.goto("/en/desk/reports/new/sealed")
    for one in readers:
        page.get_by_role("checkbox", name=one).check()
    page.get_by_label("In a few words").fill(TITLE)
    page.get_by_label("What you saw or heard").fill(TEXT)
    page.get_by_label("Where").fill(PLACE)


def look(page: Page) -> None:
    page.get_by_role("button", name="Look at it and sign").click()


def stored() -> str:
    """All that the hub keeps, as text."""
    tables = (model._base_manager.values_list() for model in apps.get_models())
    values = (value for rows in tables for row in rows for value in row)
    return "\n".join(
        bytes(one).decode("latin1") if isinstance(one, bytes | memoryview) else str(one)
        for one in values
    )


def seal(page: Page, key: str) -> str:
    """Writes for bravo, with a photograph and a note, and signs; the act."""
    write(page, "bravo")
    expect(page.get_by_role("checkbox", name="charlie")).to_be_disabled()
    expect(page.get_by_text("has no reading key yet")).to_be_visible()
    photo = {"name": "well.jpg", "mimeType": "image/jpeg", "buffer": papers.photo()}
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": NOTE}
    attached = page.get_by_label("Pictures and files")
    attached.set_input_files(files=[photo, note])  # type: ignore[list-item]
    look(page)
    for shown in (TITLE, "Oil under the ice.", "note.txt, text, 11 bytes", key):
        expect(dialog(page)).to_contain_text(shown)
    dialog(page).locator("button.sign").click()
    page.wait_for_url("**/desk/reports/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Encrypted report")
    return page.url.rpartition("/")[2]


def test_what_is_sealed_here_only_its_readers_open(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    publish(hub, "alfa")
    theirs = publish(hub, "bravo")
    page = enrolled(device(), hub, "alfa/dora", "reports")
    sent: list[bytes] = []
    page.on("request", lambda one: sent.append(one.post_data_buffer or b""))
    act = seal(page, str(theirs.to_public()))

    everything = b"\n".join(sent).decode("latin1") + stored() + kept(page)
    assert act in everything
    assert "age-encryption.org/v1" in stored()
    for one in (*spelt("Canary"), *spelt("Oil under")):
        assert one not in everything

    reader = enrolled(device(), hub, "bravo/eva", "reports")
    reader.goto(f"/en/desk/reports/{act}")
    (tmp_path / "our.reader").write_text(f"{theirs}\n")
    give_key(reader, tmp_path / "our.reader")
    expect(reader.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(reader.get_by_text("And <b>rust</b>.")).to_be_visible()
    with reader.expect_download() as note:
        reader.get_by_role("link", name=f"report-{act[:8]}-2.txt").click()
    assert note.value.path().read_bytes() == NOTE

    stranger = enrolled(device(), hub, "charlie/finn", "reports")
    answer = stranger.goto(f"/en/desk/reports/{act}")
    assert answer is not None
    assert answer.status == 404


def test_the_command_opens_what_the_browser_sealed(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    ours, theirs = publish(hub, "alfa"), publish(hub, "bravo")
    page = enrolled(device(), hub, "alfa/dora", "reports")
    row = queries.act(seal(page, str(theirs.to_public())))
    assert row is not None
    assert row.parsed.body.audience == ("bravo",)  # type: ignore[attr-defined]
    sealed = queries.contents(row)
    assert sorted(sealed) == ["file.1.sealed", "file.2.sealed", "report.sealed"]

    file, key = tmp_path / "report.age", tmp_path / "our.reader"
    file.write_bytes(sealed["report.sealed"])
    key.write_text(f"{theirs}\n")
    out = tmp_path / "report.json"
    done = accord("content", "open", file, "--key", key, "--out", out)
    assert done.code == 0, done.err
    said = encode({"title": TITLE, "text": TEXT, "place": PLACE})
    assert out.read_bytes() == said
    assert pyrage.decrypt(sealed["report.sealed"], [ours])[32:] == said
    assert pyrage.decrypt(sealed["file.2.sealed"], [theirs])[32:] == NOTE
    for one in sealed.values():
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(one, [x25519.Identity.generate()])

    # The photograph says no more who took it.
    picture = pyrage.decrypt(sealed["file.1.sealed"], [ours])[32:]
    with (
        Image.open(BytesIO(papers.photo())) as taken,
        Image.open(BytesIO(picture)) as it,
    ):
        assert it.size == taken.size
        assert taken.getexif()
        assert not it.getexif()


def test_a_host_that_puts_its_own_key_there_is_refused(
    device: Open,
    hub: Hub,
) -> None:
    theirs = str(publish(hub, "bravo").to_public())
    own = str(x25519.Identity.generate().to_public())
    page = enrolled(device(), hub, "alfa/dora", "reports")

    def swap(route: Route) -> None:
        document = route.fetch().json()
        for one in document["readers"]:
            leaf = json.loads(one["leaf"])
            payload = b64decode(leaf["payload"]).replace(theirs.encode(), own.encode())
            leaf["payload"] = b64encode(payload).decode()
            one["leaf"] = encode(leaf).decode()
        route.fulfill(json=document)

    page.route("**/api/v1/readers*", swap)
    page.goto("/en/desk/reports/new/sealed")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("that the stamp of bravo did not sign")
    expect(page.get_by_label("In a few words")).to_be_hidden()
    assert "reader-false" in kept(page)

    page.unroute("**/api/v1/readers*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text(theirs)).to_be_visible()


def test_an_older_key_than_was_seen_is_refused_and_what_was_typed_stays(
    device: Open,
    hub: Hub,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = str(publish(hub, "bravo").to_public())
    earlier = reading_keys._newest(hub.state.size)
    page = enrolled(device(), hub, "alfa/dora", "reports")
    write(page, "bravo")
    new = str(publish(hub, "bravo").to_public())
    look(page)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("has changed while you wrote")
    expect(page.get_by_text(new)).to_be_visible()
    expect(page.get_by_text(old)).to_have_count(0)

    page.get_by_role("checkbox", name="bravo").check()
    monkeypatch.setattr(reading_keys, "_newest", lambda size: earlier)
    look(page)
    expect(alert).to_contain_text("an older reading key of bravo")
    expect(page.get_by_label("What you saw or heard")).to_have_value(TEXT)
    monkeypatch.undo()
    look(page)
    expect(dialog(page)).to_contain_text(new)


def test_without_any_reading_key_the_page_says_so_first(
    device: Open,
    hub: Hub,
) -> None:
    page = enrolled(device(), hub, "alfa/dora", "reports")
    page.goto("/en/desk/reports/new/sealed")
    expect(page.get_by_text("none has a reading key")).to_be_visible()
    expect(page.get_by_text("Your organisation has no reading key")).to_be_visible()
    expect(page.get_by_label("In a few words")).to_be_hidden()


def test_the_open_form_is_for_everybody_and_for_the_keyboard(
    device: Open,
    hub: Hub,
) -> None:
    publish(hub, "bravo")
    page = enrolled(device(), hub, "alfa/dora", "reports")
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto("/en/desk/reports/new/sealed")
    box = page.get_by_role("checkbox", name="bravo")
    expect(box).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert troubles(page) == []
    page.get_by_role("link", name="Reports").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.get_by_label("In a few words").focus()
    page.keyboard.type(TITLE)
    page.keyboard.press("Enter")  # sends nothing: the words are missing
    expect(page.get_by_label("In a few words")).to_have_value(TITLE)
    assert page.url.endswith("/en/desk/reports/new/sealed")
