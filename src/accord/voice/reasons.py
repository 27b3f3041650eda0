"""The reason of a withdrawal, in the languages of what is withdrawn.

One text is signed. Where it is given in several languages, the part of each begins with
the language's own name: "English: The pump failed.", "Українська: Насос зламався."
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language

from accord.voice.texts_form import own_name

_BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Part:
    """The reason in one language; "" where the text does not say in which it is."""

    language: str
    text: str


def together(parts: Mapping[str, str]) -> str:
    """The text that is signed; one language alone needs no name."""
    if len(parts) == 1:
        return next(iter(parts.values()))
    return "\n\n".join(f"{own_name(one)}: {text}" for one, text in parts.items())


def parts(text: str, languages: Sequence[str]) -> list[Part]:
    """A reason by language, the reader's first, then English.

    `languages` are those of what is withdrawn: a reason without a name is in that one,
    if it is one alone.
    """
    if not text:
        return []
    found: list[Part] = []
    for paragraph in _BREAK.split(text):
        name, colon, rest = paragraph.partition(":")
        language = _named().get(name.strip()) if colon else None
        if language:
            found.append(Part(language, rest.strip()))
        elif found:
            last = found.pop()
            found.append(Part(last.language, f"{last.text}\n\n{paragraph}"))
        else:
            found.append(Part(languages[0] if len(languages) == 1 else "", paragraph))
    first = (get_language(), "en")
    order = {
        part: first.index(part.language) for part in found if part.language in first
    }
    return sorted(found, key=lambda part: order.get(part, len(first)))


@cache
def _named() -> dict[str, str]:
    """Languages by their own names."""
    return {own_name(code): code for code in LANG_INFO if len(code) <= 3}
