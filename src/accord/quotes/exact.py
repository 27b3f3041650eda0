"""Word for word: authentic, or whole but for where it was cut.

A run of tokens proves the words. It does not prove the quote when the cut goes through
a number ("5" of "5 million") or takes the question mark off a question: then the cut
itself is the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from accord.quotes.query import Query
from accord.quotes.stored import Stored
from accord.quotes.tokens import Kind, Tokens
from accord.quotes.verdict import Change, Place, Span, Verdict
from accord.quotes.words import cuts_number

_OCCURRENCES = 32


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of a statement that are, one by one, those of the quote."""

    stored: Stored
    low: int
    high: int
    quoted_low: int
    quoted_high: int

    @property
    def place(self) -> Place:
        """Where the run stands."""
        statement = self.stored.statement
        span = self.stored.tokens.span(self.low, self.high)
        return Place(statement.id, statement.language, span)


def runs(
    query: Query, stored: Stored, low: int, high: int, start: int = 0
) -> list[Run]:
    """Where the quote's tokens from `low` to `high` stand in one statement."""
    keys = query.keys(stored, low, high)
    found = islice(stored.find(keys, start), _OCCURRENCES)
    return [Run(stored, at, at + len(keys), low, high) for at in found]


def cut_changes(query: Query, run: Run) -> list[Change]:
    """What the cuts at both ends of a run change by themselves."""
    return [
        *start_cut(query, run.stored, run.low, run.quoted_low),
        *end_cut(query, run.stored, run.high, run.quoted_high),
    ]


def start_cut(query: Query, stored: Stored, at: int, quoted: int) -> list[Change]:
    """The number that a cut before token `at` goes through."""
    if not cuts_number(stored.tokens, at):
        return []
    return [_cut_number(query, stored.tokens, at, quoted)]


def end_cut(query: Query, stored: Stored, at: int, quoted: int) -> list[Change]:
    """The same for a cut after the quote, and the question mark that was cut off."""
    changes = []
    if cuts_number(stored.tokens, at):
        changes.append(_cut_number(query, stored.tokens, at, quoted - 1))
    asked = question_after(stored.tokens, at)
    if asked is not None:
        end = query.tokens.span(quoted - 1, quoted).end
        said_at = stored.tokens.span(asked, asked + 1)
        changes.append(Change("punctuation", "?", "", said_at, Span(end, end)))
    return changes


def _cut_number(query: Query, tokens: Tokens, at: int, quoted: int) -> Change:
    """The number around a cut, and the token beside the cut that was quoted."""
    low = high = at
    while cuts_number(tokens, low):
        low -= 1
    while cuts_number(tokens, high):
        high += 1
    said_at = tokens.span(low, high)
    quoted_at = query.tokens.span(quoted, quoted + 1)
    said, kept = said_at.of(tokens.text), quoted_at.of(query.tokens.text)
    return Change("number", said, kept, said_at, quoted_at)


def question_after(tokens: Tokens, at: int) -> int | None:
    """The question mark that follows with no word in between."""
    while at < len(tokens) and tokens.kinds[at] is Kind.MARK:
        if tokens.keys[at] == "?":
            return at
        at += 1
    return None


def judge_runs(query: Query, found: Sequence[Run]) -> Verdict | None:
    """Authentic if one run has no flaw; altered by the cut if all have; else None."""
    sound = [run for run in found if not cut_changes(query, run)]
    if not sound:
        return _altered_by_cut(query, found[0]) if found else None
    whole = (one for one in sound if not one.stored.cut_inside(one.low, one.high))
    run = next(whole, sound[0])
    also = _elsewhere(run, sound)
    rest = left_out_at_edges(query, run)
    plain = Verdict("authentic", query.span(), also=also)
    marked = Verdict("excerpted", query.span(), left_out=rest, also=also)
    return evidence(marked if rest else plain, [run])


def _elsewhere(chosen: Run, sound: Sequence[Run]) -> tuple[Place, ...]:
    seen = {id(chosen.stored)}
    also = []
    for run in sound:
        if id(run.stored) not in seen:
            seen.add(id(run.stored))
            also.append(run.place)
    return tuple(also)


def _altered_by_cut(query: Query, run: Run) -> Verdict:
    changes = tuple(cut_changes(query, run))
    return evidence(Verdict("altered", query.span(), changes=changes), [run])


def left_out_at_edges(query: Query, run: Run) -> tuple[Span, ...]:
    """What a mark of omission at either end stands for: the rest of the sentence."""
    sentence = run.stored.sentence(run.low, run.high)
    span = run.place.span
    text = run.stored.statement.text
    rests = (
        Span(sentence.start, span.start) if query.opened else None,
        Span(span.end, sentence.end) if query.closed else None,
    )
    return tuple(
        rest for rest in rests if rest and any(map(str.isalnum, rest.of(text)))
    )


def evidence(verdict: Verdict, pieces: Sequence[Run]) -> Verdict:
    """The verdict with the statement, the span and the sentences of its pieces."""
    stored, low = pieces[0].stored, min(piece.low for piece in pieces)
    high = max(piece.high for piece in pieces)
    return Verdict(
        verdict.kind,
        verdict.part,
        verdict.whole,
        stored.statement.id,
        stored.statement.language,
        stored.tokens.span(low, high),
        stored.sentence(low, high),
        stored.cut_inside(low, high),
        verdict.changes,
        verdict.left_out,
        verdict.other_letters,
        verdict.also,
    )
