"""What several differences are together: another order, or one longer exchange."""

from collections import Counter

from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.verdict import ChangeKind
from accord.quotes.words import is_negation

_FEW = 3  # words: of a longer stretch that was moved, a "not" in it moved with it


def together(texts: Texts, drafts: list[Draft]) -> list[Draft]:
    """The drafts in the order of the quote, with such as belong together made one."""
    in_order = sorted(drafts, key=lambda draft: draft.block.quoted_low)
    return _merged(_reordered(texts, in_order))


def _reordered(texts: Texts, drafts: list[Draft]) -> list[Draft]:
    """Call it order when the changed words are the same on both sides."""
    fixed = (None, "punctuation", "number")
    changed = [one for one in drafts if one.kind not in fixed and not one.scan]
    said = Counter(key for draft in changed for key in _said_words(texts, draft))
    quoted = Counter(key for draft in changed for key in _quoted_words(texts, draft))
    if len(changed) < 2 or said != quoted:
        return drafts
    kept = [draft for draft in drafts if draft not in changed]
    kind: ChangeKind = "negation" if _moves_denial(texts, changed) else "order"
    moved = _moved(changed, kind)
    return sorted([*kept, *moved], key=lambda draft: draft.block.quoted_low)


def _moves_denial(texts: Texts, changed: list[Draft]) -> bool:
    """Whether a "not" stands before another word now, and little else was moved."""
    places = [texts.said.words(one.block.low, one.block.high) for one in changed]
    words = [at for some in places for at in some]
    few = len(words) <= _FEW
    return few and any(is_negation(texts.said, at) for at in words)


def _moved(changed: list[Draft], kind: ChangeKind) -> list[Draft]:
    """One draft for words taken out here and put in there."""
    gone = [one for one in changed if one.block.quoted_low == one.block.quoted_high]
    new = [one for one in changed if one.block.low == one.block.high]
    if len(changed) == 2 and len(gone) == len(new) == 1:
        low, high, _, _ = gone[0].block
        _, _, quoted_low, quoted_high = new[0].block
        return [Draft(kind, Block(low, high, quoted_low, quoted_high))]
    return [draft._replace(kind=kind) for draft in changed]


def _said_words(texts: Texts, draft: Draft) -> list[str]:
    words = texts.said.words(draft.block.low, draft.block.high)
    return [texts.said.keys[at] for at in words]


def _quoted_words(texts: Texts, draft: Draft) -> list[str]:
    words = texts.quoted.words(draft.block.quoted_low, draft.block.quoted_high)
    return [texts.quoted.keys[at] for at in words]


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One draft for neighbours of the same kind, if that is word or name."""
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last and _touch(last, draft):
            block = last.block._replace(
                high=draft.block.high, quoted_high=draft.block.quoted_high
            )
            merged[-1] = last._replace(block=block)
        else:
            merged.append(draft)
    return merged


def _touch(one: Draft, other: Draft) -> bool:
    return (
        one.kind == other.kind
        and one.kind in ("word", "name")
        and one.scan == other.scan
        and one.block.high == other.block.low
        and one.block.quoted_high == other.block.quoted_low
    )
