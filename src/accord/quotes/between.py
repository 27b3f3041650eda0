"""The differences of a whole quote: inside its parts, between them, where it is cut."""

from collections.abc import Iterator
from itertools import pairwise

from accord.quotes.align import Alignment
from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.edges import edge_drafts
from accord.quotes.exact import end_cut, start_cut
from accord.quotes.naming import added, drafts_of
from accord.quotes.parts import Cover
from accord.quotes.query import Query
from accord.quotes.together import together
from accord.quotes.verdict import Change, Place
from accord.quotes.within import drafts_within


def all_drafts(texts: Texts, cover: Cover) -> list[Draft]:
    """Every difference to the main statement, but for words of other statements."""
    drafts = [
        *_inside(texts, cover),
        *_gaps(texts, cover),
        *_additions(texts, cover),
        *edge_drafts(texts, cover),
    ]
    return together(texts, drafts)


def splices(query: Query, cover: Cover) -> list[Change]:
    """The parts that were taken from other statements."""
    return [
        _splice(query, cover.main, part)
        for part in cover.parts
        if part.stored is not cover.main.stored
    ]


def cuts(query: Query, cover: Cover) -> list[Change]:
    """What the cuts at both ends change, where no words of the quote are beyond."""
    first, last, stored = cover.parts[0], cover.parts[-1], cover.main.stored
    changes = []
    if first.stored is stored and not query.tokens.words(cover.low, first.quoted_low):
        changes += start_cut(query, stored, first.low, first.quoted_low)
    rest = query.tokens.keys[last.quoted_high : cover.high]
    clean = "?" not in rest and not query.tokens.words(last.quoted_high, cover.high)
    if last.stored is stored and clean:
        changes += end_cut(query, stored, last.high, last.quoted_high)
    return changes


def _splice(query: Query, main: Alignment, part: Alignment) -> Change:
    tokens, statement = part.stored.tokens, part.stored.statement
    source = Place(statement.id, statement.language, tokens.span(part.low, part.high))
    quoted_at = query.tokens.span(part.quoted_low, part.quoted_high)
    at = main.high if part.quoted_low > main.quoted_low else main.low
    return Change(
        "splice",
        "",
        quoted_at.of(query.tokens.text),
        main.stored.tokens.span(at, at),
        quoted_at,
        source=source,
    )


def _same(cover: Cover) -> list[Alignment]:
    return [part for part in cover.parts if part.stored is cover.main.stored]


def _inside(texts: Texts, cover: Cover) -> Iterator[Draft]:
    """Inside the parts; what another part explains is not told a second time."""
    for part in _same(cover):
        for draft in drafts_within(texts, part):
            block = draft.block
            if not _holds_part(cover, block):
                yield draft
            elif block.low < block.high:
                unquoted = block._replace(quoted_high=block.quoted_low)
                yield from drafts_of(texts, unquoted)


def _holds_part(cover: Cover, block: Block) -> bool:
    return any(
        block.quoted_low <= part.quoted_low and part.quoted_high <= block.quoted_high
        for part in cover.parts
    )


def _gaps(texts: Texts, cover: Cover) -> Iterator[Draft]:
    """Between two parts of the main statement: left out, or in another order."""
    for one, other in pairwise(_same(cover)):
        if other.low < one.high or other.quoted_low < one.quoted_high:
            yield Draft("order", _words_of(texts, other))
            continue
        block = Block(one.high, other.low, one.quoted_high, other.quoted_low)
        if texts.quoted.words(one.quoted_high, other.quoted_low):
            block = block._replace(quoted_high=block.quoted_low)
        yield from drafts_of(texts, block)


def _words_of(texts: Texts, part: Alignment) -> Block:
    """A part from its first word to its last."""
    said = texts.said.words(part.low, part.high)
    quoted = texts.quoted.words(part.quoted_low, part.quoted_high)
    return Block(said[0], said[-1] + 1, quoted[0], quoted[-1] + 1)


def _additions(texts: Texts, cover: Cover) -> Iterator[Draft]:
    """Words between two parts that no statement explains."""
    high, place = cover.parts[0].quoted_high, cover.main.low
    for part in cover.parts:
        if part.stored is cover.main.stored:
            place = part.low
        if texts.quoted.words(high, part.quoted_low):
            yield added(texts, Block(place, place, high, part.quoted_low))
        high = max(high, part.quoted_high)
