"""The offline page: one file without any tie, and what people do with it."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
)

from accord.core.acts import keys, recovery, sealed
from accord.core.acts.act import BlobRef, build
from accord.core.acts.blobs import pack
from accord.core.acts.charter import SHARED_KINDS
from accord.core.acts.envelope import pae, sign
from accord.core.acts.handed_in import read_act_file
from accord.core.acts.keyfile import read_card
from accord.web.offline import offline_page
from accord.web.offline.build import ENTRY, digest, in_order, read
from tests.browsers import launched

PASSPHRASE = "willow lantern otter brick seven"
HOST, OTHER, THIRD = (bytes([n] * 32) for n in (7, 8, 9))


def element(name: str) -> str:
    found = re.search(rf"<{name}[^>]*>(.*?)</{name}>", offline_page(), re.DOTALL)
    assert found
    return found[1]


def test_it_is_one_file_without_a_tie() -> None:
    page = offline_page()
    markup = page.replace(element("script"), "").replace(element("style"), "")
    assert not re.search(r"<(?:link|img|iframe|object|embed|base)\b", markup)
    assert not re.search(r"\b(?:src|href|action)\s*=", markup)
    assert not re.search(r"url\((?!#)|@import", element("style"))
    assert page.count("<script") == page.count("<style") == 1
    assert "@SCRIPT" not in page
    assert "@STYLE" not in page


def test_its_script_knows_no_network_and_no_storage() -> None:
    """No name of anything that could carry a secret out or keep it."""
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|indexedDB"
        r"|localStorage|sessionStorage|document\.cookie|\beval\(|new Function"
        r"|innerHTML|insertAdjacentHTML|document\.write",
        element("script"),
    )


def test_its_policy_allows_its_own_script_and_style_only() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', offline_page())
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest(element('script'))}'"
    assert rules["style-src"] == f"'sha256-{digest(element('style'))}'"


def test_a_module_comes_after_what_it_imports() -> None:
    done: set[Path] = set()
    for module in in_order(ENTRY):
        assert all(path in done for _, path in module.imports)
        done.add(module.path)


@pytest.mark.parametrize(
    "source",
    [
        'import x from "./x.js";\n',
        'import * as x from "./x.js";\n',
        'import "./x.js";\n',
        "export { x };\n",
        "export default function x() {}\n",
        'const x = await import("./x.js");\n',
    ],
)
def test_a_form_that_it_cannot_take_is_an_error(source: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.js"
    path.write_text(source)
    with pytest.raises(ValueError, match="cannot take"):
        read(path)


def test_a_circle_of_imports_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match="imports itself"):
        in_order(tmp_path / "a.js")


# In a browser, from disk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(locale="en-GB", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """The page opened from disk; it may ask for nothing and fail at nothing."""
    path = tmp_path / "accord-sign.html"
    path.write_text(offline_page(), encoding="utf-8")
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text))
    opened.on("request", lambda asked: troubles.append(asked.url))
    opened.goto(path.as_uri())
    # Printing opens a window that nobody closes here.
    opened.evaluate("window.print = () => {}")
    yield opened
    assert [one for one in troubles if not one.startswith(("file:", "blob:"))] == []


def saved(page: Page, button: str) -> tuple[str, str]:
    """What a button saves: the file's name and its text."""
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, download.value.path().read_text()


def problem(page: Page) -> Locator:
    return page.locator("[role=alert]:not([hidden])")


def make_stamp(page: Page) -> tuple[str, str]:
    """A new stamp: its key, and the text of its key file."""
    page.click("#tab-stamp")
    page.fill("#organisation", "Reed Bank Relief Corps")
    page.fill("#passphrase", PASSPHRASE)
    page.fill("#again", PASSPHRASE)
    page.click("button.sign")
    name, file = saved(page, "#do-file")
    key: str = json.loads(file)["key"]
    assert name == f"stamp-{key[:8]}.key.json"
    return key, file


def groups(page: Page) -> str:
    return " ".join(page.locator(".recovery .groups li").all_text_contents())


def act_file(stamp: str, *seeds: bytes) -> str:
    """A founding act by the stamp's member and another, signed by some."""
    blobs = {
        "names": pack({"en": "Both Banks", "uk": "Обидва береги"}, bytes(32)),
        "declaration.en": pack(
            {"title": "Both Banks", "text": "We help on both banks.\n\nTogether."},
            bytes(32),
        ),
        "declaration.uk": pack(
            {"title": "Обидва береги", "text": "Ми допомагаємо.\n\nРазом."}, bytes(32)
        ),
    }
    body: dict[str, Any] = {
        "version": 1,
        "members": {
            "far-shore": {"seals": [keys.public(OTHER)]},
            "reed-bank": {"seals": [stamp]},
        },
        "rules": {kind: {"share": [2, 3]} for kind in SHARED_KINDS},
        "finality": "hub",
        "hub": {"epoch": 1, "key": keys.public(HOST)},
    }
    references = {name: BlobRef.of(blob) for name, blob in blobs.items()}
    payload = build(
        "charter.found",
        "reed-bank",
        "2026-11-22T14:00:00Z",
        "0" * 32,
        body,
        blobs={
            name: {"sha256": one.sha256, "size": one.size}
            for name, one in references.items()
        },
    )
    file = {
        "blobs": {
            name: base64.b64encode(blob).decode() for name, blob in blobs.items()
        },
        "envelope": sign(payload, *seeds).document(),
        "v": "accord/act-file@1",
    }
    return json.dumps(file, sort_keys=True, separators=(",", ":"))


