"""What is put in and what comes out: statements, verdicts and their evidence.

All positions are character offsets into a text exactly as it was given: into the
statement's text (`said_at`, `span`, `sentence`, `left_out`) or into the text that was
asked about (`quoted_at`, `part`).
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["authentic", "excerpted", "altered", "near", "unknown", "too_short"]
ChangeKind = Literal[
    "negation",
    "number",
    "name",
    "splice",
    "order",
    "omission",
    "word",
    "punctuation",
]

# The gravest first: what a page names when it has room for one sentence.
GRAVITY: tuple[ChangeKind, ...] = (
    "negation",
    "number",
    "name",
    "splice",
    "order",
    "omission",
    "word",
    "punctuation",
)


class Span(NamedTuple):
    """Characters from `start` up to and without `end`; empty marks a place."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """One text in one language; `id` and `language` together name it."""

    id: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one statement."""

    statement: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `said` stands in the statement, `quoted` in what was asked.

    Either may be empty: nothing quoted is a word missing, nothing said a word added.
    The empty span is the place where the words belong. `scan`: looks like a scanner's
    mistake or lost accents. `source`: where the words of a splice were taken from.
    """

    kind: ChangeKind
    said: str
    quoted: str
    said_at: Span
    quoted_at: Span
    scan: bool = False
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one text, with its evidence.

    part           what was asked, without quotation marks and omission marks around it;
                   or the passage of a longer text that the verdict speaks about
    whole          `part` is all of the text; authentic and excerpted always are
    span, sentence the words found, and the whole sentences that they stand in
    context        the quote starts or ends inside a sentence: show the sentence
    changes        in the order of the quote; empty for authentic and excerpted
    left_out       what the marks of omission stand for, in the statement
    other_letters  written in Latin letters for Cyrillic, or the other way round
    also           where exactly the same words stand besides, newest first
    """

    kind: Kind
    part: Span
    whole: bool = True
    statement: str | None = None
    language: str | None = None
    span: Span | None = None
    sentence: Span | None = None
    context: bool = False
    changes: tuple[Change, ...] = ()
    left_out: tuple[Span, ...] = ()
    other_letters: bool = False
    also: tuple[Place, ...] = ()

    @property
    def gravest(self) -> Change | None:
        """The change to name first; a scanner's mistakes come last."""
        return min(
            self.changes,
            key=lambda change: (change.scan, GRAVITY.index(change.kind)),
            default=None,
        )
