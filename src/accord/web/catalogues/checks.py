"""What may be wrong with the words of an app. Each finding is one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it has no stubs
from django.template.base import Lexer, Token, TokenType

from accord.web.catalogues.files import (
    APPS,
    HOUSE,
    Catalogue,
    key,
    messages,
    sources,
)

# Words of the code that no reader has to learn, and what they are elsewhere.
FORBIDDEN = re.compile(
    r"\b(leaf|blobs?|checkpoints?|epochs?|cosign\w*|slugs?|standing|envelopes?|"
    r"fold(s|ed|ing)?|hash(es|ed|ing)?)\b"
    r"|\b(блоб|хеш|геш|хэш|чекпо[иїй]нт|эпох|епох|слаг|конверт|косайн|косигн|"
    r"сверт[ок]|свёртк|згортк)"
    r"|\b(epoc[ăai]|plic(ul|uri|urile)?|frunz[ăae]|pliere)\b",
    re.IGNORECASE,
)
# Programs, formats and marks are written the same everywhere.
_NAMED = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SHOWN = ("aria-label", "title", "alt", "placeholder", "label")


def of_catalogue(catalogue: Catalogue) -> Iterator[str]:
    """What is missing, stale or wrong in one language of one app."""
    name = f"{catalogue.app} {catalogue.language}"
    entries = {key(entry): entry for entry in catalogue.read()}
    wanted = messages(catalogue.app)
    for message in wanted.keys() - entries.keys():
        yield f"{name}: not extracted: {message.singular!r}"
    for message in entries.keys() - wanted.keys():
        yield f"{name}: no longer used: {message.singular!r}"
    for entry in entries.values():
        for fault in _of_entry(entry):
            yield f"{name}: {fault}: {entry.msgid!r}"
    stale = catalogue.mo.read_bytes() if catalogue.mo.exists() else b""
    if entries and stale != catalogue.binary():
        yield f"{name}: django.mo is not compiled from django.po"


def of_language(language: str) -> Iterator[str]:
    """The same English said in several ways: pages mix the words of all apps, so only
    one of them would be read anywhere.
    """
    said: dict[tuple[str, str], dict[str, list[str]]] = {}
    for app in APPS:
        for entry in Catalogue(app, language).read():
            text = "|".join(entry.msgstr_plural.values()) or entry.msgstr
            ways = said.setdefault((entry.msgctxt or "", entry.msgid), {})
            ways.setdefault(text, []).append(app)
    for (_, english), ways in said.items():
        if len(ways) > 1:
            how = ", ".join(f"{text!r} in {' '.join(ways[text])}" for text in ways)
            yield f"{language}: {english!r} wants a context, it is said as {how}"


def of_english(app: str) -> Iterator[str]:
    """Forbidden words in what authors wrote."""
    for message, files in messages(app).items():
        for text in (message.singular, message.plural):
            if word := forbidden_in(text):
                yield f"{files[0]}: a reader should not meet {word!r}: {text!r}"


def of_templates(app: str) -> Iterator[str]:
    """Words in templates that cannot be translated, for want of {% translate %}."""
    for path in sources(app):
        if path.suffix == ".html":
            for text in bare_words(path.read_text("utf-8")):
                yield f"{_short(path)}: not translatable: {text!r}"


def forbidden_in(text: str) -> str | None:
    """The first word that no reader should meet, if there is one."""
    word = FORBIDDEN.search(_NAMED.sub("", text))
    return word[0] if word else None


def bare_words(source: str) -> list[str]:
    """The words of a template that stand outside of its translated parts."""
    reader = _Bare()
    reader.feed("".join(_literal(Lexer(source).tokenize())))
    reader.close()
    return reader.found


def _of_entry(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if "fuzzy" in entry.flags:
        yield "marked as unsure"
    if not all(texts):
        yield "not translated"
        return
    known = {*_NAMED.findall(entry.msgid), *_NAMED.findall(entry.msgid_plural)}
    for text in texts:
        if not set(_NAMED.findall(text)) <= known or (
            not entry.msgid_plural and set(_NAMED.findall(text)) != known
        ):
            yield f"other placeholders or tags than the English: {text!r}"
        if word := forbidden_in(text):
            yield f"a reader should not meet {word!r}"


def _literal(tokens: list[Token]) -> Iterator[str]:
    """The text of a template, with a sign for every tag."""
    until = ""
    for token in tokens:
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            if not until and word in ("blocktranslate", "blocktrans", "comment"):
                until = f"end{word}"
            elif word == until:
                until = ""
        elif token.token_type == TokenType.TEXT and not until:
            yield token.contents
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield "\N{OBJECT REPLACEMENT CHARACTER}"


class _Bare(HTMLParser):
    """Collects text and attributes that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []  # open elements that are no words, nested

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes; and whether the text below is words at all."""
        named = dict(attrs)
        no_words = tag in ("script", "style") or named.get("translate") == "no"
        if no_words or tag in self._silent:
            self._silent.append(tag)
        for name in _SHOWN:
            self._note(named.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        """The end of an element that is no words."""
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if _WORDS.search(text):
            self.found.append(" ".join(text.split()))


def _short(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()
