"""What came out of very many queries: judged by what was done to each, and told.

What is authentic is decided here a second time, by looking for the text itself, so that
no rule of the package is trusted.
"""

import re
import sys
from collections import Counter, defaultdict

from _queries import CUT, KINDS, NEVER, SAID, SPLICED, WRONG, Query
from _report import report
from _sayings import LANGUAGES

from accord.quotes import Index, Verdict

EDGES = " .,;:«»“”„\"'—-()"
NOT_SAID = (*WRONG, SPLICED, *NEVER)


class Tally:
    """What came out, by kind and by language."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.good: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.untrue: Counter[str] = Counter()
        self.false: list[tuple[Query, Verdict]] = []
        self.examples: defaultdict[str, list[tuple[Query, Verdict]]] = defaultdict(list)
        self.times: list[float] = []
        self.work: list[float] = []

    def add(self, query: Query, verdict: Verdict, index: Index) -> None:
        """One answer, judged by what was done to the query."""
        here = _statement(index, verdict)
        self.wrong[f"{query.kind}, {query.passage.language}"] += query.wrong
        if query.wrong and verdict.kind in ("authentic", "excerpted"):
            if _is_said(query, verdict, here):
                self.said[query.kind] += 1  # it is what another statement says
                return
            self._false(query, verdict)
        if query.sentence and not _shown(query, verdict, here):
            self._false(query, verdict)
        good = verdict.kind in query.wanted
        about = verdict.statement == query.passage.id
        named = good and about and _is_named(query, verdict)
        if (not good or about > named) and len(self.examples[query.kind]) < 3:
            self.examples[query.kind].append((query, verdict))
        for name in (query.kind, f"{query.kind}, {query.passage.language}"):
            self.asked[name] += 1
            self.good[name] += good
            self.named[name] += named
            self.found[name] += about
            self.right[name] += good and about

    def _false(self, query: Query, verdict: Verdict) -> None:
        self.untrue[f"{query.kind}, {query.passage.language}"] += 1
        self.false.append((query, verdict))

    def naming(self, names: list[str]) -> float:
        """Per cent of the answers about the very statement that was altered."""
        about = sum(self.right[one] for one in names)
        return 100 * sum(self.named[one] for one in names) / max(1, about)

    def share(self, of: Counter[str], names: list[str]) -> float:
        """Per cent of what was asked under these names."""
        return (
            100
            * sum(of[one] for one in names)
            / max(1, sum(self.asked[one] for one in names))
        )


def _statement(index: Index, verdict: Verdict) -> str:
    if verdict.statement is None:
        return ""
    found = index.statement(verdict.statement, verdict.language or "")
    assert found is not None
    return found.text


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _stands_in(quote: str, said: str) -> bool:
    return _folded(quote).strip(EDGES) in _folded(said)


def _is_said(query: Query, verdict: Verdict, said: str) -> bool:
    """Whether another statement has the words after all, or all the pieces in order."""
    if verdict.kind == "authentic" or verdict.statement == query.passage.id:
        return _stands_in(query.text, said)
    pieces = re.split(r"[\[(]…[\])]|\.\.\.", query.text)
    places = [_folded(said).find(_folded(one).strip(EDGES)) for one in pieces]
    long = all(len(one.split()) > 3 for one in pieces)
    return long and -1 not in places and places == sorted(places)


def _shown(query: Query, verdict: Verdict, said: str) -> bool:
    """Whether the sentence that denies the quote is in what is shown with it."""
    if verdict.kind != "authentic":
        return True
    if verdict.statement != query.passage.id:
        return _stands_in(query.text, said)  # there it may not be denied
    shown = verdict.sentence.of(said) if verdict.sentence else ""
    return verdict.context and query.sentence in shown


def _is_named(query: Query, verdict: Verdict) -> bool:
    return not query.names or any(one.kind in query.names for one in verdict.changes)


def tell(tally: Tally) -> None:
    """All figures about the answers."""
    altered = [*WRONG, SPLICED]
    report("queries", len(tally.times), "queries")
    _false(tally)
    times(tally)
    for names, goal, what in (
        (altered, 99.5, "of single alterations called altered"),
        ([SPLICED], 99, "of splices called altered"),
        (["never said"], 99, "of what was never said unknown"),
    ):
        value = tally.share(tally.good, names)
        report(what, value, "%", None, f"value >= {goal}", value >= goal)
    for language in LANGUAGES:
        names = [f"{one}, {language}" for one in altered]
        value, named = tally.share(tally.good, names), tally.naming(names)
        report(
            f"alterations caught, {language}",
            value,
            "%",
            None,
            "value >= 99.5",
            value >= 99.5,
        )
        report(
            f"the change named, {language}",
            named,
            "%",
            None,
            "value >= 99.5",
            named >= 99.5,
        )
    for kind in KINDS:
        report(f"as it should be: {kind}", tally.share(tally.good, [kind]), "%")
        if kind in WRONG:
            report(f"the change named: {kind}", tally.naming([kind]), "%")
    for kind in (*SAID, *WRONG):
        report(f"source found: {kind}", tally.share(tally.found, [kind]), "%")


def _false(tally: Tally) -> None:
    """What was called true and was not said: the one error that may never happen."""
    wrong = sum(tally.wrong.values())
    report("wrong queries", wrong, "queries")
    for kind in ("authentic", "excerpted"):
        count = sum(
            verdict.kind == kind and query.wrong for query, verdict in tally.false
        )
        figure = f"falsely {kind}, of {wrong:,} wrong ones"
        report(figure, count, "", None, "value = 0", not count)
    cut = sum(not query.wrong for query, _ in tally.false)
    report("denials not shown", cut, "", None, "value = 0", not cut)
    for kind in (*NOT_SAID, CUT):
        for language in LANGUAGES:
            name = f"{kind}, {language}"
            asked = tally.wrong[name] or tally.asked[name]
            report(f"false, of {asked:,}: {name}", tally.untrue[name], "")


def times(tally: Tally) -> None:
    """How long answers took, by the clock and of the processor."""
    for some, of in ((tally.times, ""), (tally.work, " of processor time")):
        some.sort()
        report(f"answer, p50{of}", some[len(some) // 2], "ms")
        p99 = some[len(some) * 99 // 100]
        report(f"answer, p99{of}", p99, "ms", None, "value < 50", p99 < 50)
        report(f"answer, slowest{of}", some[-1], "ms")


def show(tally: Tally) -> None:
    """A few of the answers that should have been others."""
    for query, verdict in tally.false:
        print("FALSE", query.kind, repr(query.text), verdict, file=sys.stderr)
    for kind, some in tally.examples.items():
        for query, verdict in some:
            changes = [(one.kind, one.said, one.quoted) for one in verdict.changes]
            print(f"{kind}: {query.text}\n  {query.passage.text}", file=sys.stderr)
            print(f"  {verdict.kind} {verdict.statement} {changes}", file=sys.stderr)
