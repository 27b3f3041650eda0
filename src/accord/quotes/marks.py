"""Punctuation and signs that differ between a statement and a quote."""

from collections import Counter

from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.query import OMISSIONS
from accord.quotes.tokens import Tokens
from accord.quotes.words import is_unit

_SPECKS = frozenset("*|~^_\\¬•·■□▪`°'")


def mark_drafts(texts: Texts, block: Block) -> list[Draft]:
    """Punctuation and signs that differ, one draft for each or each pair."""
    said = _not_words(texts.said, block.low, block.high)
    quoted = _not_words(texts.quoted, block.quoted_low, block.quoted_high)
    quoted = [at for at in quoted if texts.quoted.keys[at] not in OMISSIONS]
    gone = _surplus(texts.said, said, texts.quoted, quoted)
    new = _surplus(texts.quoted, quoted, texts.said, said)
    drafts = []
    for step in range(max(len(gone), len(new))):
        low = gone[step] if step < len(gone) else block.low
        here = new[step] if step < len(new) else block.quoted_low
        one = Block(low, low + (step < len(gone)), here, here + (step < len(new)))
        drafts.append(_mark_draft(texts, one))
    return drafts


def _not_words(tokens: Tokens, low: int, high: int) -> list[int]:
    return [at for at in range(low, high) if not tokens.is_word(at)]


def _surplus(
    tokens: Tokens, some: list[int], other: Tokens, others: list[int]
) -> list[int]:
    """Those of some tokens that have no partner with the same key among the others."""
    left, surplus = Counter(other.keys[at] for at in others), []
    for at in some:
        if left[tokens.keys[at]] > 0:
            left[tokens.keys[at]] -= 1
        else:
            surplus.append(at)
    return surplus


def _mark_draft(texts: Texts, block: Block) -> Draft:
    said = texts.said.keys[block.low : block.high]
    quoted = texts.quoted.keys[block.quoted_low : block.quoted_high]
    unit = any(is_unit(texts.said, at) for at in range(block.low, block.high)) or any(
        is_unit(texts.quoted, at) for at in range(block.quoted_low, block.quoted_high)
    )
    if set(said + quoted) <= _SPECKS and not said:
        return Draft("punctuation", block, scan=True)
    return Draft("number" if unit else "punctuation", block)
