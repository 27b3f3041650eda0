"""What stands in a quote before its first part and after its last one.

It may have taken the place of the statement's own words there, or was added.
"""

from collections.abc import Iterator

from accord.quotes.align import Alignment
from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.naming import drafts_of, scanned_alike
from accord.quotes.parts import Cover
from accord.quotes.sentences import whole_sentences

_FEW = 3  # words at an end; more of them were added, and take nothing's place


def edge_drafts(texts: Texts, cover: Cover) -> Iterator[Draft]:
    """The differences at both ends of a quote."""
    first, last = cover.parts[0], cover.parts[-1]
    if cover.low < first.quoted_low:
        quoted = range(cover.low, first.quoted_low)
        yield from drafts_of(texts, _beside(texts, cover, first, quoted, -1))
    if last.quoted_high < cover.high:
        quoted = range(last.quoted_high, cover.high)
        yield from drafts_of(texts, _beside(texts, cover, last, quoted, 1))


def _beside(
    texts: Texts, cover: Cover, part: Alignment, quoted: range, step: int
) -> Block:
    """The quote's tokens with those of the statement that they may stand for.

    Words may stand for as many words of the same sentence, for all there are up to the
    next mark, or for such as a scanner would have made them from; marks for marks.
    """
    if part.stored is not cover.main.stored:
        part = cover.main
    words = len(texts.quoted.words(quoted.start, quoted.stop))
    nothing = _block(part, quoted, step, 0)
    if not words:
        marks = _block(part, quoted, step, len(quoted))
        return marks if _all_marks(texts, marks) else nothing
    if words > _FEW:
        return nothing
    counts = [at for at in (words, words - 1, words + 1) if at]
    blocks = [_block(part, quoted, step, at) for at in counts]
    fitting = [one for one in blocks if _all_words(texts, part, one)]
    alike = [one for one in fitting if scanned_alike(texts, one)]
    clauses = [one for one in fitting if words > 1 and _all_there_is(texts, one, step)]
    same_length = [one for one in fitting if one.high - one.low == words]
    return next(iter([*alike, *clauses, *same_length]), nothing)


def _block(part: Alignment, quoted: range, step: int, count: int) -> Block:
    low = part.high if step > 0 else part.low - count
    return Block(low, low + count, quoted.start, quoted.stop)


def _all_there_is(texts: Texts, block: Block, step: int) -> bool:
    """Whether no word follows outwards before the next mark."""
    outer = block.high if step > 0 else block.low - 1
    return not 0 <= outer < len(texts.said) or not texts.said.is_word(outer)


def _all_marks(texts: Texts, block: Block) -> bool:
    inside = block.low >= 0 and block.high <= len(texts.said)
    return inside and not texts.said.words(block.low, block.high)


def _all_words(texts: Texts, part: Alignment, block: Block) -> bool:
    """Only words, and of the sentence in which the part's nearest word stands."""
    pairs = part.words(texts.quoted)
    anchor = pairs[0][0] if block.low < part.low else pairs[-1][0]
    sentence = whole_sentences(part.stored.starts, len(texts.said), anchor, anchor + 1)
    return all(
        at in sentence and texts.said.is_word(at) for at in range(block.low, block.high)
    )
