"""The words of acts of voice, read from where their contents are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.safestring import SafeString

from accord.ledger import queries
from accord.ledger.cache import reading
from accord.voice import pictures
from accord.voice.cleaning import visible
from accord.voice.markup.html import Sources, block_html, html
from accord.voice.markup.parse import Block, Paragraph, Shown, parse
from accord.voice.markup.plain import plain, printed
from accord.voice.markup.spans import Span

PARTS = ("title", "summary", "text")
Name = tuple[str, str]  # an act's id and a language


@dataclass(frozen=True)
class Text:
    """The words in one language; `erased` when the content is gone.

    `text` is in the small Markdown of docs/formats/text.md; `sources` are its pictures.
    """

    language: str
    title: str = ""
    summary: str = ""
    text: str = ""
    erased: bool = False
    sources: Sources = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def blocks(self) -> list[Block]:
        """The text's paragraphs, headings, lists, quotations and pictures."""
        return parse(self.text)

    @property
    def html(self) -> SafeString:
        """The text for a page, under a title of the first level."""
        return html(self.blocks, self.sources)

    @property
    def beginning(self) -> SafeString:
        """Its first block."""
        return html(self.blocks[:1], self.sources)

    @property
    def cells(self) -> list[SafeString]:
        """Title, summary and the text's blocks, to stand beside other languages."""
        words = (_words(one) for one in (self.title, self.summary) if one)
        blocks = (*words, *self.blocks)
        return [block_html(one, self.sources, level=3) for one in blocks]

    @property
    def pictures(self) -> list[Shown]:
        """The pictures in the text that are still there."""
        shown = (one for one in self.blocks if isinstance(one, Shown))
        return [one for one in shown if one.number in self.sources]

    @property
    def whole(self) -> str:
        """Title, summary and text as one, the words alone."""
        return _together(self.title, self.summary, plain(self.text))

    @property
    def whole_text(self) -> str:
        """The text without title and summary, the words alone."""
        return plain(self.text)

    @property
    def printed(self) -> str:
        """The same for reading as plain text."""
        return _together(self.title, self.summary, printed(self.text))


def _words(text: str) -> Paragraph:
    return Paragraph(tuple((Span(line),) for line in text.split("\n")))


def _together(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def exact(names: Iterable[Name]) -> dict[Name, Text]:
    """The words of acts in some languages, exactly as they were signed."""
    wanted = _hashes(names)
    found = queries.documents(wanted.values())
    return {name: _read(name[1], found.get(sha256)) for name, sha256 in wanted.items()}


def shown(names: Iterable[Name]) -> dict[Name, Text]:
    """The same for pages: signs that turn a text around are written out."""
    return {
        name: replace(_visible(text), sources=pictures.sources(name[0]))
        for name, text in exact(names).items()
    }


def text_of(act_id: str, language: str) -> Text:
    """The words of one act in one language, for pages."""
    (text,) = shown([(act_id, language)]).values()
    return text


def _hashes(names: Iterable[Name]) -> dict[Name, str]:
    """Where words are kept; "" where an act has none in a language."""
    found = {}
    with reading() as state:
        for act_id, language in names:
            act = state.translations.get(act_id, {}).get(language, act_id)
            record = state.acts.get(act)
            ref = record.act.blobs.get(f"text.{language}") if record else None
            found[act_id, language] = ref.sha256 if ref else ""
    return found


def _read(language: str, content: dict[str, object] | None) -> Text:
    if content is None:
        return Text(language, erased=True)
    title, summary, text = (str(content.get(part, "")) for part in PARTS)
    return Text(language, title, summary, text)


def _visible(text: Text) -> Text:
    title, summary, words = (visible(getattr(text, part)) for part in PARTS)
    return replace(text, title=title, summary=summary, text=words)
