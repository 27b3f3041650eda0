"""The differences inside one alignment."""

from collections.abc import Iterator

from accord.quotes.align import Alignment
from accord.quotes.drafts import Block, Draft, Texts
from accord.quotes.naming import drafts_of


def drafts_within(texts: Texts, found: Alignment) -> list[Draft]:
    """All differences between the first and the last pair of an alignment."""
    blocks = _blocks(texts, found)
    return [draft for block in blocks for draft in drafts_of(texts, block)]


def _blocks(texts: Texts, found: Alignment) -> Iterator[Block]:
    """Gaps between pairs, and pairs whose keys differ."""
    before = None
    for place, here in found.pairs:
        if before and (place - before[0] > 1 or here - before[1] > 1):
            yield Block(before[0] + 1, place, before[1] + 1, here)
        said = texts.said.keys[place]
        if said != texts.quoted.key_in(here, {said}):
            yield Block(place, place + 1, here, here + 1)
        before = (place, here)
