"""Naming one difference: what a block of tokens that disagree changes.

A difference counts as a scanner's only if the words are the same but for letters that
scanners confuse and accents that get lost, and never in a number or a negation.
"""

from collections import Counter

from accord.quotes.characters import is_cyrillic, plain, visible
from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.excerpt import attached
from accord.quotes.marks import mark_drafts
from accord.quotes.query import OMISSIONS
from accord.quotes.skeleton import scanned
from accord.quotes.tokens import Kind, Tokens
from accord.quotes.verdict import ChangeKind
from accord.quotes.words import (
    is_name,
    is_negation,
    is_number,
    is_unit,
    negates,
    romanised_negation,
)

_FEW = 3  # words: a longer gap is an omission or an addition, whatever is in it
_FEW_DENYING = 6


def drafts_of(texts: Texts, block: Block) -> list[Draft]:
    """The differences in one block."""
    said = texts.said.words(block.low, block.high)
    quoted = texts.quoted.words(block.quoted_low, block.quoted_high)
    if said and quoted:
        return _exchanged(texts, block, said, quoted)
    if said:
        return _missing(texts, block, said)
    if quoted:
        return [added(texts, block)]
    return mark_drafts(texts, block)


def scanned_alike(texts: Texts, block: Block) -> bool:
    """Whether a bad scan of the statement's words may have given the quote's."""
    said = texts.said.words(block.low, block.high)
    quoted = texts.quoted.words(block.quoted_low, block.quoted_high)
    return scanned(_joined(texts.said, said)) == scanned(_joined(texts.quoted, quoted))


# Words for words --------------------------------------------------------------------


def _exchanged(
    texts: Texts, block: Block, said: list[int], quoted: list[int]
) -> list[Draft]:
    """One word for one word, if they are as many; else all that differ for all."""
    if len(said) == len(quoted):
        return [*_one_for_one(texts, said, quoted), *mark_drafts(texts, block)]
    if _alike(texts, said[0], quoted[0]):
        first = _one_for_one(texts, said[:1], quoted[:1])
        rest = block._replace(low=said[0] + 1, quoted_low=quoted[0] + 1)
        return [*first, *drafts_of(texts, rest)]
    if _alike(texts, said[-1], quoted[-1]):
        last = _one_for_one(texts, said[-1:], quoted[-1:])
        rest = block._replace(high=said[-1], quoted_high=quoted[-1])
        return [*drafts_of(texts, rest), *last]
    words = Block(said[0], said[-1] + 1, quoted[0], quoted[-1] + 1)
    before = Block(block.low, words.low, block.quoted_low, words.quoted_low)
    after = Block(words.high, block.high, words.quoted_high, block.quoted_high)
    marks = [*mark_drafts(texts, before), *mark_drafts(texts, after)]
    return [_exchange(texts, words, said, quoted), *marks]


def _alike(texts: Texts, place: int, here: int) -> bool:
    return texts.said.skeletons[place] == texts.quoted.skeletons[here]


def _one_for_one(texts: Texts, said: list[int], quoted: list[int]) -> list[Draft]:
    return [
        _exchange(texts, Block(place, place + 1, here, here + 1), [place], [here])
        for place, here in zip(said, quoted, strict=True)
        if texts.said.keys[place] != texts.quoted.keys[here]
    ]


def _exchange(texts: Texts, block: Block, said: list[int], quoted: list[int]) -> Draft:
    there, here = _joined(texts.said, said), _joined(texts.quoted, quoted)
    if is_cyrillic(there) != is_cyrillic(here) and _same_skeleton(texts, said, quoted):
        return Draft(None, block, other_letters=True)
    if _is_scan(texts, block, said, quoted):
        return Draft("word", block, scan=True)
    return Draft(_exchange_kind(texts, said, quoted), block)


def _is_scan(texts: Texts, block: Block, said: list[int], quoted: list[int]) -> bool:
    """A scanner's mistake; never in a number or a negation."""
    digits = any(texts.quoted.kinds[at] is Kind.NUMBER for at in quoted)
    denying = _denying(texts.said, said) or _denying(texts.quoted, quoted)
    if digits or denying or _any_number(texts, said, []):
        return False
    return scanned_alike(texts, block)


def _joined(tokens: Tokens, words: list[int]) -> str:
    return "".join(_word(tokens, at) for at in words)


def _word(tokens: Tokens, at: int) -> str:
    return plain(visible(tokens.raw(at)).text)


