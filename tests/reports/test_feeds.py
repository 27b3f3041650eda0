"""Feeds: RSS, Atom and JSON Feed in their kinds; what is none is refused."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.people.jail import NotTaken
from accord.reports import feeds

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>River &amp; Weather</title>
<item><title>Level rises</title><link>https://river.example/1?utm_source=x</link>
<guid>tag:1</guid><pubDate>Sun, 01 Nov 2026 07:00:00 +0200</pubDate>
<description>&lt;p&gt;It &lt;b&gt;rises&lt;/b&gt;.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;
&lt;p&gt;Slowly.&lt;/p&gt;</description></item>
<item><title></title><description></description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Річка</title><id>x</id>
<updated>2026-11-01T05:00:00Z</updated>
<entry><id>a1</id><title type="html">Вода &lt;i&gt;стоїть&lt;/i&gt;</title>
<link href="javascript:alert(1)"/><updated>2026-11-01T05:00:00Z</updated>
<summary>Три метри</summary></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Ferry",
"items": [{"id": 7, "url": "https://ferry.example/7", "title": "No ferry",
"content_html": "<p>Until noon.</p>", "date_published": "2026-11-01T06:00:00+02:00"},
{"id": "8", "content_text": "Only text", "date_published": "sometime"}, 9]}"""


def read(text: str) -> tuple[str, list[dict[str, str]]]:
    """The title and the items of a feed."""
    found = feeds.read(text.encode())
    items = found["items"]
    assert isinstance(items, list)
    return str(found["title"]), items


def test_rss() -> None:
    title, (item,) = read(RSS)
    assert title == "River & Weather"
    assert item["title"] == "Level rises"
    assert item["text"] == "It rises.\n\nSlowly."
    assert item["published"] == "2026-11-01T05:00:00Z"
    assert item["url"] == "https://river.example/1?utm_source=x"


def test_atom_and_a_link_that_is_a_program() -> None:
    title, (item,) = read(ATOM)
    assert (title, item["title"]) == ("Річка", "Вода стоїть")
    assert item["url"] == ""
    assert item["published"] == "2026-11-01T05:00:00Z"


def test_json_feed() -> None:
    _, (first, second) = read(JSON)
    assert (first["text"], first["published"]) == (
        "Until noon.",
        "2026-11-01T04:00:00Z",
    )
    assert (second["title"], second["published"]) == ("Only text", "")


def test_a_feed_that_is_not_quite_in_order_is_read() -> None:
    _, (item,) = read(RSS.replace("Level rises", "Level&nbsp;rises < 3 m"))
    assert item["title"].startswith("Level rises")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a feed",
        b"<html><body>Hello</body></html>",
        b"{}",
        b"[1]",
        b"{" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
        bytes(range(256)) * 40,
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + RSS.encode(),
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ATOM.encode(),
        b"https://river.example/feed.xml",
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(NotTaken):
        feeds.read(data)


def test_two_hundred_items_are_read_and_long_ones_cut() -> None:
    item = "<item><title>{}</title><description>{}</description></item>"
    items = "".join(item.format(n, "x" * 9000) for n in range(300))
    _, found = read(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert len(found) == 200
    assert len(found[0]["text"]) == 5000


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 500))
def test_a_broken_feed_breaks_nothing(noise: bytes, at: int) -> None:
    data = RSS.encode()
    for one in _broken(data, noise, at):
        with suppress(NotTaken):
            feeds.read(one)


def _broken(data: bytes, noise: bytes, at: int) -> Iterator[bytes]:
    yield data[:at] + noise + data[at:]
    yield data[:at] + noise
