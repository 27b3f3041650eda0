"""What may be out of step between the languages of a draft, found by comparing them.

Signs, not proof: a translation may need two sentences where the original has one. So
these are shown beside the words, and never keep a draft from being proposed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.voice.markup.parse import Block, Heading, Items, Shown, parse
from accord.voice.markup.plain import plain
from accord.voice.models import DraftText
from accord.voice.texts_form import own_name

_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")
_JOINTS = re.compile(r"[.,:\u00a0\u202f ]")
_LATIN = re.compile(r"\b[A-Z][A-Z0-9-]{2,}\b|\bhttps?://\S+|\b[\w.+-]+@[\w.-]+\w\b")
# Letters that look alike: a search and a check take such a word for another.
_MIXED = re.compile(r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0400-\u052f])[^\W\d_]+\b")
MOST_NAMED = 6


@dataclass(frozen=True)
class Shape:
    """What can be compared between languages."""

    blocks: tuple[str, ...]
    numbers: Counter[str]
    names: Counter[str]
    pictures: frozenset[str]
    undescribed: frozenset[str]
    mixed: Counter[str]


def found(texts: Mapping[str, DraftText]) -> dict[str, list[str]]:
    """By language, sentences about what differs from the first written language."""
    written = {one: row for one, row in texts.items() if row.title and plain(row.text)}
    if not written:
        return {}
    first = min(written, key=lambda one: (written[one].saved, one))
    shapes = {one: shape(row) for one, row in written.items()}
    return {
        one: list(_differences(shapes[one], shapes[first], own_name(first)))
        if one != first
        else list(_alone(shapes[one]))
        for one in written
    }


def shape(row: DraftText) -> Shape:
    """What can be compared of one language."""
    whole = "\n\n".join((row.title, row.summary, plain(row.text)))
    blocks = parse(row.text)
    shown = [one for one in blocks if isinstance(one, Shown)]
    return Shape(
        tuple(_sort(one) for one in blocks if not isinstance(one, Shown)),
        Counter(_JOINTS.sub("\u2009", one) for one in _NUMBER.findall(whole)),
        Counter(_LATIN.findall(whole)),
        frozenset(one.number for one in shown),
        frozenset(one.number for one in shown if not one.alt.strip()),
        Counter(_MIXED.findall(whole)),
    )


def _sort(block: Block) -> str:
    if isinstance(block, Items):
        return f"list of {len(block.items)}"
    return "heading" if isinstance(block, Heading) else "words"


def _differences(mine: Shape, first: Shape, language: str) -> Iterator[str]:
    if len(mine.blocks) != len(first.blocks):
        yield ngettext(
            "%(n)d paragraph, in %(language)s %(other)d.",
            "%(n)d paragraphs, in %(language)s %(other)d.",
            len(mine.blocks),
        ) % {"n": len(mine.blocks), "language": language, "other": len(first.blocks)}
    elif mine.blocks != first.blocks:
        yield _("Headings or lists stand otherwise than in {language}.").format(
            language=language
        )
    for lacking, other in (
        (first.numbers - mine.numbers, mine.numbers - first.numbers),
        (first.names - mine.names, mine.names - first.names),
    ):
        if lacking:
            yield _("Only in {language}: {words}.").format(
                language=language, words=_named(lacking)
            )
        if other:
            yield _("Not in {language}: {words}.").format(
                language=language, words=_named(other)
            )
    for number in sorted(first.pictures ^ mine.pictures, key=int):
        if number in mine.pictures:
            said = _("Picture {n} is not in {language}.")
        else:
            said = _("Picture {n} is missing; it is in {language}.")
        yield said.format(n=number, language=language)
    yield from _alone(mine)


def _alone(mine: Shape) -> Iterator[str]:
    if mine.mixed:
        yield _("Latin and Cyrillic letters in one word: {words}.").format(
            words=_named(mine.mixed)
        )
    for number in sorted(mine.undescribed, key=int):
        yield _("Picture {n} has no description for who cannot see it.").format(
            n=number
        )


def _named(words: Counter[str]) -> str:
    listed = sorted(words)[:MOST_NAMED]
    return ", ".join(listed) + (" …" if len(words) > MOST_NAMED else "")
