"""A statement's text in blocks: paragraphs, headings, lists, quotations, pictures.

Whatever is none of them is a paragraph with just these signs, so every text can be
read, and nothing in it is lost (docs/formats/text.md).
"""

import re
from dataclasses import dataclass

from accord.voice.markup.spans import SIGNS, Span, spans, unescaped

Line = tuple[Span, ...]
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_HEADING = re.compile(r"(##|###) (.*\S.*)")
_BULLET = re.compile(r"- (.*\S.*)")
_NUMBER = re.compile(r"([1-9][0-9]{0,3}|0)\. (.*\S.*)")
_QUOTE = re.compile(r">(?: (.*))?")
_PICTURE = re.compile(
    rf"!\[(?P<alt>(?:\\[{SIGNS}]|[^\\\[\]])*)\]"
    rf'\(picture:(?P<number>[1-9][0-9]?)(?: "(?P<caption>(?:\\[{SIGNS}]|[^\\"])*)")?\)'
)


@dataclass(frozen=True)
class Paragraph:
    """Lines of words."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """One line above what follows; `level` is 2 or 3, for the title is 1."""

    level: int
    line: Line


@dataclass(frozen=True)
class Items:
    """A list; `start` is its first number, or None with bullets."""

    start: int | None
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Quotation:
    """Words of others."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Shown:
    """A picture: its number, what it shows for who cannot see it, its caption."""

    number: str
    alt: str
    caption: str


Block = Paragraph | Heading | Items | Quotation | Shown


def parse(text: str) -> list[Block]:
    """The text's blocks in their order."""
    parts = (part.strip("\n") for part in _BREAK.split(text))
    return [_block(part.split("\n")) for part in parts if part.strip()]


def _block(lines: list[str]) -> Block:
    if len(lines) == 1:
        if found := _HEADING.fullmatch(lines[0]):
            return Heading(len(found[1]), spans(found[2]))
        if found := _PICTURE.fullmatch(lines[0].rstrip()):
            return Shown(
                found["number"],
                unescaped(found["alt"]),
                unescaped(found["caption"] or ""),
            )
    return _items(lines) or _quotation(lines) or Paragraph(_lines(lines))


def _items(lines: list[str]) -> Items | None:
    """A list, if every line is an item, and the numbers follow each other."""
    bullets = [_BULLET.fullmatch(one) for one in lines]
    if all(bullets):
        return Items(None, tuple(spans(one[1]) for one in bullets if one))
    numbers = [_NUMBER.fullmatch(one) for one in lines]
    if not all(numbers):
        return None
    start = int(numbers[0][1]) if numbers[0] else 0
    counted = (one and one[1] == str(start + at) for at, one in enumerate(numbers))
    if not all(counted):
        return None
    return Items(start, tuple(spans(one[2]) for one in numbers if one))


def _quotation(lines: list[str]) -> Quotation | None:
    quoted = [_QUOTE.fullmatch(one) for one in lines]
    if not all(quoted):
        return None
    words = "\n".join(one[1] or "" for one in quoted if one)
    parts = [part for part in _BREAK.split(words) if part.strip()]
    if not parts:
        return None
    return Quotation(
        tuple(Paragraph(_lines(one.strip("\n").split("\n"))) for one in parts)
    )


def _lines(lines: list[str]) -> tuple[Line, ...]:
    return tuple(spans(one) for one in lines)


def pictures(text: str) -> dict[str, Shown]:
    """The pictures in a text by their numbers, the first of each number."""
    found: dict[str, Shown] = {}
    for block in parse(text):
        if isinstance(block, Shown):
            found.setdefault(block.number, block)
    return found
