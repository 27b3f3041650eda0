"""For journeys: real hubs in processes of their own, real Chromium, real keys.

Each person has a browser context of their own: other storage, other cookies, other
keys. Without Chromium the journeys are skipped and say so.
"""

import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from accord.cli.ports import free
from tests import browsers
from tests.cli import forked
from tests.cli.conftest import ENVIRONMENT, told_once
from tests.cli.forked import Process
from tests.journeys.phones import Phones, made_phones

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000  # milliseconds that a page may take on a busy machine

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass
class Site:
    """A hub: its address, its data directory, and its process while it is served."""

    directory: Path
    settings: dict[str, str] = field(default_factory=dict)
    verb: tuple[str, str] = ("serve", "--data-dir")
    port: int = field(default_factory=lambda: free("127.0.0.1"))
    process: Process | None = None

    @property
    def url(self) -> str:
        """The origin of its pages."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the hub writes about errors."""
        return self.directory.with_suffix(".log")

    @property
    def printed(self) -> str:
        """What the command printed for a person."""
        return self.directory.with_suffix(".out").read_text()

    def at(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self.url}{path}"

    def start(self, program: Path | None = None) -> None:
        """`accord serve` or `accord demo`, until it takes connections.

        `program`: where another Accord is than this one.
        """
        given = {f"ACCORD_{name.upper()}": one for name, one in self.settings.items()}
        command = [*self.verb, str(self.directory)]
        command += ["--listen", f"127.0.0.1:{self.port}"]
        told = {"ACCORD_URL": self.url, "ACCORD_LOG_LEVEL": "ERROR"}
        out = self.directory.with_suffix(".out")
        out.unlink(missing_ok=True)
        environment, start = ENVIRONMENT | told | given, forked.start
        if program is not None:
            environment["PYTHONPATH"], start = str(program), forked.from_nothing
        self.process = start(command, environment, out, self.log)
        _wait(self.port, self.process)

    def stop(self) -> None:
        """Ends it, as an operator does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
            self.process = None


@dataclass
class Running:
    """The driver and the browser of this process, while journeys follow each other."""

    ends: ExitStack = field(default_factory=ExitStack)
    goes_on: bool = False
    _driver: Playwright | None = None
    _browser: Browser | None = None

    def driver(self) -> Playwright:
        """The driver, started when it is needed."""
        if self._driver is None:
            self._driver = self.ends.enter_context(sync_playwright())
        return self._driver

    def browser(self) -> Browser:
        """The browser; another one when it has crashed."""
        if self._browser is None or not self._browser.is_connected():
            self._browser = browsers.launch(self.driver())
            self.ends.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        """Ends both."""
        self._driver = self._browser = None
        self.ends.close()


_running = Running()


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """A hub in a process of its own; fails when it logged an error."""
    try:
        site.start()
        yield site
    finally:
        site.stop()
    errors = [one for one in site.log.read_text().splitlines() if '"error"' in one]
    assert not errors


def _wait(port: int, process: Process) -> None:
    """Until the hub takes connections; a bounded number of tries."""
    pause = threading.Event()
    for _ in range(1200):
        assert process.poll() is None, "the hub ended; its log says why"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            pause.wait(0.05)
        else:
            return
    raise TimeoutError("the hub does not answer")


@dataclass
class Crowd:
    """Opens a browser of its own for each person; complains about errors on pages."""

    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def person(
        self, viewport: dict[str, int] = DESKTOP, agent: str | None = None
    ) -> Page:
        """A new person's browser, with one page; `agent` is its name for itself."""
        context = self.chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            user_agent=agent,
            locale="en-GB",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", self._failed)
        page.on("console", self._heard)
        return page

    def _failed(self, error: object) -> None:
        self.errors += browsers.faults(error)

    def _heard(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        if "Content Security Policy" in text:
            self.errors.append(text)

    def close(self) -> None:
        """Closes every browser; fails when a page had an error."""
        for context in self.contexts:
            context.close()
        assert not self.errors


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Whether the browser is needed at once again."""
    _running.goes_on = "driver" in getattr(nextitem, "fixturenames", ())


@pytest.fixture
def driver() -> Iterator[Playwright]:
    """What drives browsers, for as long as journeys follow each other.

    It ends before a test without a browser: its loop would be in the way.
    """
    yield _running.driver()
    if not _running.goes_on:
        _running.close()


@pytest.fixture
def chromium(driver: Playwright) -> Browser:
    """A browser, for as long as journeys follow each other."""
    return _running.browser()


@pytest.fixture
def crowd(chromium: Browser) -> Iterator[Crowd]:
    """People with browsers of their own."""
    people = Crowd(chromium)
    yield people
    people.close()


@pytest.fixture
def demo_site(tmp_path: Path, told: Path) -> Iterator[Site]:
    """The demo's hub, served from a copy that a journey may change."""
    directory = shutil.copytree(told, tmp_path / "both-banks")
    with served(Site(directory, {"demo": "1"})) as site:
        yield site


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's story, told once."""
    return told_once(tmp_path_factory).directory


@pytest.fixture
def phones(driver: Playwright, tmp_path: Path) -> Iterator[Phones]:
    """Phones with a camera, by name."""
    with made_phones(driver, tmp_path) as phones:
        yield phones


Become = Callable[[Page, Site, str], None]


@pytest.fixture
def become() -> Become:
    """Chooses a person in the demo's bar, by a part of the name."""

    def choose(page: Page, site: Site, name: str) -> None:
        page.goto(site.at("/en/"))
        be(page, name)

    return choose


def be(page: Page, name: str) -> None:
    """Chooses a person in the bar of the page that is open."""
    bar = page.locator("#demo-person")
    label = bar.locator("option", has_text=name).first.inner_text()
    with page.expect_navigation():
        bar.select_option(label=label)
    expect(page.locator("body[data-key]")).to_be_attached()
