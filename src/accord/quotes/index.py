"""The index of statements, and the question that it answers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from accord.quotes.build import written
from accord.quotes.candidates import find, holding
from accord.quotes.exact import Run, cut_changes, judge_runs, runs
from accord.quotes.excerpt import has_omission, judge_excerpt, pieces
from accord.quotes.judge import judge
from accord.quotes.library import Library
from accord.quotes.parts import best, best_of_parts, cover, likely
from accord.quotes.query import Query, quotations
from accord.quotes.store import read
from accord.quotes.stored import Stored
from accord.quotes.verdict import Statement, Verdict

LIMIT = 1 << 20  # bytes of UTF-8 of a statement
ASKED = 1 << 18  # and of a text that is asked about
WORDS = 5  # fewer can stand anywhere
_TRIED = 200  # statements in which the words are looked for as they are
_TRIED_SIZE = 200_000  # or so many bytes of them
_TRIED_IF_FOUND = 100_000  # and once they were found, characters
_TRIED_EXCERPT = 60
_QUOTATIONS = 8  # of a longer text
_LOOKS = 12  # stretches that are looked up for one text
_LOOKS_WITHIN = 2  # and for each quotation in it,
_LIKELY_WITHIN = 3  # which is aligned with so many statements


class Index:
    """Statements, in memory or in a file: adding one takes milliseconds.

    It can always be made anew from the statements; nothing else is kept in it. One
    thread may use it at a time.
    """

    def __init__(self, library: Library | None = None) -> None:
        self._library = library or Library()

    @classmethod
    def build(cls, path: Path, statements: Iterable[Statement]) -> "Index":
        """Make the file anew from statements, each name once; then read from it."""
        return cls(Library(written(path, [], map(_limited, statements))))

    @classmethod
    def open(cls, *paths: Path) -> "Index":
        """The statements in a file that `build` or `save` made, or in several of them,
        which were made side by side; each name is in one of them.

        Raises Unusable, with a sentence, for a file that was cut short or altered, and
        OSError where there is none: then it has to be made anew.
        """
        return cls(Library(*map(read, paths)))

    def save(self, path: Path) -> None:
        """Write everything into one file, and read from there what was in memory."""
        self._library.save(path)

    def __len__(self) -> int:
        return len(self._library)

    @property
    def unsaved(self) -> int:
        """How many statements are in memory alone."""
        return len(self._library) - self._library.saved

    def names(self) -> list[tuple[str, str]]:
        """The id and the language of every statement, in the order of adding."""
        return self._library.names()

    def statement(self, name: str, language: str) -> Statement | None:
        """The statement with this id in this language."""
        return self._library.find(name, language)

    def add(self, statement: Statement) -> None:
        """Take in a statement. The same one again is no error; another text is."""
        known = self.statement(statement.id, _limited(statement).language)
        if known is not None and known.text != statement.text:
            raise ValueError(
                f"Statement {statement.id} ({statement.language}) is in the index "
                "with another text."
            )
        if known is None:
            self._library.add(statement)

    def check(self, text: str) -> Verdict:
        """Did they say this? ValueError, with a sentence, for more than 256 KiB."""
        _within_limit("text", text, ASKED)
        query = Query.of(text)
        if query.word_count() < WORDS:
            return Verdict("too_short", query.span())
        whole = [range(query.low, query.high)]
        return (
            _as_it_is(query, self._having(query, whole, _TRIED))
            or self._with_omissions(query)
            or self._changed(query)
        )

    def _with_omissions(self, query: Query) -> Verdict | None:
        """The best answer that any statement gives: excerpted before altered, unless
        the pieces lie as close together in a statement where the marks hide a denial.
        """
        if not has_omission(query):
            return None
        wanted = [range(low, high) for low, high in pieces(query)]
        stored = self._having(query, wanted, _TRIED_EXCERPT)
        verdicts = [judge_excerpt(query, one) for one in stored]
        found = sorted(filter(None, verdicts), key=_length)
        whole = next((one for one in found if one.kind == "excerpted"), None)
        denied = next(filter(_denies, found), None)
        if whole and denied:
            return denied if _length(denied) <= _length(whole) else whole
        return whole or denied or next(iter(found), None)

    def _changed(self, query: Query) -> Verdict:
        """What shares most: as it is, if look-alike letters hid it, or else altered."""
        found = find(self._library, query.tokens, query.low, query.high)
        some = likely(self._library, found)
        verdict = _as_it_is(query, [self._library.stored(one.number) for one in some])
        if verdict is not None:
            return verdict
        main = best(query, self._library, found)
        alone = cover(query, self._library, main, 0) if main else None
        verdict = judge(query, alone) if alone else Verdict("unknown", query.span())
        if not _is_whole(verdict):
            quoted = self._quoted_within(query)
            if quoted is not None:
                return quoted
        if verdict.kind == "unknown":
            main = best_of_parts(query, self._library) or main
        if main is None:
            return verdict
        explained = cover(query, self._library, main, _LOOKS)
        return verdict if explained == alone else judge(query, explained)

    def _quoted_within(self, query: Query) -> Verdict | None:
        """The worst that can be said of what stands between quotation marks in it."""
        near = None
        for low, high in islice(quotations(query), _QUOTATIONS):
            inner = Query(query.tokens, low, high)
            whole = [range(low, high)]
            verdict = _as_it_is(inner, self._having(inner, whole, _TRIED_EXCERPT))
            if verdict is None:
                found = find(self._library, query.tokens, low, high, part=True)
                main = best(inner, self._library, found[:_LIKELY_WITHIN])
                if main is not None:
                    explained = cover(inner, self._library, main, _LOOKS_WITHIN)
                    verdict = judge(inner, explained)
            if verdict and verdict.kind == "altered":
                return replace(verdict, whole=False)
            if verdict and verdict.kind != "unknown" and near is None:
                near = replace(verdict, kind="near", whole=False)
        return near

    def _having(self, query: Query, wanted: list[range], most: int) -> Iterator[Stored]:
        """Statements that may have all these runs of tokens, the newest first."""
        numbers = holding(self._library, query.tokens, wanted)
        if numbers is None:
            found = find(self._library, query.tokens, query.low, query.high)
            numbers = [one.number for one in found]
        size = 0
        for number in islice(numbers, most):
            size += self._library.size(number)
            if size > _TRIED_SIZE and number != numbers[0]:
                return
            yield self._library.stored(number)


def _as_it_is(query: Query, stored: Iterable[Stored]) -> Verdict | None:
    """First with the marks at the ends, which may be the statement's own."""
    asked = query.everything(), query
    found: tuple[list[Run], list[Run]] = [], []
    size, sound = 0, False
    for one in stored:
        for part, everywhere in zip(asked, found, strict=True):
            new = runs(part, one, part.low, part.high)
            sound = sound or not all(cut_changes(part, run) for run in new)
            everywhere += new
        size += len(one.statement.text)
        if sound and size > _TRIED_IF_FOUND:
            break
    answers = list(filter(None, map(judge_runs, asked, found)))
    proved = (one for one in answers if one.kind != "altered")
    return next(proved, next(iter(answers), None))


def _is_whole(verdict: Verdict) -> bool:
    return verdict.kind != "unknown" and verdict.whole


def _denies(verdict: Verdict) -> bool:
    return any(change.kind in ("negation", "omission") for change in verdict.changes)


def _length(verdict: Verdict) -> int:
    return verdict.span.end - verdict.span.start if verdict.span else 0


def _limited(statement: Statement) -> Statement:
    _within_limit("statement", statement.text, LIMIT)
    return statement


def _within_limit(what: str, text: str, limit: int) -> None:
    size = len(text)
    if size <= limit:
        size = len(text.encode("utf-8", "surrogatepass"))
    if size > limit:
        raise ValueError(
            f"The {what} is too long: more than {limit >> 10} KiB of UTF-8. Check a "
            "part of it."
        )
