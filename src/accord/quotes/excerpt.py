"""Quotes with marks of omission: pieces of one statement, in its order.

An excerpt is altered when what was left out denies what is kept ("is […] safe" for
"is not safe"), when a mark stands where no word was left out, when single words were
picked, or when a cut itself changes something.
"""

from collections.abc import Sequence
from itertools import pairwise

from accord.quotes.exact import Run, cut_changes, evidence, left_out_at_edges, runs
from accord.quotes.query import OMISSIONS, Query
from accord.quotes.sentences import sentence_starts
from accord.quotes.stored import Stored
from accord.quotes.tokens import DASH, Tokens
from accord.quotes.verdict import Change, ChangeKind, Verdict
from accord.quotes.words import is_limit, is_negation

_PIECES = 64
_PIECE_WORDS = 2
_FEW_WORDS = 5  # fewer can stand anywhere, also beside those of another sentence
_LOOSE = frozenset((".", ",", ";", ":", DASH))


def has_omission(query: Query) -> bool:
    """Whether a mark of omission stands inside the quote."""
    return any(key in OMISSIONS for key in query.tokens.keys[query.low : query.high])


def judge_excerpt(query: Query, stored: Stored) -> Verdict | None:
    """Excerpted, or altered by what was left out; None if the pieces are not there."""
    parts = pieces(query)
    placed = _place(query, stored, parts) if len(parts) > 1 else None
    if placed is None:
        return None
    gaps = list(pairwise(placed))
    changes = [change for one, other in gaps for change in denials(query, one, other)]
    changes += [
        _for_nothing(query, *gap) for gap in gaps if _is_for_nothing(query, *gap)
    ]
    changes += [change for run in placed for change in cut_changes(query, run)]
    glued = [run for gap in gaps for run in _glued(query, *gap)]
    changes += [
        _picked(query, run) for run in placed if run in glued or _is_picked(query, run)
    ]
    spans = [stored.tokens.span(one.high, other.low) for one, other in gaps]
    left_out = tuple(span for span in spans if span.of(stored.tokens.text).strip())
    return evidence(
        Verdict(
            "altered" if changes else "excerpted",
            query.span(),
            changes=tuple(sorted(changes, key=lambda change: change.quoted_at)),
            left_out=left_out + left_out_at_edges(query, _hull(placed)),
        ),
        placed,
    )


def _hull(placed: Sequence[Run]) -> Run:
    first, last = placed[0], placed[-1]
    return Run(first.stored, first.low, last.high, first.quoted_low, last.quoted_high)


def pieces(query: Query) -> list[tuple[int, int]]:
    """The stretches between marks of omission that have a word in them."""
    keys, found, low = query.tokens.keys, [], query.low
    for at in range(query.low, query.high + 1):
        if at == query.high or keys[at] in OMISSIONS:
            if query.tokens.words(low, at) or any(
                key not in _LOOSE for key in keys[low:at]
            ):
                found.append((low, at))
            low = at + 1
    return found


def _place(
    query: Query, stored: Stored, parts: list[tuple[int, int]]
) -> list[Run] | None:
    """The pieces in order, from the start that needs the shortest stretch."""
    best: list[Run] | None = None
    for first in _tries(query, stored, parts[0], 0):
        placed = _place_rest(query, stored, parts[1:], first)
        if placed and (best is None or _length(placed) < _length(best)):
            best = placed
    return best


def _place_rest(
    query: Query, stored: Stored, parts: list[tuple[int, int]], first: Run
) -> list[Run] | None:
    placed = [first]
    for piece in parts:
        following = _tries(query, stored, piece, placed[-1].high)
        if not following:
            return None
        placed.append(min(following, key=lambda run: run.low))
    return placed


def _length(placed: list[Run]) -> int:
    return placed[-1].high - placed[0].low


def _tries(
    query: Query, stored: Stored, piece: tuple[int, int], start: int
) -> list[Run]:
    """The piece as it is, or else without the marks beside the omission."""
    low, high = piece
    found = runs(query, stored, low, high, start)
    keys = query.tokens.keys
    while not found and high - low > 1:
        if high < query.high and keys[high - 1] in _LOOSE:
            high -= 1
        elif low > query.low and keys[low] in _LOOSE:
            low += 1
        else:
            break
        found = runs(query, stored, low, high, start)
    return found


def denials(query: Query, before: Run, after: Run) -> list[Change]:
    """What was left out although it turns around what was kept."""
    tokens = before.stored.tokens
    quoted_at = query.tokens.span(before.quoted_high, after.quoted_low)
    quoted = quoted_at.of(query.tokens.text)
    changes = []
    for at in attached(tokens, before.high, after.low):
        said_at = tokens.span(at, at + 1)
        kind: ChangeKind = "negation" if is_negation(tokens, at) else "omission"
        changes.append(Change(kind, tokens.raw(at), quoted, said_at, quoted_at))
    return changes


def attached(tokens: Tokens, low: int, high: int) -> list[int]:
    """Words in a gap that deny or limit what is beside it.

    These are negations, "only" and the like with no punctuation between them and one
    side of the gap: they belong to a clause of which words were kept. A side where the
    gap begins or ends with a whole sentence has no such clause.
    """
    turning = [
        at
        for at in tokens.words(low, high)
        if is_negation(tokens, at) or is_limit(tokens, at)
    ]
    if not turning:
        return []
    starts = sentence_starts(tokens)
    marks = [at for at in range(low, high) if not tokens.is_word(at)]
    first = low if low in starts else (marks[0] if marks else high)
    last = high if high in starts else (marks[-1] if marks else low - 1)
    return [at for at in turning if at < first or at > last]


def _is_for_nothing(query: Query, before: Run, after: Run) -> bool:
    """Whether a mark hides no word, and is not the statement's own.

    Such a quote may be of another statement, in which the mark hides a "not".
    """
    said, quoted = before.stored.tokens, query.tokens
    there = said.keys[before.high : after.low]
    here = quoted.keys[before.quoted_high : after.quoted_low]
    return there != here and not said.words(before.high, after.low)


def _for_nothing(query: Query, before: Run, after: Run) -> Change:
    said_at = before.stored.tokens.span(before.high, after.low)
    quoted_at = query.tokens.span(before.quoted_high, after.quoted_low)
    said = said_at.of(before.stored.tokens.text)
    quoted = quoted_at.of(query.tokens.text)
    return Change("punctuation", said, quoted, said_at, quoted_at)


def _is_picked(query: Query, run: Run) -> bool:
    return _size(query, run) < _PIECE_WORDS


def _glued(query: Query, before: Run, after: Run) -> list[Run]:
    """Few words from inside a sentence beside others from inside the next ones."""
    tokens = before.stored.tokens
    starts = [at for at in sentence_starts(tokens) if before.high <= at <= after.low]
    if not starts:
        return []
    inside = tokens.words(before.high, starts[0]) and tokens.words(
        starts[-1], after.low
    )
    few = [one for one in (before, after) if _size(query, one) < _FEW_WORDS]
    return few if inside else []


def _size(query: Query, run: Run) -> int:
    return len(query.tokens.words(run.quoted_low, run.quoted_high))


def _picked(query: Query, run: Run) -> Change:
    """A few words taken out of their sentence, which can be made to say anything."""
    quoted_at = query.tokens.span(run.quoted_low, run.quoted_high)
    said_at = run.stored.sentence(run.low, run.high)
    said = said_at.of(run.stored.tokens.text)
    return Change("omission", said, quoted_at.of(query.tokens.text), said_at, quoted_at)
