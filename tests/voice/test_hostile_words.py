"""Words that want to be more than words stay words, wherever they are shown."""

import io
import json
import re
from html.parser import HTMLParser

import feedparser
import pytest
from django.test import Client
from pypdf import PdfReader

from accord.voice.texts import Text
from tests.hub import Hub
from tests.xss.corpus import TRICKS
from tests.xss.places import MARKER, pages, said, withdraw

TAGS = set(
    re.findall(r"\w+", "p br h2 h3 ul ol li blockquote figure figcaption em strong a")
)
ATTRIBUTES = {"href", "rel", "start", "class"}
SCHEMES = ("https://", "http://", "mailto:")


class Seen(HTMLParser):
    """The tags of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("trick", TRICKS)
def test_a_text_makes_these_few_tags_alone(trick: str) -> None:
    for tag, attributes in Seen(Text("en", text=trick).html).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert (attributes.get("href") or "https://").startswith(SCHEMES)


def test_no_page_has_a_script_or_a_handler_of_theirs(hub: Hub, client: Client) -> None:
    found = pages(hub, client)
    shown = [name for name, html in found.items() if MARKER.lower() in html.lower()]
    assert len(shown) >= 18, sorted(set(found) - set(shown))
    for name, html in found.items():
        for tag, attributes in Seen(html).found:
            handlers = [one for one in attributes if one.startswith("on")]
            assert not handlers, (name, tag, handlers)
            links = [attributes.get(one) or "" for one in ("href", "src", "action")]
            bad = [one for one in links if re.match(r"(?i)\s*(java|vb)script:", one)]
            assert not bad, (name, tag)
            if tag == "script":
                data = attributes.get("type") == "application/ld+json"
                assert data or "src" in attributes, name
            assert tag not in ("iframe", "object", "embed", "base", "style"), name


def test_linked_data_stays_data(hub: Hub, client: Client) -> None:
    said(hub, "water")
    hub.wait(minutes=11)
    html = client.get("/en/statements/2026/water").content.decode()
    (data,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
    )
    assert not set("<>&") & set(data)
    assert json.loads(data)["headline"].startswith(MARKER)


def test_feeds_hold_them_as_words(hub: Hub, client: Client) -> None:
    said(hub, "water")
    withdraw(hub, said(hub, "gone", urgent=True))
    hub.wait(minutes=11)
    atom = client.get("/en/feed.atom").content
    feed = feedparser.parse(atom, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    assert len(feed.entries) == 2
    for entry in feed.entries:
        assert MARKER in entry.title
        for part in entry.get("content", []):
            allowed = {tag for tag, _ in Seen(part.value).found} <= {*TAGS, "div"}
            assert part.type == "text/plain" or allowed
    for item in client.get("/en/feed.json").json()["items"]:
        assert MARKER in item["title"]
        assert {tag for tag, _ in Seen(item.get("content_html", "")).found} <= TAGS


def test_the_press_sheet_and_the_words_alone(hub: Hub, client: Client) -> None:
    said(hub, "water")
    hub.wait(minutes=11)
    sheet = client.get("/en/statements/2026/water.pdf").content
    reader = PdfReader(io.BytesIO(sheet))
    assert MARKER in "".join(page.extract_text() for page in reader.pages)
    assert not {"/JavaScript", "/OpenAction", "/AA"} & set(reader.root_object)
    for form in ("txt", "md", "json"):
        answer = client.get(f"/en/statements/2026/water.{form}")
        assert "html" not in answer["Content-Type"]
        assert answer["X-Content-Type-Options"] == "nosniff"