def _same_skeleton(texts: Texts, said: list[int], quoted: list[int]) -> bool:
    there = "".join(texts.said.skeletons[at] for at in said)
    here = "".join(texts.quoted.skeletons[at] for at in quoted)
    numbers = Kind.NUMBER in {texts.quoted.kinds[at] for at in quoted}
    return there == here and not numbers


def _exchange_kind(texts: Texts, said: list[int], quoted: list[int]) -> ChangeKind:
    if _denies_otherwise(texts, said, quoted):
        return "negation"
    if _any_number(texts, said, quoted):
        return "number"
    if _any_name(texts, said, quoted):
        return "name"
    return "word"


def _denies_otherwise(texts: Texts, said: list[int], quoted: list[int]) -> bool:
    there = Counter(texts.said.keys[at] for at in _denying(texts.said, said))
    here = Counter(texts.quoted.keys[at] for at in _denying(texts.quoted, quoted))
    if there != here:
        return True
    return len(said) == len(quoted) == 1 and negates(
        texts.said.keys[said[0]], texts.quoted.keys[quoted[0]]
    )


def _denying(tokens: Tokens, words: list[int]) -> list[int]:
    return [at for at in words if is_negation(tokens, at)]


def _any_number(texts: Texts, said: list[int], quoted: list[int]) -> bool:
    return (
        any(_counts(texts.said, at) for at in said)
        or any(_counts(texts.quoted, at) for at in quoted)
        or any(char.isdigit() for at in said for char in texts.said.keys[at])
    )


def _counts(tokens: Tokens, at: int) -> bool:
    return is_number(tokens, at) or is_unit(tokens, at)


def _any_name(texts: Texts, said: list[int], quoted: list[int]) -> bool:
    return any(is_name(texts.said, at) for at in said) or any(
        is_name(texts.quoted, at) for at in quoted
    )


# Words missing or added -------------------------------------------------------------


def _missing(texts: Texts, block: Block, said: list[int]) -> list[Draft]:
    """Words of the statement that are not in the quote."""
    turning = attached(texts.said, block.low, block.high)
    kind = _missing_kind(texts, said, turning)
    if _is_marked(texts, block):
        hidden = [Draft(kind, block)] if turning else []
        return [*hidden, Draft(None, block, left_out=True)]
    gone = block._replace(quoted_high=block.quoted_low)
    return [Draft(kind, gone), *_extra_marks(texts, block)]


def _is_marked(texts: Texts, block: Block) -> bool:
    """Whether a mark of omission stands in the quote there."""
    quoted = texts.quoted.keys[block.quoted_low : block.quoted_high]
    return any(key in OMISSIONS for key in quoted)


def _missing_kind(texts: Texts, said: list[int], turning: list[int]) -> ChangeKind:
    """`turning` are the words that deny or limit what stands beside the gap."""
    few = said if len(said) <= _FEW else []
    if _denying(texts.said, [*few, *turning]):
        return "negation"
    if _any_number(texts, few, []):
        return "number"
    names = bool(few) and all(is_name(texts.said, at) for at in few)
    return "name" if names else "omission"


def _extra_marks(texts: Texts, block: Block) -> list[Draft]:
    """Marks in the quote where words were taken out: only if they are new there."""
    here = texts.quoted.keys[block.quoted_low : block.quoted_high]
    there = texts.said.keys[block.low : block.high]
    if all(key in there for key in here):
        return []
    return mark_drafts(texts, block._replace(low=block.high))


def added(texts: Texts, block: Block) -> Draft:
    """Words of the quote that are not in the statement."""
    words = texts.quoted.words(block.quoted_low, block.quoted_high)
    return Draft(_added_kind(texts, words), block)


def _added_kind(texts: Texts, quoted: list[int]) -> ChangeKind:
    romanised = is_cyrillic(texts.said.text) and not is_cyrillic(
        "".join(texts.quoted.keys[at] for at in quoted)
    )
    denying = [
        at
        for at in quoted
        if is_negation(texts.quoted, at)
        or (romanised and romanised_negation(texts.quoted, at))
    ]
    if denying and len(quoted) <= _FEW_DENYING:
        return "negation"
    if len(quoted) <= _FEW and _any_number(texts, [], quoted):
        return "number"
    if len(quoted) <= _FEW and _any_name(texts, [], quoted):
        return "name"
    return "word"
