"""The words of acts of voice, read from where their contents are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accord.ledger import queries
from accord.ledger.cache import reading
from accord.voice.cleaning import visible

PARTS = ("title", "summary", "text")
Name = tuple[str, str]  # an act's id and a language


@dataclass(frozen=True)
class Text:
    """The words in one language; `erased` when the content is gone."""

    language: str
    title: str = ""
    summary: str = ""
    text: str = ""
    erased: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """The text's paragraphs, as a page sets them."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]

    @property
    def whole(self) -> str:
        """Title, summary and text as one, as paragraphs."""
        parts = (self.title, self.summary, self.text)
        return "\n\n".join(part for part in parts if part)


def exact(names: Iterable[Name]) -> dict[Name, Text]:
    """The words of acts in some languages, exactly as they were signed."""
    wanted = _hashes(names)
    found = queries.documents(wanted.values())
    return {name: _read(name[1], found.get(sha256)) for name, sha256 in wanted.items()}


def shown(names: Iterable[Name]) -> dict[Name, Text]:
    """The same for pages: signs that turn a text around are written out."""
    return {name: _visible(text) for name, text in exact(names).items()}


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
