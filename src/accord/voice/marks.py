"""A verdict's evidence as pieces of text that a page can mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from accord.quotes import Span, Verdict
from accord.voice.cleaning import visible


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
    return _pieces(words, verdict.part, marks, verdict.part)


def said(text: str, verdict: Verdict) -> list[Piece]:
    """The whole sentences around the words found, with what differs marked."""
    if verdict.span is None or verdict.sentence is None:
        return []
    marks = [
        (change.said_at, "real") for change in verdict.changes if change.said.strip()
    ]
    marks += [(span, "omitted") for span in verdict.left_out]
    low = min(verdict.sentence.start, *(span.start for span, _ in marks), len(text))
    high = max(verdict.sentence.end, *(span.end for span, _ in marks), 0)
    return _pieces(text, Span(low, high), marks, verdict.span)


def _pieces(
    text: str, shown: Span, marks: Iterable[tuple[Span, str]], found: Span
) -> list[Piece]:
    """The text of `shown` in pieces; what is outside of `found` is the rest."""
    pieces, at = [], shown.start
    for span, mark in sorted(marks):
        if span.start < at or span.end > shown.end:
            continue
        pieces += _plain(text, Span(at, span.start), found)
        pieces.append(Piece(visible(span.of(text)), mark))
        at = span.end
    pieces += _plain(text, Span(at, shown.end), found)
    return [piece for piece in pieces if piece.text or piece.mark == "gap"]


def _plain(text: str, span: Span, found: Span) -> list[Piece]:
    """Unmarked text: before, inside and after the words found."""
    low = min(max(found.start, span.start), span.end)
    high = max(min(found.end, span.end), low)
    return [
        Piece(visible(text[span.start : low]), "rest"),
        Piece(visible(text[low:high])),
        Piece(visible(text[high : span.end]), "rest"),
    ]
