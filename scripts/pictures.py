"""Make the pictures of docs/pictures anew: a demonstration, seen by real people.

.venv/bin/python scripts/pictures.py
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
WIDTHS = {1280: 900, 390: 844}
LINK = "Open this link"


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a demonstration, and the acts that its tour leads to."""
    with tempfile.TemporaryDirectory() as parent:
        directory = Path(parent) / "both-banks"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            listen = f"127.0.0.1:{probe.getsockname()[1]}"
        command = [sys.executable, "-m", "accord.cli.main", "demo"]
        process = subprocess.Popen(
            [*command, "--dir", str(directory), "--listen", listen],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        try:
            if not any(LINK in line for line in process.stdout or ()):
                sys.exit("the demonstration ended")
            told = json.loads((directory / "demo.json").read_text())
            yield f"http://{listen}", told["tour"]
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


def become(page: Page, url: str, name: str) -> None:
    """Chooses who to be, in the bar of the demonstration."""
    page.goto(f"{url}/en/", wait_until="networkidle")
    bar = page.locator("#demo-person")
    label = bar.locator("option", has_text=name).first.inner_text()
    with page.expect_navigation(wait_until="networkidle"):
        bar.select_option(label=label)


def save(page: Page, name: str, *, whole: bool = True) -> None:
    """Saves a picture without what only demonstrations have."""
    page.add_style_tag(content=".demo, .tour { display: none !important }")
    width = page.viewport_size["width"] if page.viewport_size else 0
    path = PICTURES / f"{name}-{width}.png"
    page.screenshot(path=path, full_page=whole)


def take(browser: Browser, url: str, tour: dict[str, str], width: int) -> None:
    """All pictures at one width."""
    size = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}/en/", wait_until="networkidle")
    save(page, "front")
    become(page, url, "Ilinca")
    page.goto(f"{url}/en/desk/", wait_until="networkidle")
    save(page, "desk")
    page.goto(f"{url}/en/desk/statements/{tour['statement']}", wait_until="networkidle")
    save(page, "board")
    page.locator("button.sign").first.click()
    page.locator("dialog.signing").wait_for()
    save(page, "sign", whole=False)
    become(page, url, "K2")
    count = f"/en/desk/supplies/handover/{tour['consignment']}"
    page.goto(f"{url}{count}", wait_until="networkidle")
    save(page, "handover")
    context.close()


def main() -> None:
    """Takes every picture at every width."""
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as (url, tour), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for width in WIDTHS:
            take(browser, url, tour, width)
        browser.close()


if __name__ == "__main__":
    main()
