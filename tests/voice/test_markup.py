"""The small Markdown of statements: what it reads, and what it gives out."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from accord.voice.markup.commonmark import commonmark
from accord.voice.markup.html import Source, html
from accord.voice.markup.parse import parse, pictures
from accord.voice.markup.plain import plain, printed

CASES = json.loads((Path(__file__).parent.parent / "js" / "markup.json").read_text())
SOURCES = {"1": Source("/p/1", 4, 3)}
ALLOWED = {
    *("p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a"),
    *("figure", "img", "figcaption"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_reads(case: dict[str, str]) -> None:
    assert html(parse(case["text"]), SOURCES) == case["html"]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_the_words_alone(case: dict[str, str]) -> None:
    assert plain(case["text"]) == case["plain"]


def test_as_text_for_reading() -> None:
    text = "## A\n\n- b\n- [c](https://d.example)\n\n3. e\n\n> f\n\n![g](picture:1)"
    assert printed(text) == "A\n\n- b\n- c (https://d.example)\n\n3. e\n\n> f\n\n[g]"


class Tags(HTMLParser):
    """Every tag and attribute of some HTML, and the words between them."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""
        self.feed(made)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("br", "p", "li", "h2", "h3"):
            self.words += "\n"
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "[a](//evil.example)",
    '[a](https://e.example/" onclick="alert(1))',
    "[a](https://e.example/'onclick='alert(1))",
    "![a](https://e.example/x.png)",
    '![a" onerror="alert(1)](picture:1)',
    '![a](picture:1 "</figcaption><script>alert(1)</script>")',
    '![a](picture:1 "b\\" onerror=\\"c")',
    "![a](picture:01)",
    "![a](picture:../../etc)",
    "<svg/onload=alert(1)>",
    "**<b onmouseover=alert(1)>x</b>**",
    "[<img src=x onerror=alert(1)>](https://e.example)",
    "&lt;script&gt; &#x3c;script&#62;",
    "> <iframe src=//evil.example>\n> x",
    "- <style>*{}</style>\n- y",
    "## <math><mtext></h2><script>alert(1)</script>",
    "[a](https://e.example/\u202egnp.exe)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<https://e.example> <javascript:alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text: str) -> None:
    found = Tags(html(parse(text), SOURCES))
    assert found.tags <= ALLOWED
    assert {name for name, _ in found.attributes} <= {
        *("href", "rel", "src", "width", "height", "alt", "loading", "start"),
    }
    for name, value in found.attributes:
        if name == "href":
            assert re.match(r"(https?://|mailto:)", value)
        if name == "src":
            assert value == "/p/1"


@given(st.text(alphabet='ab *[]()!\\\n-#>1."<&é:/picturehttps'))
def test_nothing_is_lost(text: str) -> None:
    """Every letter of the text reaches the page, whatever stands around it."""
    found = Tags(html(parse(text), {}))
    assert found.tags <= ALLOWED
    shown = re.sub(r"[^abé]", "", plain(text))
    if "](" not in text:
        assert shown == re.sub(r"[^abé]", "", text)
        assert shown == re.sub(r"[^abé]", "", found.words)


@pytest.mark.parametrize(
    "text",
    [
        "*" * 40_000,
        "**a" * 13_000,
        "[" * 40_000,
        "[a](" * 10_000,
        "![" * 20_000,
        "\\" * 40_000,
        "> " * 20_000,
        "- a\n" * 10_000,
        "[a](https://" + "a" * 39_000,
        " \n" * 20_000,
        "\n" * 40_000,
        "*a **b " * 5_000,
    ],
    ids=lambda text: text[:6].strip() or "spaces",
)
def test_hostile_texts_take_time_in_proportion(text: str) -> None:
    """Twice the text takes at most some four times as long, not a thousand times."""
    html(parse(text[:2000]), {})
    started = process_time()
    html(parse(text[: len(text) // 2]), {})
    half = process_time() - started
    started = process_time()
    html(parse(text), {})
    assert process_time() - started < 6 * half + 0.5


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_as_commonmark_it_shows_the_same_words(case: dict[str, str]) -> None:
    made = MarkdownIt("commonmark").render(commonmark(case["text"], {"1": "/p/1"}))
    ours, theirs = Tags(case["html"]), Tags(made)
    assert theirs.words.split() == Tags(_without_captions(case["html"])).words.split()
    assert theirs.tags <= ours.tags | {"p"}


def _without_captions(made: str) -> str:
    """CommonMark keeps a caption as the picture's title, which is no text."""
    return re.sub(r"<figcaption>.*?</figcaption>", "", made)


def test_the_first_picture_of_a_number_counts() -> None:
    text = '![one](picture:3)\n\n![two](picture:3 "x")\n\n![three](picture:1)'
    assert {number: one.alt for number, one in pictures(text).items()} == {
        "3": "one",
        "1": "three",
    }


def test_all_cases_are_in_the_form_that_is_signed() -> None:
    assert all(case["text"] == normalize("NFC", case["text"]) for case in CASES)
