"""Blocks as HTML: made of these few tags alone, and every word in them written out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.voice.markup.parse import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Quotation,
    Shown,
)
from accord.voice.markup.spans import Span


@dataclass(frozen=True)
class Source:
    """Where a picture is: its address, and its sides in pixels."""

    url: str
    width: int
    height: int


Sources = Mapping[str, Source]


def html(blocks: Iterable[Block], sources: Sources, level: int = 2) -> SafeString:
    """The blocks; `level` is that of the larger headings."""
    return _join("", (block_html(one, sources, level) for one in blocks))


def block_html(block: Block, sources: Sources, level: int = 2) -> SafeString:
    """One block."""
    match block:
        case Heading(size, line):
            tag = f"h{level + size - 2}"
            return format_html("<{}>{}</{}>", tag, _line(line), tag)
        case Items(None, items):
            return format_html("<ul>{}</ul>", _items(items))
        case Items(start, items):
            return format_html('<ol start="{}">{}</ol>', start, _items(items))
        case Quotation(paragraphs):
            inner = _join("", (_paragraph(one) for one in paragraphs))
            return format_html("<blockquote>{}</blockquote>", inner)
        case Shown():
            return _picture(block, sources)
        case Paragraph():
            return _paragraph(block)


def _paragraph(paragraph: Paragraph) -> SafeString:
    return format_html("<p>{}</p>", _join("<br>", map(_line, paragraph.lines)))


def _items(items: tuple[Line, ...]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((_line(one),) for one in items))


def _picture(shown: Shown, sources: Sources) -> SafeString:
    source = sources.get(shown.number)
    if source is None:
        gone = _("A picture that is not there any more: {alt}").format(alt=shown.alt)
        image = format_html('<p class="quiet">{}</p>', gone)
    else:
        image = format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            source.url,
            source.width,
            source.height,
            shown.alt,
        )
    caption = format_html("<figcaption>{}</figcaption>", shown.caption)
    return format_html("<figure>{}{}</figure>", image, caption if shown.caption else "")


def _line(line: Line) -> SafeString:
    return _join("", map(_span, line))


def _span(span: Span) -> SafeString:
    found = format_html("{}", span.text)
    for wanted, tag in ((span.italic, "em"), (span.bold, "strong")):
        if wanted:
            found = format_html("<{}>{}</{}>", tag, found, tag)
    if span.link:
        found = format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a>', span.link, found
        )
    return found


def _join(between: str, parts: Iterable[SafeString]) -> SafeString:
    return format_html_join(SafeString(between), "{}", ((one,) for one in parts))


Rendered = Callable[[str], SafeString]
