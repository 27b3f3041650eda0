"""The verdict on a quote that stands nowhere as it is: altered, near or unknown.

Never authentic, never excerpted: those are proved token by token in `exact.py` and
`excerpt.py`. What is written in other letters (Latin for Cyrillic) is near at best,
because several words may be spelled alike there.
"""

from collections import Counter

from accord.quotes.align import Alignment
from accord.quotes.between import all_drafts, cuts, splices
from accord.quotes.drafts import Draft, Texts
from accord.quotes.exact import Run, evidence, runs
from accord.quotes.parts import Cover
from accord.quotes.query import QUOTES, Query
from accord.quotes.quotation import CLOSE, OPEN
from accord.quotes.sentences import whole_sentences
from accord.quotes.verdict import Change, Span, Verdict

_SHARE = 0.55  # of the quote's letters, to say that it closely matches
_WORDS_SHARE = 0.75  # or of its words, with at least so much of its letters:
_LETTERS_SHARE = 0.4
_SHARE_IF_MIXED = 0.35  # of its letters in order, if so much is there in any order:
_SHARE_MIXED = 0.75
_LONG_WORDS = 60  # an article: the verdict is about the passage in it
_PASSAGE_WORDS = 8  # a passage that is no coincidence
_PASSAGE_LETTERS = 30
_PASSAGE_SHARE = 0.8
_QUOTED_WORDS = 5  # the same, word for word between quotation marks
_SOFT_ENDS = frozenset((".", ",", ";", ":", "—", "–", "-"))


def judge(query: Query, cover: Cover) -> Verdict:
    """Altered or near with its changes, or unknown."""
    if _stands_in_quotes(query, cover):
        return _verdict(query, _passage(query, cover), whole=False)
    if _matches(query, cover):
        return _verdict(query, cover, whole=True)
    if not _is_passage(query, cover.main):
        return Verdict("unknown", query.span())
    if query.word_count() > _LONG_WORDS:
        return _verdict(query, _passage(query, cover), whole=False)
    return _verdict(query, cover, whole=True)


def _passage(query: Query, cover: Cover) -> Cover:
    """The main part alone, as if nothing else had been asked."""
    main = cover.main.from_first_word(query.tokens)
    return Cover(main.quoted_low, main.quoted_high, main, (main,))


def _matches(query: Query, cover: Cover) -> bool:
    """Enough of the quote in the statement's order, or less but most of its words."""
    total = query.tokens.letters_between(cover.low, cover.high)
    if cover.letters >= _SHARE * total:
        return True
    words = sum(len(part.words(query.tokens)) for part in cover.parts)
    most = words >= _WORDS_SHARE * len(query.tokens.words(cover.low, cover.high))
    if most and cover.letters >= _LETTERS_SHARE * total:
        return True
    mixed = cover.letters >= _SHARE_IF_MIXED * total
    return mixed and _common_letters(query, cover) >= _SHARE_MIXED * total


def _common_letters(query: Query, cover: Cover) -> int:
    """Letters of the quote's words that the main part's sentences have in any order."""
    main, said, quoted = cover.main, cover.main.stored.tokens, query.tokens
    around = whole_sentences(main.stored.starts, len(said), main.low, main.high)
    left = Counter(said.skeletons[at] for at in said.words(around.start, around.stop))
    letters = 0
    for at in quoted.words(cover.low, cover.high):
        if left[quoted.skeletons[at]] > 0:
            left[quoted.skeletons[at]] -= 1
            letters += quoted.weights[at]
    return letters


def _verdict(query: Query, cover: Cover, *, whole: bool) -> Verdict:
    texts = Texts(cover.main.stored.tokens, query.tokens)
    drafts = all_drafts(texts, cover)
    changes = _changes(query, cover, texts, drafts)
    part = query.tokens.span(cover.low, cover.high)
    real = [change for change in changes if not change.scan]
    altered = bool(real) and not _only_soft_end(real, part)
    left_out = [draft.block for draft in drafts if draft.left_out]
    verdict = Verdict(
        "altered" if altered else "near",
        part,
        whole=whole,
        changes=tuple(changes),
        left_out=tuple(texts.said.span(block.low, block.high) for block in left_out),
        other_letters=any(draft.other_letters for draft in drafts),
    )
    same = [part for part in cover.parts if part.stored is cover.main.stored]
    return evidence(verdict, [_run(part) for part in same])


def _changes(
    query: Query, cover: Cover, texts: Texts, drafts: list[Draft]
) -> list[Change]:
    named = [(draft, draft.kind) for draft in drafts if draft.kind is not None]
    changes = [texts.change(draft, kind) for draft, kind in named]
    told = {change.said_at for change in changes}
    changes += [cut for cut in cuts(query, cover) if cut.said_at not in told]
    changes += splices(query, cover)
    return sorted(changes, key=lambda change: (change.quoted_at, change.said_at))


def _only_soft_end(changes: list[Change], part: Span) -> bool:
    """Only a full stop or the like, where the statement's sentence goes on."""
    end = changes[0]
    return (
        len(changes) == 1
        and end.kind == "punctuation"
        and end.quoted_at.end == part.end
        and end.quoted in _SOFT_ENDS
        and end.said not in ("?", "!")
    )


def _run(part: Alignment) -> Run:
    return Run(part.stored, part.low, part.high, part.quoted_low, part.quoted_high)


def _is_passage(query: Query, main: Alignment) -> bool:
    letters = query.tokens.letters_between(main.quoted_low, main.quoted_high)
    words = len(main.words(query.tokens))
    return (
        words >= _PASSAGE_WORDS
        and main.letters >= _PASSAGE_LETTERS
        and main.letters >= _PASSAGE_SHARE * letters
    )


def _stands_in_quotes(query: Query, cover: Cover) -> bool:
    """Word for word between quotation marks, with other words around them."""
    main, tokens = cover.main, query.tokens
    low, high = main.quoted_low, main.quoted_high
    outside = tokens.words(query.low, low) or tokens.words(high, query.high)
    if not outside or len(tokens.words(low, high)) < _QUOTED_WORDS:
        return False
    if len(cover.parts) > 1 or not _between_marks(tokens.keys, low, high):
        return False
    return bool(runs(query, main.stored, low, high))


def _between_marks(keys: list[str], low: int, high: int) -> bool:
    """Whether one quotation opens before and closes after, with none cut inside."""
    depth = 1 if keys[low - 1 : low] == [OPEN] else 0
    for key in keys[low:high]:
        depth += {OPEN: 1, CLOSE: -1}.get(key, 0)
        if depth < 1:
            return False
    after = keys[high : high + 2]
    return depth == 1 and any(key in QUOTES - {OPEN} for key in after)