def give(page: Page, field: str, name: str, text: str) -> None:
    page.set_input_files(
        field, {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


@pytest.mark.journey
def test_a_stamp_is_made(page: Page) -> None:
    key, key_file = make_stamp(page)
    name, card = saved(page, "#do-card")
    assert name == f"stamp-{key[:8]}.card.json"
    assert read_card(card.encode()) == key
    assert keys.public(sealed.unseal(sealed.read(key_file.encode()), PASSPHRASE)) == key
    assert page.is_disabled("#do-end")
    page.click("#do-sheet")
    page.click("#do-end")
    assert page.locator(".recovery").count() == 0


@pytest.mark.journey
def test_a_stamp_signs(page: Page) -> None:
    key, key_file = make_stamp(page)
    page.click("#tab-sign")
    give(page, "#act-file", "found.act.json", act_file(key, HOST))
    expect(page.locator("h1")).to_have_text("Founding of “Both Banks”")
    expect(page.locator(".parallel")).to_contain_text("We help on both banks.")
    expect(page.locator("main")).to_contain_text("Good signature the host")

    give(page, "#key-file", "stamp.key.json", key_file)
    page.fill("#key-passphrase", "not the passphrase")
    page.click("button.sign")
    expect(problem(page)).to_contain_text("passphrase is wrong")
    page.fill("#key-passphrase", PASSPHRASE)
    page.click("button.sign")
    page.click("text=Sign for reed-bank")
    name, text = saved(page, "#do-save")
    assert name.startswith("charter-found-")
    assert name.endswith(".signed.act.json")

    file = read_act_file(text.encode())
    assert file.act.kind == "charter.found"
    assert sorted(file.blobs) == ["declaration.en", "declaration.uk", "names"]
    envelope = file.envelope
    host, mine = envelope.signatures
    assert (host.keyid, mine.keyid) == (keys.keyid(keys.public(HOST)), keys.keyid(key))
    assert keys.verify(key, pae(envelope.payload), mine.sig)


@pytest.mark.journey
def test_the_recovery_sheet_brings_the_stamp_back(page: Page) -> None:
    key, _ = make_stamp(page)
    written = groups(page)
    seed = bytes.fromhex("".join(written.split()[:16]))
    assert keys.public(seed) == key
    assert recovery.seed_of(written) == seed

    page.click("#tab-sign")
    give(page, "#act-file", "found.act.json", act_file(key))
    page.click("text=Use the recovery sheet")
    page.fill("#groups", written.replace("0", "1", 1) + "x")
    page.click("button.sign")
    expect(problem(page)).to_contain_text("Only the digits")
    page.fill("#groups", written.lower())
    page.click("button.sign")
    page.click("text=Sign for reed-bank")
    _, text = saved(page, "#do-save")
    assert json.loads(text)["envelope"]["signatures"][0]["keyid"] == keys.keyid(key)


@pytest.mark.journey
def test_what_was_changed_is_refused(page: Page) -> None:
    file = json.loads(act_file(keys.public(THIRD)))
    blob = bytearray(base64.b64decode(file["blobs"]["declaration.en"]))
    blob[-5] ^= 1
    file["blobs"]["declaration.en"] = base64.b64encode(bytes(blob)).decode()
    changed = json.dumps(file, sort_keys=True, separators=(",", ":"))
    give(page, "#act-file", "found.act.json", changed)
    expect(problem(page)).to_contain_text("declaration.en")
    assert page.locator("#signing").count() == 0
    give(page, "#act-file", "x.json", "hello")
    expect(problem(page)).to_contain_text("not an act file")


@pytest.mark.journey
def test_a_stamp_that_the_act_does_not_name_is_said_to(page: Page) -> None:
    _, key_file = make_stamp(page)
    page.click("#tab-sign")
    give(page, "#act-file", "found.act.json", act_file(keys.public(THIRD)))
    give(page, "#key-file", "stamp.key.json", key_file)
    page.fill("#key-passphrase", PASSPHRASE)
    page.click("button.sign")
    expect(page.locator("#signing")).to_contain_text("does not name this stamp")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_it_fits_a_phone_in_every_language(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.click(f"#tongue-{language}")
    assert page.get_attribute("html", "lang") == language

    def too_wide() -> bool:
        root = "document.documentElement"
        return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))

    assert not too_wide()
    key, _ = make_stamp(page)
    assert not too_wide()
    page.click("#tab-sign")
    give(page, "#act-file", "found.act.json", act_file(key, HOST, OTHER))
    page.wait_for_selector("article.sheet")
    assert not too_wide()


@pytest.mark.journey
def test_another_language_loses_nothing_that_was_typed(page: Page) -> None:
    page.click("#tab-stamp")
    page.fill("#organisation", "Far Shore")
    page.fill("#passphrase", PASSPHRASE)
    page.click("#tongue-uk")
    assert page.input_value("#organisation") == "Far Shore"
    assert page.input_value("#passphrase") == PASSPHRASE
    assert "Зробити печатку" in page.inner_text("h1")
