"""The index of statements, and the question that it answers."""

from accord.quotes.candidates import Candidate, Candidates
from accord.quotes.exact import judge_runs, runs
from accord.quotes.excerpt import has_omission, judge_excerpt
from accord.quotes.judge import judge
from accord.quotes.parts import cover
from accord.quotes.query import Query
from accord.quotes.stored import Stored
from accord.quotes.verdict import Statement, Verdict

LIMIT = 1 << 20  # bytes of UTF-8, of a statement and of a query
WORDS = 5  # fewer can stand anywhere
_TRIED = 200  # statements in which the words are looked for as they are
_TRIED_EXCERPT = 20


class Index:
    """Statements in memory: adding one takes milliseconds, and so does a check.

    It can always be made anew from the statements; nothing else is kept in it. One
    thread may add while others check.
    """

    def __init__(self) -> None:
        self._stored: list[Stored] = []
        self._known: dict[tuple[str, str], Statement] = {}
        self._candidates = Candidates()

    def __len__(self) -> int:
        return len(self._stored)

    def add(self, statement: Statement) -> None:
        """Take in a statement. The same one again is no error; another text is."""
        _within_limit("statement", statement.text)
        name = (statement.id, statement.language)
        known = self._known.get(name)
        if known is not None and known.text != statement.text:
            raise ValueError(
                f"Statement {statement.id} ({statement.language}) is in the index "
                "with another text."
            )
        if known is None:
            self._known[name] = statement
            stored = Stored.of(statement)
            self._stored.append(stored)
            self._candidates.add(stored.tokens)

    def check(self, text: str) -> Verdict:
        """Did they say this? ValueError, with a sentence, for more than 1 MiB."""
        _within_limit("text", text)
        query = Query.of(text)
        if query.word_count() < WORDS:
            return Verdict("too_short", query.span())
        found = self._candidates.find(query.tokens, query.low, query.high)
        return (
            self._as_it_is(query, found)
            or self._with_omissions(query, found)
            or self._changed(query, found)
        )

    def _as_it_is(self, query: Query, found: list[Candidate]) -> Verdict | None:
        """First with the marks at the ends, which may be the statement's own."""
        tried = found[:_TRIED] if found and found[0].score else found
        stored = [self._stored[one.number] for one in tried]
        verdict = None
        for asked in (query.everything(), query):
            low, high = asked.low, asked.high
            everywhere = [run for one in stored for run in runs(asked, one, low, high)]
            answer = judge_runs(asked, everywhere)
            if answer is not None and answer.kind != "altered":
                return answer
            verdict = verdict or answer
        return verdict

    def _with_omissions(self, query: Query, found: list[Candidate]) -> Verdict | None:
        """The best answer that any statement gives; excerpted before altered."""
        if not has_omission(query):
            return None
        stored = [self._stored[one.number] for one in found[:_TRIED_EXCERPT]]
        verdicts = [judge_excerpt(query, one) for one in stored]
        return min(
            filter(None, verdicts),
            key=lambda verdict: (verdict.kind != "excerpted", _length(verdict)),
            default=None,
        )

    def _changed(self, query: Query, found: list[Candidate]) -> Verdict:
        explained = cover(query, self._candidates, self._stored, found)
        return (
            judge(query, explained) if explained else Verdict("unknown", query.span())
        )


def _length(verdict: Verdict) -> int:
    return verdict.span.end - verdict.span.start if verdict.span else 0


def _within_limit(what: str, text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LIMIT:
        raise ValueError(
            f"The {what} is too long: {size} bytes. At most {LIMIT} bytes (1 MiB) can "
            "be checked at once."
        )
