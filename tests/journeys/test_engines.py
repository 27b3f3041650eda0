"""The same work in Firefox and in WebKit: a key, a signature, a proof, no network."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.engines import Other, started, until
from tests.journeys.people import invite

CHOOSE = """
window.stillHere = true;
const bar = document.querySelector("#demo-person");
const theirs = [...bar.options].find((one) => one.text.includes(arguments[0]));
bar.value = theirs.value;
bar.dispatchEvent(new Event("change", { bubbles: true }));
"""
NAMES = """
return document.querySelector("#demo-person")?.innerHTML.includes(arguments[0]);
"""
CHOSEN = """
const bar = document.querySelector("#demo-person");
return !window.stillHere && bar?.selectedOptions[0]?.textContent.includes(arguments[0]);
"""
KEPT = """
return navigator.serviceWorker.getRegistration("/en/field/")
  .then((found) => Boolean(found?.active));
"""


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_the_work_of_a_delegate_and_of_a_driver(
    engine: str, crowd: Crowd, demo_site: Site, become: Become, tmp_path: Path
) -> None:
    site = demo_site
    with started(engine, tmp_path / engine) as other:
        ilinca = crowd.person()
        become(ilinca, site, "Ilinca")
        comes_in(other, invite(ilinca, site, "Oksana T.", "voice"))
        signs(other)
        checks(other, ilinca, site, tmp_path)
        is_in_the_field(other, site)


def comes_in(other: Other, link: str) -> None:
    """A key is made, and never leaves this browser."""
    other.open(link)
    other.press("button", "Join for ")
    other.says("Waiting for you", "main h1")


def signs(other: Other) -> None:
    """Hers is the completing signature; the browser checks the log for itself."""
    other.press("main a", "The warm rooms stay open")
    other.press("button", "Read and sign")
    other.says("Your signature makes it public.", "dialog.signing")
    other.press("dialog.signing button.sign")
    other.says("Agreed", ".still")


def checks(other: Other, reader: Page, site: Site, directory: Path) -> None:
    """A proof file, on the page that needs no server, from disk."""
    page = directory / "check.html"
    page.write_bytes(reader.request.get(site.at("/check.html")).body())
    about = reader.request.get(site.at("/.well-known/accord.json")).json()
    proof = next(site.directory.glob("bundles/*.bundle.json"))
    other.open(page.as_uri())
    other.type("#trust", about["coalition"])
    other.type("#file", str(proof))
    other.press("#go")
    other.says("Proven", "#result")


def is_in_the_field(other: Other, site: Site) -> None:
    """A driver's phone goes on when the hub is away."""
    other.open(site.at("/en/"))
    until(lambda: bool(other.run(NAMES, "Dan V.")), other.text)
    other.run(CHOOSE, "Dan V.")
    until(lambda: bool(other.run(CHOSEN, "Dan V.")), other.text)
    other.open(site.at("/en/field/"))
    other.says("There is a network.")
    until(lambda: bool(other.run(KEPT)), other.text)
    site.stop()
    other.open(site.at("/en/field/"))
    other.says("No network. You can go on.")
    other.press("a", "Count a store")
    other.says("Izmail, store", "main")
