"""RSS, Atom and JSON Feed, read into items. Runs in a process of its own: see jailed.

What comes of a feed is a JSON document:
`{"title", "items": [{"key", "url", "title", "text", "published"}]}`, all text; a time
is as the log writes it, or "" where the feed gives none.
"""

import calendar
import re
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
import orjson

from accord.core.acts import times
from accord.people.jail import NotTaken

MOST_ITEMS = 200
TITLE, TEXT, URL = 300, 5000, 2000
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*\n\s*")


class _Words(HTMLParser):
    """The words of HTML, with breaks between paragraphs."""

    BLOCKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "tr", "blockquote"})
    SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A break before a paragraph."""
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n\n" if tag != "br" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of what is not read."""
        if tag in self.SILENT and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.silent:
            self.parts.append(data)


def words(html: str) -> str:
    """What a reader sees of HTML, or of plain text."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = _SPACES.sub(" ", "".join(reader.parts))
    return _LINES.sub("\n\n", lines).strip()


def read(data: bytes) -> dict[str, object]:
    """The title and the items of a feed; raises NotTaken for what is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data)
    if _ENTITY.search(data):
        raise NotTaken("programs")
    # Bytes in a stream: feedparser would fetch what looks like an address.
    try:
        found = feedparser.parse(BytesIO(data))
    except (ValueError, LookupError, AssertionError) as error:
        # feedparser meets broken encodings in these ways.
        raise NotTaken("feed") from error
    if not found.get("version"):
        raise NotTaken("feed")
    entries = [_entry(one) for one in found.entries[:MOST_ITEMS]]
    return _feed(found.feed.get("title", ""), entries)


def _feed(title: object, items: list[dict[str, str]]) -> dict[str, object]:
    said = words(str(title))[:200]
    return {"title": said, "items": [one for one in items if one["title"]]}


def _entry(one: Any) -> dict[str, str]:  # noqa: ANN401 - feedparser has no types
    body = one.get("content") or [{"value": one.get("summary", "")}]
    # Asked as a plain dict: feedparser would take one time for the other, and warn.
    when = dict.get(one, "published_parsed") or dict.get(one, "updated_parsed")
    return _item(
        one.get("id") or one.get("link"),
        one.get("link", ""),
        one.get("title", ""),
        body[0].get("value", ""),
        _time(when) if isinstance(when, struct_time) else "",
    )


def _time(parts: struct_time) -> str:
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parts), UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return times.write(moment) if 2000 <= moment.year <= 2999 else ""


def _item(
    key: object, url: object, title: object, text: object, at: str
) -> dict[str, str]:
    said = words(str(text or ""))[:TEXT]
    head = words(str(title or "")).replace("\n", " ")[:TITLE] or said[:TITLE]
    address = str(url or "")
    if not address.startswith(("https://", "http://")) or len(address) > URL:
        address = ""
    known = str(key or "") or address or f"{head}\n{said}"
    return {
        "key": sha256(known.encode("utf-8", "replace")).hexdigest(),
        "url": address,
        "title": head,
        "text": said,
        "published": at,
    }


def _json_feed(data: bytes) -> dict[str, object]:
    try:
        document = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise NotTaken("feed") from error
    version = str(document.get("version", "")) if isinstance(document, dict) else ""
    items = document.get("items") if isinstance(document, dict) else None
    if "jsonfeed.org/version/1" not in version or not isinstance(items, list):
        raise NotTaken("feed")
    found = [_json_item(one) for one in items[:MOST_ITEMS] if isinstance(one, dict)]
    return _feed(document.get("title", ""), found)


def _json_item(one: dict[str, object]) -> dict[str, str]:
    text = one.get("content_html") or one.get("content_text") or one.get("summary")
    given = str(one.get("date_published") or one.get("date_modified") or "")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        at = ""
    else:
        at = times.write(moment) if moment.tzinfo and moment.year >= 2000 else ""
    url = one.get("url") or one.get("external_url")
    return _item(one.get("id") or url, url, one.get("title"), text, at)
