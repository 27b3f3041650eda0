"""What was asked: its tokens, and where the quote begins and ends in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from accord.quotes.quotation import CLOSE, FEET, INCHES, OPEN
from accord.quotes.stored import Stored
from accord.quotes.tokens import DASH, ELLIPSIS, OMISSION, Tokens, tokenise
from accord.quotes.verdict import Span

OMISSIONS = frozenset((OMISSION, ELLIPSIS))
QUOTES = frozenset((OPEN, CLOSE, FEET, INCHES))
_POINTS = frozenset((DASH, "•", "*", "·", ">"))
_AFTER_QUOTE = frozenset((".", ",", ";", ":"))
_ASKS = frozenset(("?", "!"))
_BEFORE = OMISSIONS | QUOTES | _POINTS
_PAIRS = {("(", ")"), ("[", "]")}


@dataclass(frozen=True, slots=True)
class Query:
    """The quote is the tokens from `low` to `high`; what is outside claims nothing.

    `opened`, `closed`: a mark of omission stood before, or after.
    """

    tokens: Tokens
    low: int
    high: int
    opened: bool = False
    closed: bool = False

    @classmethod
    def of(cls, text: str) -> "Query":
        """Strip what quoting adds around a quote: quotation marks, marks of omission,
        a bullet before, brackets around it all, a full stop after the closing mark.
        """
        tokens = tokenise(text)
        edges = _Edges(tokens, 0, len(tokens))
        while edges.strip_start() or edges.strip_end() or edges.strip_pair():
            pass
        return cls(tokens, edges.low, edges.high, edges.opened, edges.closed)

    def everything(self) -> "Query":
        """The same with nothing stripped: the marks may be the statement's own."""
        return Query(self.tokens, 0, len(self.tokens))

    def span(self) -> Span:
        """The characters of the quote."""
        return self.tokens.span(self.low, self.high)

    def word_count(self) -> int:
        """Words and numbers in the quote."""
        return len(self.tokens.words(self.low, self.high))

    def keys(self, stored: Stored, low: int, high: int) -> list[str]:
        """The keys to look for in one statement, line-end hyphens read as it has."""
        keys = self.tokens.keys[low:high]
        for at, other in self.tokens.other_keys.items():
            if low <= at < high and not stored.has(keys[at - low]):
                keys[at - low] = other if stored.has(other) else keys[at - low]
        return keys


def quotations(query: Query, words: int = 5) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks in the quote, of so many words or more."""
    opened: list[int] = []
    for at in range(query.low, query.high):
        key = query.tokens.keys[at]
        if key == OPEN:
            opened.append(at + 1)
        elif key in QUOTES and opened:
            low = opened.pop()
            if len(query.tokens.words(low, at)) >= words:
                yield low, at


@dataclass(slots=True)
class _Edges:
    tokens: Tokens
    low: int
    high: int
    opened: bool = False
    closed: bool = False
    quoted: bool = False

    def strip_start(self) -> bool:
        """One token less at the start, if it is only a mark of quoting."""
        if self.low >= self.high:
            return False
        key = self.tokens.keys[self.low]
        if key not in _BEFORE:
            return False
        self.opened = self.opened or key in OMISSIONS
        self.quoted = self.quoted or key in QUOTES
        self.low += 1
        return True

    def strip_end(self) -> bool:
        """The same at the end; with a mark that stands after a closing quote."""
        if self.low >= self.high:
            return False
        key = self.tokens.keys[self.high - 1]
        if key in OMISSIONS | QUOTES:
            self.closed = self.closed or key in OMISSIONS
            self.high -= 1
            return True
        outside = _AFTER_QUOTE | _ASKS if self.quoted else _AFTER_QUOTE
        before = self.tokens.keys[self.high - 2] if self.high - 2 > self.low else ""
        if (before in QUOTES and key in outside) or (
            before in OMISSIONS and key in _AFTER_QUOTE
        ):
            self.high -= 1
            return True
        return False

    def strip_pair(self) -> bool:
        """Brackets around everything."""
        if self.high - self.low < 3:
            return False
        pair = (self.tokens.keys[self.low], self.tokens.keys[self.high - 1])
        inner = self.tokens.keys[self.low + 1 : self.high - 1]
        if pair not in _PAIRS or pair[0] in inner or pair[1] in inner:
            return False
        self.low, self.high = self.low + 1, self.high - 1
        return True
