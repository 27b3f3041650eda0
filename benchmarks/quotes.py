"""Did they say this? Right and wrong answers, and how long they take, by a million.

The statements and the queries are made of phrases that were written for this
(_sayings.py, _queries.py): always the same ones for a seed, with all words shared by
very many statements and every seventh statement nearly another.

tantivy with rapidfuzz, and SQLite's FTS5, are asked a part of the queries about a part
of the statements, beside accord.quotes; tantivy is left out where it is absent.

    .venv/bin/python benchmarks/quotes.py [--small] [--json] [--full-length]
        [--passages N] [--queries N]                      (1,000,000 and 100,000)
        [--keep FILE]      use the index in FILE, or make it there
        [--files N]        make it in N files, each in a process of its own
        [--after N]        leave out the first N wrong queries, and all right ones
        [--examples]       show a few of the answers that should have been others
        [--compare]        nothing but the comparison
        [--series N,N,N]   growing numbers of statements, each in processes of its own,
                           and by a straight line what a million would need to be made

--full-length makes statements of about 550 words instead of 35.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from _queries import KINDS, NEVER, queries
from _report import report
from _rivals import compare
from _sayings import passage
from _tally import Tally, show, tell, times

from accord.quotes import ASKED as ASKED_BYTES
from accord.quotes import Index, Statement

SEED = 6
MEGABYTE = 2**20
SHAPES = {"passages": (2, 4), "full-length": (25, 45)}
MILLION = 1_000_000
SERIES_QUERIES = 1000
GROWING = ("building", "peak memory of the process that builds", "size", "opening")
ADDED = 3000
COMPARED, ASKED = 100_000, 600


def _text(name: str, default: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def _option(name: str, default: int) -> int:
    return int(_text(name, str(default)))


SMALL = "--small" in sys.argv
SHAPE = SHAPES["full-length" if "--full-length" in sys.argv else "passages"]
PASSAGES = _option("--passages", 20_000 if SMALL else 1_000_000)
QUERIES = _option("--queries", 4_000 if SMALL else 100_000)
FILES = _option("--files", 1)
AFTER = _option("--after", 0)


def statements(count: int, first: int = 0) -> Iterator[Statement]:
    """So many of them."""
    for at in range(first, first + count):
        one = passage(SEED, at, *SHAPE)
        yield Statement(one.id, one.language, one.text)


# Building ---------------------------------------------------------------------------


def build(path: Path, number: int) -> None:
    """In a process of its own: prints seconds, without making the text, and MB."""
    first, last = PASSAGES * number // FILES, PASSAGES * (number + 1) // FILES
    made = 0.0

    def timed() -> Iterator[Statement]:
        nonlocal made
        source = statements(last - first, first)
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
    paths = [path.with_name(f"{path.name}{at}") for at in range(FILES)]
    if FILES == 1:
        paths = [path]
    if not all(one.exists() for one in paths):
        _build_all(paths)
    size = sum(one.stat().st_size for one in paths) / MEGABYTE
    report(f"size of {FILES} file(s), with the texts", size, "MB")
    start = perf_counter()
    index = Index.open(*paths)
    report("opening it, every byte checked", perf_counter() - start, "s")
    return index


def _build_all(paths: list[Path]) -> None:
    here = [sys.executable, __file__, *sys.argv[1:], "--build"]
    makers = [
        subprocess.Popen([*here, str(path), str(at)], stdout=subprocess.PIPE, text=True)
        for at, path in enumerate(paths)
    ]
    said = [maker.communicate()[0].split() for maker in makers]
    if any(maker.returncode for maker in makers):
        raise SystemExit("A file could not be made.")
    spent, most = sum(float(one) for one, _ in said), max(float(mb) for _, mb in said)
    report("building the index, of processor time", spent, "s")
    report("peak memory of the process that builds", most, "MB")


def adding(index: Index, count: int) -> None:
    """The processor time that one more statement takes."""
    spent = []
    for statement in statements(count, PASSAGES):
        start = process_time()
        index.add(statement)
        spent.append((process_time() - start) * 1000)
    spent.sort()
    goal = "value < 10"
    median, last = spent[len(spent) // 2], spent[-1]
    report("adding a statement, p50", median, "ms", None, goal, median < 10)
    report("adding a statement, p99", spent[len(spent) * 99 // 100], "ms")
    report("adding a statement, the one that fills the tail", last, "ms")


def saving(index: Index, path: Path) -> None:
    """One file of all, as after many were added."""
    new, start = index.unsaved, process_time()
    index.save(path)
    spent = process_time() - start
    report(f"making one file of all, {new} new ones", spent, "s")


def peak() -> None:
    """The most memory that this process ever had, and what is its own alone.

    Pages of the file are in the first, as many as were ever looked at and there is room
    for; the system takes them back without a word.
    """
    value = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report("peak memory of the process that answers", value, "MB")
    own = re.search(r"RssAnon:\s+(\d+)", Path("/proc/self/status").read_text())
    if own:
        report("memory of its own, without the file", int(own[1]) / 1024, "MB")


# Asking -----------------------------------------------------------------------------


def asked(index: Index) -> Tally:
    """Asks all queries; goes on until so many of them were wrong ones, those that
    are left out counted in."""
    tally, wrong = Tally(), 0
    for query in queries(SEED, PASSAGES, SHAPE):
        if wrong < AFTER or (AFTER and not query.wrong):
            wrong += query.wrong
            continue
        start, work = perf_counter(), process_time()
        verdict = index.check(query.text)
        tally.work.append((process_time() - work) * 1000)
        tally.times.append((perf_counter() - start) * 1000)
        tally.add(query, verdict, index)
        wrong += query.wrong
        if wrong == QUERIES:
            break
    return tally


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


def compared(directory: Path) -> None:
    """The same queries to others, about a part of all statements."""
    count = min(PASSAGES, COMPARED)
    kinds = tuple(kind for kind in KINDS if kind not in NEVER)
    some = islice(queries(SEED, count, SHAPE, kinds, salt="compared"), ASKED)
    compare(directory, list(statements(count)), list(some))


def series(counts: list[int]) -> None:
    """This program for each count, and a straight line through the last two."""
    found = [_figures(count) for count in counts]
    least, most = counts[-2:]
    for figure, (value, unit) in found[-1].items():
        if not figure.startswith(GROWING):
            continue
        before, _ = found[-2][figure]
        line = value + (value - before) / (most - least) * (MILLION - most)
        report(f"extrapolated to a million, not measured: {figure}", line, unit)


def _figures(count: int) -> dict[str, tuple[float, str]]:
    here = [sys.executable, __file__, "--json", "--sizes", "--passages", str(count)]
    if "--full-length" in sys.argv:
        here.append("--full-length")
    here += ["--queries", str(min(QUERIES, SERIES_QUERIES))]
    said = subprocess.run(here, capture_output=True, text=True, check=True).stdout
    found = {}
    for one in map(json.loads, said.splitlines()):
        report(f"{count:,}: {one['figure']}", one["value"], one["unit"])
        found[one["figure"]] = one["value"], one["unit"]
    return found


def everything(directory: Path) -> None:
    """All figures, the comparison last."""
    index = built(Path(_text("--keep", str(directory / "index"))))
    tally = asked(index)
    tell(tally)
    hostile(index)
    peak()
    adding(index, ADDED)
    saving(index, directory / "index")
    if "--examples" in sys.argv:
        show(tally)
    compared(directory)


def sizes(directory: Path) -> None:
    """What grows with the number of statements, and no more."""
    index = built(directory / "index")
    times(asked(index))
    peak()
    adding(index, SERIES_QUERIES)


def main() -> None:
    """What the command asks for."""
    if "--series" in sys.argv:
        series([int(one) for one in _text("--series", "").split(",")])
        return
    work = everything
    if "--compare" in sys.argv:
        work = compared
    elif "--sizes" in sys.argv:
        work = sizes
    with tempfile.TemporaryDirectory(prefix="accord-benchmark-") as made:
        work(Path(made))


if __name__ == "__main__":
    if "--build" in sys.argv:
        build(Path(sys.argv[-2]), int(sys.argv[-1]))
    else:
        main()
