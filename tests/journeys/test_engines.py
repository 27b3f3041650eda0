"""The same work in Firefox and in WebKit: a key, a signature, a proof, no network."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accord.core.acts import keys
from tests.journeys.conftest import Become, Crowd, Site
from tests.journeys.engines import Other, started, until
from tests.journeys.people import invite

AT_WORK = "Waiting for you"
# A fault of WebKitGTK 2.50, whose numbers lose zero bytes in front; Safari has another
# implementation. Who meets it when enrolling presses once more.
ZERO = "WebKitGTK makes and takes no key with a half that begins with a zero byte"
NO_KEY = "The operation failed for an operation-specific reason"
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
        if engine == "webkit" and any(map(begins_with_zero, seeds(site))):
            pytest.skip(ZERO)  # the bar "You are" would import it
        comes_in(other, invite(ilinca, site, "Oksana T.", "voice"))
        signs(other)
        checks(other, ilinca, site, tmp_path)
        is_in_the_field(other, site)


def seeds(site: Site) -> list[bytes]:
    """The private seeds of the people of a demonstration."""
    people = json.loads((site.directory / "demo.json").read_text())["people"]
    return [bytes.fromhex(one["seed"]) for one in people]


def begins_with_zero(seed: bytes) -> bool:
    """Whether one of a key's two halves does."""
    return seed[0] == 0 or keys.public(seed).startswith("00")


def comes_in(other: Other, link: str) -> None:
    """A key is made, and never leaves this browser."""
    other.open(link)
    other.press("button", "Join for ")
    until(
        lambda: other.text("main h1") == AT_WORK or NO_KEY in other.text(), other.text
    )
    if NO_KEY in other.text():
        pytest.skip(ZERO)


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
