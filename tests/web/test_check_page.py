"""The checking page, opened from disk: one file, with the verdicts of our own check."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accord.web.offline import check_page
from accord.web.offline.build import CHECK, digest, in_order
from tests.browsers import launched
from tests.web.proofs import Case, cases, encoded

LANGUAGES = ("en", "uk", "ru", "ro")


def element(name: str) -> str:
    found = re.search(rf"<{name}[^>]*>(.*?)</{name}>", check_page(), re.DOTALL)
    assert found
    return found[1]


def test_it_is_one_file_that_knows_no_network() -> None:
    page = check_page()
    markup = page.replace(element("script"), "").replace(element("style"), "")
    assert not re.search(r"<(?:link|img|iframe|object|embed|base)\b", markup)
    assert not re.search(r"\b(?:src|href|action)\s*=", markup)
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|indexedDB"
        r"|localStorage|sessionStorage|document\.cookie|\beval\(|new Function"
        r"|innerHTML|insertAdjacentHTML|document\.write",
        element("script"),
    )
    assert f"sha256-{digest(element('script'))}" in page
    assert "default-src 'none'" in page


def test_it_shares_no_code_that_signs() -> None:
    names = {module.path.name for module in in_order(CHECK)}
    assert not names & {"keyfile.js", "stamp.js", "actfile.js", "store.js"}


def test_the_hub_gives_it_away(db: None, client: Client) -> None:
    answer = client.get("/check.html")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content.decode() == check_page()


def test_all_languages_say_the_same() -> None:
    texts = CHECK.parent / "text"
    said = {one: _keys((texts / f"{one}.js").read_text()) for one in LANGUAGES}
    assert all(keys == said["en"] for keys in said.values())


def _keys(source: str) -> set[str]:
    return set(re.findall(r'^  "([^"]+)":', source, re.MULTILINE))


# In a browser, from disk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "check.html"
    path.write_text(check_page(), encoding="utf-8")
    return path


@pytest.fixture
def page(chromium: Browser, file: Path) -> Iterator[Page]:
    """The page opened from disk; it may ask for nothing and fail at nothing."""
    opened = chromium.new_page(locale="en-GB")
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text))
    opened.on("request", lambda asked: troubles.append(asked.url))
    opened.goto(file.as_uri())
    yield opened
    assert [one for one in troubles if not one.startswith("file:")] == []
    opened.close()


def give(page: Page, case: Case) -> None:
    page.fill("#trust", case.trust)
    page.set_input_files(
        "#file",
        {"name": "x.bundle.json", "mimeType": "application/json", "buffer": case.data},
    )
    page.click("#go")
    page.wait_for_selector("#main:not([aria-busy]) #result[data-verdict]")


@pytest.mark.journey
def test_its_verdict_on_every_vector_is_ours(page: Page) -> None:
    """The same files are proven, the same are refused, at the same step."""
    # What is no id at all does not come so far: the field itself asks for one.
    every = [one for one in cases() if re.fullmatch("[0-9a-f]{64}", one.trust)]
    assert sum(not one.proven for one in every) > 50
    for case in every:
        give(page, case)
        result = page.locator("#result")
        verdict = result.get_attribute("data-verdict")
        assert verdict == ("proven" if case.proven else "refused"), case.name
        if case.proven:
            assert result.get_attribute("data-state") == case.state, case.name
        else:
            assert result.get_attribute("data-step") == case.step, case.name


def good() -> Case:
    return next(one for one in cases() if one.proven and one.name == "agreed")


@pytest.mark.journey
def test_a_single_changed_letter_is_found(page: Page) -> None:
    case = good()
    document = json.loads(case.data)
    text = document["blobs"]["text.en"]
    document["blobs"]["text.en"] = (
        text[:60] + ("A" if text[60] != "A" else "B") + text[61:]
    )
    give(page, case._replace(data=encoded(document)))
    expect(page.locator("#result")).to_contain_text("not those that were signed")


@pytest.mark.journey
def test_it_says_who_and_what(page: Page) -> None:
    case = good()
    give(page, case)
    expect(page.locator("#result h2")).to_have_text("Proven, and in force then")
    expect(page.locator("#result")).to_contain_text("alfa, bravo and delta (3 of 4")
    expect(page.locator("article[lang=en]")).to_contain_text("Water is free. (en)")
    expect(page.locator("#result")).to_contain_text("The host’s alone")
    assert page.evaluate("document.activeElement.id") == "result"
    give(page, case._replace(trust="ab" * 32))
    expect(page.locator("#result")).to_contain_text("no proof by the coalition")


@pytest.mark.journey
def test_what_is_missing_is_said(page: Page) -> None:
    page.click("#go")
    expect(page.locator("[role=alert]")).to_contain_text("64 digits")
    page.fill("#trust", "AB " * 32)
    page.click("#go")
    expect(page.locator("[role=alert]")).to_contain_text("Choose a proof file")
    assert page.input_value("#trust") == "AB " * 32


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_phone_in_every_language(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    give(page, good())
    page.click(f"#tongue-{language}")
    assert page.get_attribute("html", "lang") == language
    assert page.locator("article.sheet").count() == 2
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
