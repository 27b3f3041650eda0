"""Did they say this? Right and wrong answers, and how long they take, by a million.

The statements and the queries are made of phrases that were written for this
(_sayings.py, _queries.py): always the same ones for a seed, with all words shared by
very many statements and every seventh statement nearly another. What is authentic is
decided a second time by looking for the text itself, so that no rule of the package is
trusted.

tantivy with rapidfuzz, and SQLite's FTS5, are asked a part of the queries about a part
of the statements, beside accord.quotes; tantivy is left out where it is absent.

    .venv/bin/python benchmarks/quotes.py [--small] [--json] [--full-length]
        [--passages N] [--queries N]                      (1,000,000 and 100,000)
        [--keep FILE]      use the index in FILE, or make it there

--full-length makes statements of about 400 words instead of 35.
"""

import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from _queries import KINDS, NEVER, SAID, WRONG, Query, queries
from _report import report
from _sayings import LANGUAGES, passage
from rapidfuzz import fuzz

from accord.quotes import ASKED as ASKED_BYTES
from accord.quotes import Index, Statement, Verdict

SEED = 6
MEGABYTE = 2**20
SHAPES = {"passages": (2, 4), "full-length": (25, 45)}
ADDED = 3000
COMPARED, ASKED = 100_000, 1500
EDGES = " .,;:«»“”„\"'—-()"


