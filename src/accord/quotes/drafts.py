"""Differences in tokens, before they are told in characters."""

from typing import NamedTuple

from accord.quotes.tokens import Tokens
from accord.quotes.verdict import Change, ChangeKind


class Block(NamedTuple):
    """Tokens of the statement and of the quote that stand for each other."""

    low: int
    high: int
    quoted_low: int
    quoted_high: int


class Draft(NamedTuple):
    """A change in tokens; `kind` is None for the same word in other letters, and for
    what a mark of omission stands for.
    """

    kind: ChangeKind | None
    block: Block
    scan: bool = False
    left_out: bool = False
    other_letters: bool = False


class Texts(NamedTuple):
    """The tokens of the statement and of the quote."""

    said: Tokens
    quoted: Tokens

    def change(self, draft: Draft, kind: ChangeKind) -> Change:
        """The draft in characters."""
        low, high, quoted_low, quoted_high = draft.block
        said_at = self.said.span(low, high)
        quoted_at = self.quoted.span(quoted_low, quoted_high)
        said, quoted = said_at.of(self.said.text), quoted_at.of(self.quoted.text)
        return Change(kind, said, quoted, said_at, quoted_at, draft.scan)
