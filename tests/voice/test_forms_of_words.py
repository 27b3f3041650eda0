"""Statements in other forms: feeds, Markdown, the press sheet, linked data, search."""

import io
import re
from html import unescape

import feedparser
import pytest
from django.test import Client
from markdown_it import MarkdownIt
from pypdf import PdfReader

from accord.voice import markdown
from tests.coalition import blob, text_blobs
from tests.hub import Hub
from tests.linked import linked

SIGNERS = ("alfa/voice", "bravo/voice")


def agreed(hub: Hub, slug: str = "water", **words: object) -> str:
    act = hub.statement(*SIGNERS, slug=slug, **words)
    hub.wait(minutes=11)
    return act


def said(hub: Hub, slug: str, **texts: str) -> str:
    """A statement with these texts, by language, public now."""
    words = hub.words(slug, languages=sorted(texts), urgent=True)
    contents = {
        f"text.{one}": blob({"title": "T <i>", "summary": "", "text": text})
        for one, text in texts.items()
    }
    return hub.does("voice.statement", SIGNERS, words, contents)


def withdraw(hub: Hub, act: str) -> None:
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_the_feeds_are_found_and_say_the_same(hub: Hub, client: Client) -> None:
    first = agreed(hub)
    agreed(hub, slug="bread")
    withdraw(hub, first)
    front = page(client, "/uk/")
    assert 'href="/uk/feed.atom"' in front
    assert 'href="/uk/feed.json"' in front
    answer = client.get("/uk/feed.json")
    assert answer["Content-Type"] == "application/feed+json"
    feed = answer.json()
    atom = feedparser.parse(page(client, "/uk/feed.atom"))
    assert not atom.bozo
    assert [one["id"] for one in feed["items"]] == [one.id for one in atom.entries]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/uk/feed.json")
    by_id = {one["id"]: one for one in feed["items"]}
    gone = by_id[f"urn:accord:act:{first}"]
    assert gone["_accord"]["state"] == "retracted"
    assert "The pump failed." in gone["content_text"]
    assert "Water is free" not in gone["content_text"]


def test_a_withdrawn_entry_has_a_tombstone(hub: Hub, client: Client) -> None:
    act = agreed(hub)
    assert "deleted-entry" not in page(client, "/en/feed.atom")
    withdraw(hub, act)
    feed = page(client, "/en/feed.atom")
    assert f'<at:deleted-entry ref="urn:accord:act:{act}"' in feed
    assert not feedparser.parse(feed).bozo


def test_linked_data_of_a_statement(hub: Hub, client: Client) -> None:
    old = agreed(hub)
    data = linked(page(client, "/en/statements/2026/water"))
    assert (data["@type"], data["headline"]) == ("NewsArticle", "Water")
    assert data["articleBody"] == "Water is free. (en)"
    agreed(hub, slug="water-2", corrects=old)
    data = linked(page(client, "/en/statements/2026/water"))
    assert data["creativeWorkStatus"] == "Corrected"
    correction = data["correction"]
    assert isinstance(correction, dict)
    assert correction["@type"] == "CorrectionComment"
    assert str(correction["url"]).endswith("/en/statements/2026/water-2")
    assert "articleBody" not in data


def test_words_cannot_end_the_block_of_data(hub: Hub, client: Client) -> None:
    said(hub, "trick", en="</script><script>alert(1)</script>")
    html = page(client, "/en/statements/2026/trick")
    assert linked(html)["articleBody"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in html


def test_linked_data_of_the_newsroom(hub: Hub, client: Client) -> None:
    data = linked(page(client, "/uk/"))
    assert (data["@type"], data["url"]) == ("WebSite", "http://127.0.0.1:8000/uk/")
    seek = data["potentialAction"]["target"]["urlTemplate"].replace("{words}", "water")
    assert client.get(seek.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_press_sheet_holds_the_words(hub: Hub, client: Client) -> None:
    text = "Вода безкоштовна, ґанок і їжа.\n\n#let x = 1 \\ \\*no* $x$ @here"
    act = said(hub, "sheet", uk=text, ro="Apa e gratuită, știm și țara.")
    answer = client.get("/uk/statements/2026/sheet.pdf?lang=uk")
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    flat = " ".join("".join(one.extract_text() for one in pages).split())
    assert "Вода безкоштовна, ґанок і їжа." in flat
    assert "#let x = 1 \\ *no* $x$ @here" in flat
    assert act[:16] in flat
    other = client.get("/ro/statements/2026/sheet.pdf?lang=ro").content
    assert "știm și țara" in PdfReader(io.BytesIO(other)).pages[0].extract_text()
    withdraw(hub, act)
    gone = client.get("/en/statements/2026/sheet.pdf?lang=uk").content
    words = PdfReader(io.BytesIO(gone)).pages[0].extract_text().split()
    assert "The pump failed." in " ".join(words)
    assert "Withdrawn on 1 November 2026" in " ".join(words)
    assert client.get("/en/statements/2026/none.pdf").status_code == 404


TRICKS = [
    "# no title\n- no list\n1. no number\n> no quote",
    "*a* _b_ `c` [d](http://e.example) <b>f</b> &amp; | g | ~~h~~",
    "one\ntwo\n\nthree\n===\nfour\n---",
    "    no code\n\t\tnor here\n\\* \\ end\\",
    "+ plus\n2) two\n```\nfence\n```\n![x](y)",
]


@pytest.mark.parametrize("text", TRICKS)
def test_markdown_shows_what_was_signed(text: str) -> None:
    html = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(markdown.plain(text))
    )
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}
    bare = re.sub(r"<[^>]*>", "", html)
    assert unescape(bare).split() == text.split()


def test_a_statement_as_markdown(hub: Hub, client: Client) -> None:
    act = said(hub, "md", en="1. *Water*")
    answer = client.get("/en/statements/2026/md.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert "# T \\<i\\>\n\n1. *Water*\n" in answer.content.decode()
    withdraw(hub, act)
    assert "> **Withdrawn**: The pump failed." in page(
        client, "/en/statements/2026/md.md"
    )


def test_search_finds_words_in_any_language(hub: Hub, client: Client) -> None:
    said(hub, "one", en="The bridge is open", uk="Міст відкрито")
    said(hub, "two", en="The road is open")
    assert "/statements/2026/one" in page(client, "/en/statements/search?q=МІСТ")
    both = page(client, "/en/statements/search?q=open")
    assert both.index("/2026/two") < both.index("/2026/one")
    assert "/2026/one" not in page(client, "/en/statements/search?q=open+road")
    assert "Nothing found" in page(client, "/en/statements/search?q=xyzzy")
    assert "/2026/" not in page(client, "/en/statements/search?q=")


def test_search_sees_nothing_before_its_time(hub: Hub, client: Client) -> None:
    hub.does("voice.statement", SIGNERS, hub.words(), text_blobs("en", "uk"))
    url = "/en/statements/search?q=free"
    assert "/2026/water" not in page(client, url)
    hub.wait(minutes=10)
    assert "/2026/water" in page(client, url)


def test_search_goes_on_where_it_ended(hub: Hub, client: Client) -> None:
    for number in range(22):
        said(hub, f"s{number}", en="Bread")
        hub.wait(minutes=1)
    first = page(client, "/en/statements/search?q=bread")
    (older,) = re.findall(r"before=([0-9a-f]{64})", first)
    rest = page(client, f"/en/statements/search?q=bread&before={older}")
    assert "/2026/s21" in first
    assert '/2026/s1"' in rest
    assert '/2026/s2"' not in rest
