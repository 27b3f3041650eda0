"""The other browsers: Debian's Firefox, and WebKit, which is what Safari is made of.

Both are driven by WebDriver's commands (https://www.w3.org/TR/webdriver2/): WebKit over
HTTP by its driver, Firefox by the same commands over a connection of its own
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html). What is
pressed and typed is real input. A browser that is not installed is skipped.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest

from accord.cli.ports import free

Answer = Any  # what came as JSON

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver, section 11
MINI_BROWSERS = "/usr/lib/*-linux-gnu*/webkit2gtk-4.1/MiniBrowser"
TRIES = 1200
PAUSE_SECONDS = 0.05

FIND = """
const [css, words] = arguments;
const found = [...document.querySelectorAll(css)].find((one) =>
  one.checkVisibility() && one.innerText.trim().startsWith(words));
return found ? [found, JSON.stringify(found.getBoundingClientRect())] : null;
"""


class Wire(Protocol):
    """Sends one command of WebDriver and returns its result."""

    def ask(self, command: str, **values: object) -> Answer:
        """The result; raises RuntimeError with what the browser says is wrong."""


class Other:
    """A person's browser, with one page."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def open(self, address: str) -> None:
        """Goes to an address."""
        self.wire.ask("Navigate", url=address)

    def run(self, script: str, *values: object) -> Answer:
        """What a script returns on the page."""
        return self.wire.ask("ExecuteScript", script=script, args=[*values])

    def text(self, css: str = "body") -> str:
        """The words of what is there; none when it is not."""
        script = "return document.querySelector(arguments[0])?.innerText ?? ''"
        return str(self.run(script, css))

    def says(self, words: str, css: str = "body") -> None:
        """Waits until these words are there."""
        until(lambda: words in self.text(css), lambda: self.text(css))

    def press(self, css: str, words: str = "") -> None:
        """Presses the first such thing in sight that begins with these words.

        It has to lie still first: a press goes to a place on the screen.
        """
        found: list[Answer] = []

        def lies_still() -> bool:
            before = found[:]
            found[:] = self.run(FIND, css, words) or []
            return bool(found) and found == before

        until(lies_still, self.text)
        self.wire.ask("ElementClick", id=found[0][ELEMENT])

    def type(self, css: str, text: str) -> None:
        """Types into a field, or chooses the file with this path."""
        found = self.wire.ask("FindElement", using="css selector", value=css)
        self.wire.ask("ElementSendKeys", id=found[ELEMENT], text=text)


def until(met: Callable[[], bool], shown: Callable[[], str]) -> None:
    """Asks again until it is so; a bounded number of times."""
    pause = threading.Event()
    for _ in range(TRIES):
        try:
            if met():
                return
        except RuntimeError:
            pass  # the page is just being left
        pause.wait(PAUSE_SECONDS)
    raise AssertionError(shown())


@contextmanager
def started(name: str, directory: Path) -> Iterator[Other]:
    """The browser called `name`, with nothing remembered; `directory` is its own."""
    directory.mkdir()
    with {"firefox": _firefox, "webkit": _webkit}[name](directory) as wire:
        wire.ask("SetWindowRect", width=500, height=900)
        yield Other(wire)


@contextmanager
def _firefox(directory: Path) -> Iterator[Wire]:
    program = _program("firefox-esr")
    (directory / "user.js").write_text(
        'user_pref("marionette.port", 0);\n'
        'user_pref("intl.accept_languages", "en");\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
    )
    command = [program, "--headless", "--no-remote", "--marionette"]
    with _running([*command, "--profile", str(directory)], directory):
        port = directory / "MarionetteActivePort"
        until(lambda: port.is_file() and bool(port.read_text()), lambda: "no Firefox")
        with socket.create_connection(("127.0.0.1", int(port.read_text()))) as line:
            wire = Marionette(line)
            wire.ask("NewSession")
            yield wire


class Marionette:
    """WebDriver's commands to Firefox: `<length>:<JSON>` both ways."""

    def __init__(self, line: socket.socket) -> None:
        self.stream = line.makefile("rwb")
        self.numbers = count(1)
        self._read()  # it says first what it is

    def ask(self, command: str, **values: object) -> Answer:
        """The result of one command."""
        if command == "ExecuteScript":
            values["sandbox"] = None  # on the page itself
        name = f"WebDriver:{command}"
        data = json.dumps([0, next(self.numbers), name, values]).encode()
        self.stream.write(b"%d:%s" % (len(data), data))
        self.stream.flush()
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(error["message"])
        return result.get("value", result) if isinstance(result, dict) else result

    def _read(self) -> Answer:
        length = b""
        while not length.endswith(b":"):
            length += self.stream.read(1)
        return json.loads(self.stream.read(int(length[:-1])))


@contextmanager
def _webkit(directory: Path) -> Iterator[Wire]:
    driver, screen = _program("WebKitWebDriver"), _program("xvfb-run")
    browser = next(Path("/").glob(MINI_BROWSERS.lstrip("/")), None)
    if browser is None:
        pytest.skip("WebKit's small browser is not installed")
    port = free("127.0.0.1")
    with _running([screen, "-a", driver, f"--port={port}"], directory):
        wire = Driver(port)
        until(wire.is_there, lambda: "no WebKit")
        options = {"binary": str(browser), "args": ["--automation"]}
        wire.begin({"webkitgtk:browserOptions": options})
        try:
            yield wire
        finally:
            wire.end()


class Driver:
    """WebDriver's commands over HTTP."""

    PATHS = {
        "Navigate": "/url",
        "ExecuteScript": "/execute/sync",
        "FindElement": "/element",
        "ElementClick": "/element/{id}/click",
        "ElementSendKeys": "/element/{id}/value",
        "SetWindowRect": "/window/rect",
    }

    def __init__(self, port: int) -> None:
        self.port = port
        self.session = ""

    def is_there(self) -> bool:
        """Whether it takes commands."""
        try:
            return bool(self._send("GET", "/status")["ready"])
        except ConnectionRefusedError:
            return False

    def begin(self, wanted: dict[str, object]) -> None:
        """Starts the browser."""
        body = {"capabilities": {"alwaysMatch": wanted}}
        made = self._send("POST", "/session", body)
        self.session = f"/session/{made['sessionId']}"

    def end(self) -> None:
        """Ends the browser."""
        self._send("DELETE", self.session)

    def ask(self, command: str, **values: object) -> Answer:
        """The result of one command."""
        path = self.PATHS[command].format(**values)
        return self._send("POST", self.session + path, values)

    def _send(self, method: str, path: str, body: object = None) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, None if body is None else json.dumps(body))
        answer = line.getresponse()
        value = json.loads(answer.read())["value"]
        line.close()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(value["message"])
        return value


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def _running(command: list[str], directory: Path) -> Iterator[None]:
    """A program with a home of its own, ended with all that it started."""
    with (directory / "printed").open("wb") as printed:
        process = subprocess.Popen(
            command,
            env=os.environ | {"HOME": str(directory), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=printed,
            stderr=printed,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
