"""Blocks as JSON, for a paper: nothing in it is markup any more."""

from collections.abc import Collection, Iterable

from accord.voice.markup.parse import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Quotation,
    Shown,
)

Data = dict[str, object]


def blocks(found: Iterable[Block], files: Collection[str]) -> list[Data]:
    """Each block with its `kind`; a picture with the name of its file, or ""."""
    return [_block(one, files) for one in found]


def _block(block: Block, files: Collection[str]) -> Data:
    match block:
        case Heading(level, line):
            return {"kind": "heading", "level": level, "line": _line(line)}
        case Items(start, items):
            lines = [_line(one) for one in items]
            return {"kind": "list", "start": start, "items": lines}
        case Quotation(paragraphs):
            return {"kind": "quotation", "parts": [_lines(one) for one in paragraphs]}
        case Shown(number, alt, caption):
            names = (f"{number}.jpg", f"{number}.png")
            file = next((one for one in names if one in files), "")
            return {"kind": "picture", "file": file, "alt": alt, "caption": caption}
        case Paragraph():
            return {"kind": "paragraph", "lines": _lines(block)}


def _lines(paragraph: Paragraph) -> list[list[Data]]:
    return [_line(one) for one in paragraph.lines]


def _line(line: Line) -> list[Data]:
    return [
        {"text": one.text, "bold": one.bold, "italic": one.italic, "link": one.link}
        for one in line
    ]
