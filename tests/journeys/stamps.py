"""Stamps of organisations, made and used away from the server.

The offline page is saved from the hub and opened from disk, in a browser without a
network; the command runs in processes of its own.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page, expect

from tests.cli.conftest import accord
from tests.journeys.signing import save

PASSPHRASE = "willow lantern otter brick seven"


class Stamp(Protocol):
    """What an organisation can do with its stamp."""

    def card(self) -> Path:
        """Makes the stamp; returns its card."""

    def sign(self, act_file: Path) -> Path:
        """Signs an act file; returns the new file."""


@dataclass
class OfflineStamp:
    """A stamp in the offline page; `page` is opened from disk and has no network."""

    page: Page
    directory: Path

    def card(self) -> Path:
        """Makes the stamp, and saves the key file, the sheet and the card."""
        page = self.page
        # Printing opens a window that nobody closes here.
        page.evaluate("window.print = () => {}")
        page.click("#tab-stamp")
        page.fill("#organisation", "Reed Bank Relief Corps")
        page.fill("#passphrase", PASSPHRASE)
        page.fill("#again", PASSPHRASE)
        page.click("button.sign")
        self.key_file = save(page, page.locator("#do-file"), self.directory)
        card = save(page, page.locator("#do-card"), self.directory)
        page.click("#do-sheet")
        page.click("#do-end")
        return card

    def sign(self, act_file: Path, *words: str) -> Path:
        """Opens the page anew, reads the file there, and signs it."""
        page = self.page
        page.reload()
        page.click("#tab-sign")
        page.set_input_files("#act-file", act_file)
        for one in words:
            expect(page.locator("main")).to_contain_text(one)
        page.set_input_files("#key-file", self.key_file)
        page.fill("#key-passphrase", PASSPHRASE)
        page.click("button.sign")
        expect(page.locator("#signing .made")).to_be_visible()
        page.click("#signing button.sign")
        return save(page, page.locator("#do-save"), self.directory)


@dataclass
class CommandStamp:
    """A stamp in a key file, used with the command."""

    directory: Path

    def card(self) -> Path:
        """`accord key new`, `accord key card`."""
        self.directory.mkdir()
        secret = self.directory / "passphrase"
        secret.write_text(f"{PASSPHRASE}\n")
        self.key_file = self.directory / "stamp.key.json"
        self.secret = ("--passphrase-file", secret)
        _good("key", "new", self.key_file, *self.secret)
        card = self.directory / "card.json"
        _good("key", "card", self.key_file, "--out", card)
        return card

    def sign(self, act_file: Path) -> Path:
        """`accord act sign`."""
        out = self.directory / f"{act_file.stem}.signed.act.json"
        key = ("--key", self.key_file, *self.secret)
        _good("act", "sign", act_file, *key, "--out", out, "--yes")
        return out


def _good(*arguments: object) -> None:
    done = accord(*arguments)
    assert done.code == 0, done.err
