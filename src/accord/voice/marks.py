"""A verdict's evidence as pieces of text that a page can mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from accord.quotes import Span, Verdict


@dataclass(frozen=True)
class Piece:
    """Some text; `mark` is "", wrong, gap (words missing), real, rest or omitted."""

    text: str
    mark: str = ""


def quoted(words: str, verdict: Verdict) -> list[Piece]:
    """What was pasted, with what differs marked, and gaps where words are missing."""
    marks = [
        (change.quoted_at, "gap" if not change.quoted.strip() else "wrong")
        for change in verdict.changes
    ]
    return _pieces(words, verdict.part, marks, outside="")


def said(text: str, verdict: Verdict) -> list[Piece]:
    """The whole sentences around the words found, with what differs marked."""
    if verdict.span is None or verdict.sentence is None:
        return []
    marks = [
        (change.said_at, "real") for change in verdict.changes if change.said.strip()
    ]
    marks += [(span, "omitted") for span in verdict.left_out]
    low = min([verdict.sentence.start, *(span.start for span, _ in marks)])
    high = max([verdict.sentence.end, *(span.end for span, _ in marks)])
    before = Piece(text[low : verdict.span.start], "rest")
    after = Piece(text[verdict.span.end : high], "rest")
    inside = _pieces(text, verdict.span, marks, outside="")
    return [piece for piece in (before, *inside, after) if piece.text]


def _pieces(
    text: str, within: Span, marks: Iterable[tuple[Span, str]], outside: str
) -> list[Piece]:
    found, at = [], within.start
    for span, mark in sorted(marks):
        if span.start < at or span.end > within.end:
            continue
        found.append(Piece(text[at : span.start], outside))
        found.append(Piece(span.of(text), mark))
        at = span.end
    found.append(Piece(text[at : within.end], outside))
    return [piece for piece in found if piece.text or piece.mark == "gap"]
