"""What several differences are together: another order, or one longer exchange."""

from collections import Counter

from accord.quotes.drafts import Block, Draft, Texts


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
    return sorted([*kept, *_moved(changed)], key=lambda draft: draft.block.quoted_low)


def _moved(changed: list[Draft]) -> list[Draft]:
    """One draft for words taken out here and put in there."""
    gone = [one for one in changed if one.block.quoted_low == one.block.quoted_high]
    new = [one for one in changed if one.block.low == one.block.high]
    if len(changed) == 2 and len(gone) == len(new) == 1:
        low, high, _, _ = gone[0].block
        _, _, quoted_low, quoted_high = new[0].block
        return [Draft("order", Block(low, high, quoted_low, quoted_high))]
    return [draft._replace(kind="order") for draft in changed]


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
