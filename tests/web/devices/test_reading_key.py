"""A member's reading key, made in Chromium and published by its stamp."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pyrage import x25519

from accord.cli import by_passphrase
from accord.core.acts import keyfile
from tests.cli.conftest import accord
from tests.coalition import seed
from tests.hub import Hub
from tests.journeys.signing import save
from tests.web.devices.people import Open, enrolled

pytestmark = pytest.mark.journey

WORDS = "cold tea and warm rooms"
SLOW = 60_000  # milliseconds: a passphrase takes its time on a busy machine


def make(page: Page, directory: Path) -> Path:
    """Makes the key after two mistakes; returns its file."""
    button = page.get_by_role("button", name="Make the key and save the file")
    page.get_by_label("A passphrase for the file").fill("short")
    button.click()
    expect(page.get_by_text("At least 12 characters.")).to_be_visible()
    page.get_by_label("A passphrase for the file").fill(WORDS)
    page.get_by_label("The same passphrase again").fill(f"{WORDS}!")
    button.click()
    expect(page.get_by_text("The two passphrases differ.")).to_be_visible()
    page.get_by_label("The same passphrase again").fill(WORDS)
    file = save(page, button, directory)
    expect(page.get_by_label("A passphrase for the file")).to_have_value("")
    return file


def open_file(page: Page, file: Path, words: str) -> Locator:
    """Fills in the second form; its button."""
    page.get_by_label("The file of the reading key").set_input_files(file)
    page.get_by_label("Its passphrase").fill(words)
    return page.get_by_role("button", name="Make the record")


def hand_in(page: Page, record: Path) -> None:
    """Signs with the stamp of alfa, by the command, and hands the file in."""
    stamp, signed = (record.with_name(one) for one in ("stamp.json", "signed.json"))
    stamp.write_bytes(keyfile.write_plain("seal", seed("alfa")))
    done = accord("act", "sign", record, "--key", stamp, "--out", signed, "--yes")
    assert done.code == 0, done.err
    page.get_by_role("link", name="Hand in a file that our stamp has signed").click()
    page.locator("input[type=file]").set_input_files(signed)
    page.locator("main form button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading keys")


def test_a_reading_key_is_made_here_and_published_by_the_stamp(
    device: Open,
    hub: Hub,
    tmp_path: Path,
) -> None:
    page = enrolled(device(), hub, "alfa/dora", "people")
    page.set_default_timeout(SLOW)
    sent: list[bytes] = []
    page.on("request", lambda one: sent.append(one.post_data_buffer or b""))
    page.goto("/en/desk/members")
    page.get_by_role("link", name="Who has one, and how to make ours").click()
    expect(page.get_by_text("Has none yet")).to_have_count(3)

    file = make(page, tmp_path)
    assert file.name == "alfa.reader"
    assert by_passphrase.work(file.read_bytes()) == by_passphrase.GOOD
    identity = by_passphrase.decrypt(file.read_bytes(), WORDS).decode().strip()
    recipient = str(x25519.Identity.from_str(identity).to_public())

    open_file(page, file, "another one").click()
    expect(page.get_by_text("does not open the file")).to_be_visible(timeout=SLOW)
    record = save(page, open_file(page, file, WORDS), tmp_path)
    expect(page.get_by_text(f"It publishes {recipient}.")).to_be_visible()
    assert not any(sent)
    hand_in(page, record)
    expect(page.get_by_text(recipient)).to_be_visible()
    hub.refresh()
    assert hub.state.readers == {"alfa": recipient}

    open_file(page, file, WORDS).click()
    alert = page.get_by_role("alert")
    expect(alert).to_have_text("This reading key is published already.", timeout=SLOW)
