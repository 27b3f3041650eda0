"""What others do with the same queries: tantivy and SQLite's FTS5, both with rapidfuzz.

Each finds twenty statements by words and reads them with rapidfuzz; what counts is
which statement comes first, and how much processor time that takes.
"""

import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

from _queries import Query
from _report import report
from rapidfuzz import fuzz

from accord.quotes import Index, Statement

Search = Callable[[str], str]


def compare(directory: Path, said: list[Statement], some: list[Query]) -> None:
    """Which statement each finds first, and how fast: all asked the same."""
    report("compared on", len(said), "statements")
    report("compared by", len(some), "queries")
    texts = [one.text for one in said]
    _compared("accord.quotes", lambda: _ours(directory, said), some)
    _compared("tantivy + rapidfuzz", lambda: _tantivy(texts, directory), some)
    _compared("FTS5 + rapidfuzz", lambda: _fts5(texts), some)


def _compared(name: str, make: Callable[[], Search], some: list[Query]) -> None:
    start = process_time()
    try:
        search = make()
    except ImportError:
        print(f"{name} is not installed, so it is not compared.", file=sys.stderr)
        return
    report(f"{name}: making it", process_time() - start, "s")
    times, found, asked = [], Counter[str](), Counter[str]()
    for query in some:
        start = process_time()
        first = search(query.text)
        times.append((process_time() - start) * 1000)
        for kind in ("all", query.kind):
            asked[kind] += 1
            found[kind] += first == query.passage.id
    times.sort()
    report(f"{name}: answer, p50", times[len(times) // 2], "ms")
    report(f"{name}: answer, p99", times[len(times) * 99 // 100], "ms")
    for kind in ("all", "verbatim", "scanned", "Latin for Cyrillic", "rewritten"):
        share = 100 * found[kind] / max(1, asked[kind])
        report(f"{name}: source first, {kind}", share, "%")


def _ours(directory: Path, said: list[Statement]) -> Search:
    index = Index.build(directory / "ours", said)
    return lambda text: index.check(text).statement or ""


def _nearest(text: str, numbers: list[int], texts: list[str]) -> str:
    """Of some statements the one with the stretch that is most like the text."""
    best = max(
        numbers, key=lambda at: fuzz.partial_ratio(text, texts[at]), default=None
    )
    return "" if best is None else str(best)


def _words(text: str) -> list[str]:
    return sorted(set(re.findall(r"\w+", text.lower())))[:256]


def _tantivy(texts: list[str], directory: Path) -> Search:
    """Words, BM25, the twenty best of those with any word of the text."""
    tantivy = import_module("tantivy")
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
