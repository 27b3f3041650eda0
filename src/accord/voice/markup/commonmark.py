"""Blocks as CommonMark that every reader shows with just the signs that were signed."""

import re
from collections.abc import Iterator, Mapping

from accord.voice import markdown
from accord.voice.markup.parse import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Quotation,
    Shown,
    parse,
)
from accord.voice.markup.spans import Span

_TITLE = re.compile(r'(["\\])')


def commonmark(text: str, addresses: Mapping[str, str]) -> str:
    """The text, with the pictures at these addresses."""
    return "\n\n".join(_block(one, addresses) for one in parse(text))


def _block(block: Block, addresses: Mapping[str, str]) -> str:
    match block:
        case Heading(level, line):
            return f"{'#' * level} {_line(line)}"
        case Items(start, items):
            lines = (markdown.beginning(_line(one)) for one in items)
            return "\n".join(
                f"{'-' if start is None else f'{start + at}.'} {line}"
                for at, line in enumerate(lines)
            )
        case Quotation(paragraphs):
            inner = "\n\n".join(_paragraph(one) for one in paragraphs)
            return "\n".join(f"> {one}".rstrip() for one in inner.split("\n"))
        case Shown(number, alt, caption):
            return _picture(alt, caption, addresses.get(number, ""))
        case Paragraph():
            return _paragraph(block)


def _picture(alt: str, caption: str, address: str) -> str:
    quoted = _TITLE.sub(r"\\\1", caption)
    title = f' "{quoted}"' if caption else ""
    return f"![{markdown.line(alt)}](<{address}>{title})"


def _paragraph(paragraph: Paragraph) -> str:
    return "\\\n".join(markdown.beginning(_line(one)) for one in paragraph.lines)


def _line(line: Line) -> str:
    return "".join(_spans(line))


def _spans(line: Line) -> Iterator[str]:
    for at, span in enumerate(line):
        text = markdown.signs(span.text)
        if span.link:
            text = f"[{text}](<{span.link}>)"
        elif _can_be_marked(span, line[at + 1 : at + 2], line[:at][-1:]):
            mark = "**" * span.bold + "*" * span.italic
            text = f"{mark}{text}{mark[::-1]}"
        yield text


def _can_be_marked(span: Span, after: Line, before: Line) -> bool:
    """Whether stars around it mean the same there (CommonMark 6.2, flanking)."""
    inner = span.text
    if inner != inner.strip() or not inner:
        return False
    left = not before or not before[0].text[-1:].isalnum() or inner[0].isalnum()
    right = not after or not after[0].text[:1].isalnum() or inner[-1].isalnum()
    marked = any(one.bold or one.italic for one in (*before, *after))
    return left and right and not marked
