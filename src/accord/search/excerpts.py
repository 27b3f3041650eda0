"""A few words around what was found, with what was asked for marked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from accord.search.folding import WORD, folded

AROUND = 80


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `marked` where it is what was asked for."""

    text: str
    marked: bool


def excerpt(text: str, stems: Sequence[str]) -> tuple[Part, ...]:
    """About a line of a text, around the first word that begins with a stem."""
    flat = " ".join(text.split())
    spots = [one.span() for one in WORD.finditer(flat) if _asked(one.group(), stems)]
    start = max(0, spots[0][0] - AROUND) if spots else 0
    if start:
        start = flat.find(" ", start) + 1
    end = min(len(flat), start + 3 * AROUND)
    parts, at = [Part("… ", False)] if start else [], start
    for left, right in spots:
        if start <= left and right <= end:
            parts += [Part(flat[at:left], False), Part(flat[left:right], True)]
            at = right
    rest = flat[at:end] + (" …" if end < len(flat) else "")
    return tuple(one for one in [*parts, Part(rest, False)] if one.text)


def _asked(word: str, stems: Sequence[str]) -> bool:
    return folded(word).startswith(tuple(stems)) if stems else False