def _text(name: str, default: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def _option(name: str, default: int) -> int:
    return int(_text(name, str(default)))


SMALL = "--small" in sys.argv
SHAPE = SHAPES["full-length" if "--full-length" in sys.argv else "passages"]
PASSAGES = _option("--passages", 20_000 if SMALL else 1_000_000)
QUERIES = _option("--queries", 4_000 if SMALL else 100_000)


def statements(count: int, first: int = 0) -> Iterator[Statement]:
    """So many of them."""
    for at in range(first, first + count):
        one = passage(SEED, at, *SHAPE)
        yield Statement(one.id, one.language, one.text)


# Building ---------------------------------------------------------------------------


def build(path: Path) -> None:
    """In a process of its own: prints seconds, without making the text, and MB."""
    made = 0.0

    def timed() -> Iterator[Statement]:
        nonlocal made
        source = statements(PASSAGES)
        while True:
            start = process_time()
            one = next(source, None)
            made += process_time() - start
            if one is None:
                return
            yield one

    start = process_time()
    Index.build(path, timed())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(process_time() - start - made, peak)


def built(path: Path) -> Index:
    """The index in a file, with what it took to make and to open it."""
    report(f"statements, {SHAPE[0]} to {SHAPE[1]} sentences", PASSAGES, "statements")
    if not path.exists():
        here = [sys.executable, __file__, *sys.argv[1:], "--build", str(path)]
        said = subprocess.run(here, capture_output=True, text=True, check=True).stdout
        spent, peak = map(float, said.split())
        report("building the index, of processor time", spent, "s")
        report("peak memory of the process that builds", peak, "MB")
    size = path.stat().st_size / MEGABYTE
    report("size of the file, with the texts", size, "MB")
    start = perf_counter()
    index = Index.open(path)
    report("opening it, every byte checked", perf_counter() - start, "s")
    return index


def adding(index: Index, path: Path) -> None:
    """The processor time that one more statement takes, and one file of all."""
    times = []
    for statement in statements(ADDED, PASSAGES):
        start = process_time()
        index.add(statement)
        times.append((process_time() - start) * 1000)
    times.sort()
    goal = "value < 10"
    median, last = times[len(times) // 2], times[-1]
    report("adding a statement, p50", median, "ms", None, goal, median < 10)
    report("adding a statement, p99", times[len(times) * 99 // 100], "ms")
    report("adding a statement, the one that fills the tail", last, "ms")
    start = perf_counter()
    index.save(path)
    report(f"making one file of all, {ADDED} new ones", perf_counter() - start, "s")


# Asking -----------------------------------------------------------------------------


class Tally:
    """What came out, by kind and by language."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.good: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.false: list[tuple[Query, Verdict]] = []
        self.examples: defaultdict[str, list[tuple[Query, Verdict]]] = defaultdict(list)
        self.times: list[float] = []
        self.work: list[float] = []

    def add(self, query: Query, verdict: Verdict, index: Index) -> None:
        """One answer, judged by what was done to the query."""
        here = _statement(index, verdict)
        if query.wrong and verdict.kind in ("authentic", "excerpted"):
            if _is_said(query, verdict, here):
                self.said[query.kind] += 1  # it is what another statement says
                return
            self.false.append((query, verdict))
        if query.sentence and not _shown(query, verdict, here):
            self.false.append((query, verdict))
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


def asked(index: Index) -> Tally:
    """Asks all queries; goes on until so many of them were wrong ones."""
    tally, wrong = Tally(), 0
    for query in queries(SEED, PASSAGES, SHAPE):
        start, work = perf_counter(), process_time()
        verdict = index.check(query.text)
        tally.work.append((process_time() - work) * 1000)
        tally.times.append((perf_counter() - start) * 1000)
        tally.add(query, verdict, index)
        wrong += query.wrong
        if wrong == QUERIES:
            break
    tally.times.sort()
    tally.work.sort()
    return tally


def tell(tally: Tally) -> None:
    """All figures about the answers."""
    altered = [*WRONG, "spliced"]
    count = len(tally.false)
    report("queries", len(tally.times), "queries")
    report(
        f"false authentic, of {QUERIES:,} wrong ones",
        count,
        "",
        None,
        "value = 0",
        not count,
    )
    _times("answer", tally.times, "")
    _times("answer", tally.work, " of processor time")
    for names, goal, what in (
        (altered, 99.5, "of single alterations called altered"),
        (["spliced"], 99, "of splices called altered"),
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


def _times(what: str, times: list[float], of: str) -> None:
    report(f"{what}, p50{of}", times[len(times) // 2], "ms")
    p99 = times[len(times) * 99 // 100]
    report(f"{what}, p99{of}", p99, "ms", None, "value < 50", p99 < 50)
    report(f"{what}, slowest{of}", times[-1], "ms")


def hostile(index: Index) -> None:
    """Texts as long as may be, made to be slow: mostly of what was really said."""
    said = " ".join(passage(SEED, at, *SHAPE).text for at in range(0, 4000, 4))
    words = said.split()
    mixed = words[:20_000]
    Random(SEED).shuffle(mixed)  # noqa: S311
    texts = {
        "statements one after the other": said,
        "one word in nine changed": " ".join(
            "mirth" if at % 9 == 0 else word for at, word in enumerate(words)
        ),
        "its words in any order": " ".join(mixed),
        "every sentence in quotation marks": said.replace(". ", ".» «"),
        "an omission after every third word": " ".join(
            f"{word} […]" if at % 3 == 0 else word for at, word in enumerate(words)
        ),
        "one statement again and again": f"{passage(SEED, 0).text} " * 900,
        "quotation marks alone": '"' * 200_000,
        "characters without width": "a\u200b" * 60_000,
    }
    slowest = 0.0
    for what, text in texts.items():
        start = process_time()
        index.check(text.encode()[:ASKED_BYTES].decode(errors="ignore"))
        spent = (process_time() - start) * 1000
        slowest = max(slowest, spent)
        report(f"256 KiB, {what}", spent, "ms")
    report("slowest hostile text", slowest, "ms", None, "value < 1000", slowest < 1000)


# Others -----------------------------------------------------------------------------

Search = Callable[[str], str]


def compare(directory: Path) -> None:
    """Which statement each finds first, and how fast, among a part of all."""
    count = min(PASSAGES, COMPARED)
    texts = [one.text for one in statements(count)]
    kinds = tuple(kind for kind in KINDS if kind not in NEVER)
    some = list(islice(queries(SEED, count, SHAPE, kinds, salt="compared"), ASKED))
    report("compared on", count, "statements")
    ours = Index.build(directory / "ours", statements(count))
    _compared("accord.quotes", lambda text: ours.check(text).statement or "", some)
    tantivy = _tantivy(texts, directory)
    if tantivy is None:
        print("tantivy is not installed, so it is not compared.", file=sys.stderr)
    else:
        _compared("tantivy + rapidfuzz", tantivy, some)
    _compared("FTS5 + rapidfuzz", _fts5(texts), some[: ASKED // 5])


def _compared(name: str, search: Search, some: list[Query]) -> None:
    times, found, asked = [], Counter[str](), Counter[str]()
    for query in some:
        start = perf_counter()
        first = search(query.text)
        times.append((perf_counter() - start) * 1000)
        for kind in ("all", query.kind):
            asked[kind] += 1
            found[kind] += first == query.passage.id
    times.sort()
    report(f"{name}: answer, p50", times[len(times) // 2], "ms")
    report(f"{name}: answer, p99", times[len(times) * 99 // 100], "ms")
    for kind in ("all", "verbatim", "scanned", "Latin for Cyrillic", "rewritten"):
        report(
            f"{name}: source first, {kind}",
            100 * found[kind] / max(1, asked[kind]),
            "%",
        )


def _nearest(text: str, numbers: list[int], texts: list[str]) -> str:
    """Of some statements the one with the stretch that is most like the text."""
    best = max(
        numbers, key=lambda at: fuzz.partial_ratio(text, texts[at]), default=None
    )
    return "" if best is None else str(best)


def _words(text: str) -> list[str]:
    return sorted(set(re.findall(r"\w+", text.lower())))[:64]


def _tantivy(texts: list[str], directory: Path) -> Search | None:
    """Words, BM25, the twenty best of those with any word of the text."""
    try:
        tantivy = import_module("tantivy")
    except ImportError:
        return None
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("text")
        .add_integer_field("at", stored=True)
    )
    (directory / "tantivy").mkdir()
    index = tantivy.Index(schema.build(), path=str(directory / "tantivy"))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for at, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, at=at))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> str:
        query = index.parse_query(" ".join(_words(text)), ["text"])
        hits = searcher.search(query, 20).hits
        return _nearest(text, [searcher.doc(at)["at"][0] for _, at in hits], texts)

    return search


def _fts5(texts: list[str]) -> Search:
    """The same with SQLite."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE said USING fts5(text, content='')")
    rows = ((at, text) for at, text in enumerate(texts))
    database.executemany("INSERT INTO said(rowid, text) VALUES (?, ?)", rows)
    wanted = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20"

    def search(text: str) -> str:
        words = " OR ".join(f'"{word}"' for word in _words(text))
        return _nearest(
            text, [at for (at,) in database.execute(wanted, [words])], texts
        )

    return search


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory(prefix="accord-benchmark-") as made:
        directory = Path(made)
        index = built(Path(_text("--keep", str(directory / "index"))))
        tally = asked(index)
        tell(tally)
        hostile(index)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report("peak memory of the process that answers", peak, "MB")
        adding(index, directory / "index")
        if "--examples" in sys.argv:
            show(tally)
        compare(directory)


def show(tally: Tally) -> None:
    """A few of the answers that should have been others."""
    for query, verdict in tally.false:
        print("FALSE", query.kind, repr(query.text), verdict, file=sys.stderr)
    for kind, some in tally.examples.items():
        for query, verdict in some:
            changes = [(one.kind, one.said, one.quoted) for one in verdict.changes]
            print(f"{kind}: {query.text}\n  {query.passage.text}", file=sys.stderr)
            print(f"  {verdict.kind} {verdict.statement} {changes}", file=sys.stderr)


if __name__ == "__main__":
    if "--build" in sys.argv:
        build(Path(sys.argv[-1]))
    else:
        main()
