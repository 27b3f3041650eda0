"""An embargo, and readers who asked for mail: seen in a browser and in a mailbox."""

import email
import re
import shutil
import threading
from collections.abc import Iterator
from email.message import Message
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from playwright.sync_api import Page, expect

from accord.cli.ports import free
from tests.journeys.conftest import PHONE, Become, Crowd, Site, served
from tests.journeys.signing import confirm
from tests.journeys.test_newsroom import (
    NEW,
    TEXT,
    TITLE,
    correct,
    item,
    release,
    signed,
    verdict,
    withdraw,
)
from tests.journeys.test_statement import WORDS, draft

READER = "reader@paper.example"


class Box:
    """A mail server, and the mails that came."""

    def __init__(self, directory: Path, port: int) -> None:
        self.directory = directory
        self.server = Controller(
            Mailbox(str(directory)), hostname="127.0.0.1", port=port
        )

    def mails(self) -> list[Message]:
        files = (self.directory / "new").glob("*")
        order = sorted(files, key=lambda one: one.stat().st_mtime_ns)
        return [
            email.message_from_bytes(one.read_bytes(), policy=default) for one in order
        ]

    def wait(self, count: int) -> list[Message]:
        """Until so many came; the hub looks every ten seconds."""
        pause = threading.Event()
        for _ in range(600):
            if len(found := self.mails()) >= count:
                return found
            pause.wait(0.1)
        raise TimeoutError(f"{len(self.mails())} mails came, not {count}")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    found = Box(tmp_path / "mails", free("127.0.0.1"))
    found.server.start()
    yield found
    found.server.stop()


@pytest.fixture
def site(box: Box, tmp_path: Path, told: Path) -> Iterator[Site]:
    """The demo's hub with a mail server."""
    directory = shutil.copytree(told, tmp_path / "both-banks")
    given = {
        "demo": "1",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(box.server.port),
        "smtp_security": "none",
        "smtp_from": "Both Banks <news@hub.example>",
    }
    with served(Site(directory, given)) as one:
        yield one


def words(mail: Message) -> str:
    found = mail.get_payload(decode=True)
    assert isinstance(found, bytes)
    return found.decode()


def subscribe(reader: Page, site: Site, box: Box) -> None:
    reader.goto(site.at("/en/subscribe"))
    reader.get_by_role("textbox").fill(READER)
    reader.get_by_role("button", name="Ask for them").click()
    (mail,) = box.wait(1)
    link = re.search(r"http://\S+/subscribe/\S+", words(mail))
    assert link
    reader.goto(link[0])
    reader.get_by_role("button", name="Yes, send them to me").click()
    expect(reader.locator("main")).to_contain_text("From now on you get them")


def test_earlier_readers_are_told_what_became_of_it(
    crowd: Crowd, site: Site, box: Box, become: Become
) -> None:
    people = (crowd.person(), crowd.person(), crowd.person())
    for page, name in zip(people, ("Andrii", "K1", "Ilinca"), strict=True):
        become(page, site, name)
    reader = crowd.person(PHONE)
    subscribe(reader, site, box)

    decision = release(site, *people)
    said = box.wait(2)[1]
    assert said["Subject"].endswith(TITLE)
    assert TEXT not in words(said)

    newer = correct(decision, *people)
    told = box.wait(4)[2:]
    (corrected,) = (one for one in told if "Corrected" in one["Subject"])
    assert TITLE in corrected["Subject"]
    assert NEW in words(corrected)

    withdraw(newer, *people[:2])
    (withdrawn,) = box.wait(5)[4:]
    assert "Withdrawn" in withdrawn["Subject"]
    leave = re.search(r"http://\S+/unsubscribe/\S+", words(withdrawn))
    assert leave
    reader.goto(leave[0])
    reader.locator("main form button").click()
    expect(reader.locator("main")).to_contain_text("your address is forgotten")


def embargoed(writer: Page, site: Site, *others: Page) -> str:
    """Words for a day far off, that enough members signed; their decision's address."""
    draft(writer, site)
    writer.get_by_text("Change languages, address, time, topics").click()
    writer.locator("[name=urgent]").uncheck()
    writer.locator("[name=day]").fill("2031-03-03")
    writer.locator("[name=clock]").fill("09:00")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Keep these").click()
    writer.get_by_role("link", name="Propose for signing").click()
    writer.get_by_role("button", name="Propose it, and sign first").click()
    confirm(writer)
    return signed(writer.url, *others)


def test_under_embargo_only_a_link_shows_it_until_it_is_taken_back(
    crowd: Crowd, demo_site: Site, become: Become
) -> None:
    site = demo_site
    people = (crowd.person(), crowd.person(), crowd.person())
    for page, name in zip(people, ("Andrii", "K1", "Ilinca"), strict=True):
        become(page, site, name)
    writer, press = people[0], crowd.person(PHONE)
    decision = embargoed(writer, site, *people[1:])
    writer.goto(f"{decision}/previews")
    writer.locator("#label").fill("The Paper")
    writer.get_by_role("button", name="Make a link").click()
    link = writer.locator("p.copy").inner_text()
    press.goto(link)
    for title, text in WORDS.values():
        expect(press.locator("main")).to_contain_text(title)
        expect(press.locator("main")).to_contain_text(text)
    expect(press.locator("main")).to_contain_text("Under embargo until")

    assert verdict(press, site) == "Not found"
    with pytest.raises(ValueError, match="not enough values"):
        item(press, site, TITLE)
    for path in ("/en/", "/en/feed.atom", "/en/statements/search?q=quay"):
        assert TITLE not in press.request.get(site.at(path)).text()

    writer.goto(f"{decision}/previews")
    expect(writer.locator("main")).to_contain_text("Looked at 1 time")
    writer.get_by_role("button", name="Take it back").click()
    answer = press.goto(link)
    assert answer
    assert answer.status == 404
    assert TITLE not in press.locator("body").inner_text()
