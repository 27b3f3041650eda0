"""What stands in a quote before its first part and after its last one.

It may have taken the place of the statement's own words there, or was added.
"""

from collections.abc import Iterator
from typing import NamedTuple

from accord.quotes.align import Alignment
from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.naming import drafts_of, scanned_alike
from accord.quotes.parts import Cover
from accord.quotes.sentences import whole_sentences

_FEW = 3  # words at an end; more of them were added, and take nothing's place
_SKIPPED = 3  # words left out before the last ones
_FEW_SCANNED = 6  # or were broken, or run together


class End(NamedTuple):
    """One end of a quote: the part beside it, its own tokens, and the way outwards."""

    part: Alignment
    quoted: range
    step: int  # -1 before the first part, 1 after the last

    def block(self, low: int, high: int) -> Block:
        """The quote's tokens here, for these of the statement."""
        return Block(low, high, self.quoted.start, self.quoted.stop)


def edge_drafts(texts: Texts, cover: Cover) -> Iterator[Draft]:
    """The differences at both ends of a quote."""
    for end in _ends(cover):
        yield from drafts_of(texts, _beside(texts, end))


def _ends(cover: Cover) -> Iterator[End]:
    first, last, main = cover.parts[0], cover.parts[-1], cover.main
    if cover.low < first.quoted_low:
        part = first if first.stored is main.stored else main
        yield End(part, range(cover.low, first.quoted_low), -1)
    if last.quoted_high < cover.high:
        part = last if last.stored is main.stored else main
        yield End(part, range(last.quoted_high, cover.high), 1)


def _beside(texts: Texts, end: End) -> Block:
    """The quote's tokens with those of the statement that they may stand for.

    Words may stand for such as a scanner would have made them from, for all there are
    up to the next mark, or for as many of the same sentence; marks for marks.
    """
    words = len(_quoted_words(texts, end))
    if not words:
        return _marks_beside(texts, end)
    nothing = _words_beside(texts, end, 0)
    if words > _FEW_SCANNED:
        return nothing
    for skipped in range(1, _SKIPPED + 1):
        if _ends_alike(texts, wider := _words_beside(texts, end, words + skipped), end):
            return wider
    counts = [at for at in (words, words - 1, words + 1) if at]
    blocks = [_words_beside(texts, end, at) for at in counts]
    likely = [one for one in blocks if scanned_alike(texts, one)]
    if words <= _FEW:
        likely += _replaced(texts, end, words, blocks)
    return _with_marks(texts, end, likely[0]) if likely else nothing


def _ends_alike(texts: Texts, block: Block, end: End) -> bool:
    """Whether the outermost words there are all of the quote's: some were left out."""
    there = [texts.said.keys[at] for at in texts.said.words(block.low, block.high)]
    here = [texts.quoted.keys[at] for at in _quoted_words(texts, end)]
    outermost = there[: len(here)] if end.step < 0 else there[-len(here) :]
    return len(there) > len(here) and outermost == here


def _quoted_words(texts: Texts, end: End) -> list[int]:
    return texts.quoted.words(end.quoted.start, end.quoted.stop)


def _replaced(texts: Texts, end: End, words: int, blocks: list[Block]) -> list[Block]:
    """Those that are only words, of the sentence of the part's nearest word."""
    whole = [one for one in blocks if _in_sentence(texts, end, one)]
    clauses = [one for one in whole if words > 1 and _is_all(texts, end, one)]
    return clauses + [one for one in whole if one.high - one.low == words]


def _marks_beside(texts: Texts, end: End) -> Block:
    """As many tokens of the statement as the quote has, if they are marks too."""
    count = len(end.quoted)
    low = end.part.high if end.step > 0 else end.part.low - count
    inside = low >= 0 and low + count <= len(texts.said)
    if inside and not texts.said.words(low, low + count):
        return end.block(low, low + count)
    return _words_beside(texts, end, 0)


def _words_beside(texts: Texts, end: End, count: int) -> Block:
    """The next words outwards, with the marks between; fewer if there are no more."""
    if end.step > 0:
        places = texts.said.words(end.part.high, len(texts.said))[:count]
        return end.block(end.part.high, places[-1] + 1 if places else end.part.high)
    before = texts.said.words(0, end.part.low)
    places = before[max(0, len(before) - count) :]
    return end.block(places[0] if places else end.part.low, end.part.low)


def _with_marks(texts: Texts, end: End, block: Block) -> Block:
    """The block and as many marks beyond it as the quote has there."""
    for at in end.quoted[:: -end.step]:
        outer = _outer(end, block)
        if texts.quoted.is_word(at) or not _is_mark(texts, outer):
            break
        block = end.block(min(block.low, outer), max(block.high, outer + 1))
    return block


def _outer(end: End, block: Block) -> int:
    return block.high if end.step > 0 else block.low - 1


def _is_mark(texts: Texts, at: int) -> bool:
    return 0 <= at < len(texts.said) and not texts.said.is_word(at)


def _is_all(texts: Texts, end: End, block: Block) -> bool:
    """Whether no word follows outwards before the next mark."""
    outer = _outer(end, block)
    return not 0 <= outer < len(texts.said) or _is_mark(texts, outer)


def _in_sentence(texts: Texts, end: End, block: Block) -> bool:
    pairs = end.part.words(texts.quoted)
    anchor = pairs[0 if end.step < 0 else -1][0]
    starts = end.part.stored.starts
    sentence = whole_sentences(starts, len(texts.said), anchor, anchor + 1)
    tokens = range(block.low, block.high)
    return all(at in sentence and texts.said.is_word(at) for at in tokens)
