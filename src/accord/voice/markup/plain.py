"""Blocks as plain text: the words alone for the check, and set for reading."""

from collections.abc import Iterable, Iterator

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


def plain(text: str) -> str:
    """The words as a reader of the page takes them away: without marks.

    Captions are words of ours too; what a picture shows for who cannot see it is not.
    """
    parts = (_bare(block) for block in parse(text))
    return "\n\n".join(part for part in parts if part)


def _bare(block: Block) -> str:
    return "\n".join("".join(span.text for span in line) for line in _lines(block))


def _lines(block: Block) -> Iterable[Line]:
    match block:
        case Heading(_, line):
            return (line,)
        case Items(_, items):
            return items
        case Quotation(paragraphs):
            return _paragraphs(paragraphs)
        case Shown(_, _, caption):
            return ((Span(caption),),) if caption else ()
        case Paragraph(lines):
            return lines


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    for at, one in enumerate(paragraphs):
        if at:
            yield ()
        yield from one.lines


def printed(text: str) -> str:
    """The words for reading as plain text: lists, quotations and links can be seen."""
    return "\n\n".join("\n".join(_set(block)) for block in parse(text))


def _set(block: Block) -> Iterator[str]:
    match block:
        case Items(start, items):
            for at, one in enumerate(items):
                yield f"{'-' if start is None else f'{start + at}.'} {_with_links(one)}"
        case Quotation():
            for one in _lines(block):
                yield f"> {_with_links(one)}".rstrip()
        case Shown(_, alt, caption):
            yield f"[{alt}]"
            if caption:
                yield caption
        case _:
            yield from map(_with_links, _lines(block))


def _with_links(line: Line) -> str:
    return "".join(
        f"{one.text} ({one.link})" if one.link and one.link != one.text else one.text
        for one in line
    )
