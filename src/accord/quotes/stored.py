"""A statement in the index, and finding runs of tokens in it."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from accord.quotes.sentences import sentence_starts, whole_sentences
from accord.quotes.tokens import SEPARATOR, Tokens, tokenise
from accord.quotes.verdict import Span, Statement


@dataclass(frozen=True, eq=False)
class Stored:
    """A statement with its tokens; `joined` makes exact search one `str.find`."""

    statement: Statement
    tokens: Tokens
    joined: str

    @classmethod
    def of(cls, statement: Statement) -> "Stored":
        """All that every search needs."""
        tokens = tokenise(statement.text)
        return cls(statement, tokens, tokens.joined)

    @cached_property
    def starts(self) -> "array[int]":
        """The tokens at which a sentence starts: for the few that are answers."""
        return sentence_starts(self.tokens)

    def find(self, keys: list[str], start: int = 0) -> Iterator[int]:
        """The tokens at which `keys` stand one after the other, from `start` on."""
        needle = _join(keys)
        at = self.joined.find(needle)
        while at >= 0:
            token = self.joined.count(SEPARATOR, 0, at)
            if token >= start:
                yield token
            at = self.joined.find(needle, at + 1)

    def has(self, key: str) -> bool:
        """Whether any token has this key."""
        return _join([key]) in self.joined

    def sentence(self, low: int, high: int) -> Span:
        """The characters of the whole sentences around the tokens."""
        sentence = whole_sentences(self.starts, len(self.tokens), low, high)
        return self.tokens.span(sentence.start, sentence.stop)

    def cut_inside(self, low: int, high: int) -> bool:
        """Whether words of the same sentences are left outside, before or after."""
        sentence = whole_sentences(self.starts, len(self.tokens), low, high)
        outside = [*range(sentence.start, low), *range(high, sentence.stop)]
        return any(self.tokens.is_word(at) for at in outside)


def _join(keys: list[str]) -> str:
    return f"{SEPARATOR}{SEPARATOR.join(keys)}{SEPARATOR}"
