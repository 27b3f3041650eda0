"""How long a search over a hundred thousand reports takes, as one types.

One report in ten is for other members alone: the reader may neither find nor count it.
What is shown of each is read out of the log: twenty real reports stand for all.
The ratio is to reading a hundred thousand rows of a plain table by their key.

    .venv/bin/python benchmarks/search.py [--json]

With ACCORD_DATABASE_URL=postgresql://... in a database of its own on that server.
"""

from collections.abc import Iterable
from random import Random
from time import perf_counter
from typing import Any

import _hub
from _report import report, seconds
from django.db import connection, transaction

from accord.people.reader import live_key, make_reader
from accord.search import fts, queries
from accord.search.folding import folded
from accord.search.models import Document
from accord.search.row import Row
from tests.coalition import blob, keyid
from tests.hub import Hub

REPORTS = 100_000
WORDS = 60  # in a report
CHUNK = 5_000
GOAL_MS = 150
FIRST = 1_000_000  # their numbers: far above the hub's own records
SYLLABLES = (
    *("мо", "ст", "ри", "ка", "до", "ро", "га", "во", "да", "пе", "ре", "пра", "шко"),
    *("pod", "ri", "ver", "wa", "ter", "ro", "ad", "tow", "er", "dru", "mul", "apa"),
)


def vocabulary(chance: Random) -> list[str]:
    """Some thousands of invented words; the first come far more often."""
    found: dict[str, None] = {}
    while len(found) < 5_000:
        found["".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5)))] = None
    return list(found)


def fill(chance: Random, words: list[str]) -> None:
    """Puts the reports into the index, as the appender does."""
    weights = [1 / (rank + 5) for rank in range(len(words))]
    for start in range(0, REPORTS, CHUNK):
        rows = []
        for number in range(start, start + CHUNK):
            said = chance.choices(words, weights, k=WORDS)
            hidden = frozenset({"alfa", "bravo"}) if number % 10 == 0 else None
            title, text = folded(" ".join(said[:6])), folded(" ".join(said[6:]))
            rows.append(Row(FIRST + number, title, text, "report", hidden))
        with transaction.atomic():
            Document.objects.bulk_create(
                Document(
                    id=row.number,
                    key=f"{row.number:064d}",
                    group="report",
                    audience=" alfa bravo " if row.audience else "",
                )
                for row in rows
            )
            fts.put(rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the server does by itself in a while


def typed(chance: Random, words: list[str]) -> list[str]:
    """What people type: words, letter by letter, common ones and rare ones, pairs."""
    found = []
    for _ in range(40):
        word = chance.choice(words[:200] if chance.random() < 0.5 else words)
        found += [word[:length] for length in range(2, len(word) + 1)]
        found.append(f"{chance.choice(words[:50])} {word}")
    return found


def shown(hub: Hub) -> None:
    """Lets twenty real reports stand for what is found."""
    hub.enrol("alfa/reports")
    body = {"marking": "amber", "audience": [], "topics": [], "observed": hub.time}
    for number in range(queries.SHOWN):
        text = f"{number} " + "The road to the water tower is closed. " * 12
        said = {"report": blob({"title": f"Road {number}", "text": text, "place": ""})}
        hub.does("reports.report", "alfa/reports", body, said)
    real = list(Document.objects.filter(group="report", id__lt=FIRST))
    whole = queries._hits

    def instead(rows: Iterable[Document], *rest: Any) -> list[queries.Hit]:  # noqa: ANN401
        return whole(real[: len(list(rows))], *rest)

    queries._hits = instead


def main() -> None:
    """Measures and reports."""
    chance = Random(1)  # noqa: S311 - the same every time
    words = vocabulary(chance)
    with _hub.store() as hub:
        start = perf_counter()
        fill(chance, words)
        took = perf_counter() - start
        where = connection.vendor
        report(f"put {REPORTS} reports, {where}", REPORTS / took, "per s")
        key = live_key(keyid("charlie/voice"))
        assert key is not None
        reader = make_reader(key)
        shown(hub.hub)
        plain = seconds(lambda: list(Document.objects.values_list("id")), 3)[0]
        asked = typed(chance, words)
        times = sorted(one(reader, query) for query in asked)
        for share in (50, 95, 99):
            value = times[len(times) * share // 100] * 1000
            goal = f"value < {GOAL_MS}" if share == 95 else ""
            met = value < GOAL_MS if share == 95 else None
            name = f"search {REPORTS} reports, p{share}, {where}"
            report(name, value, "ms", value / plain / 1000, goal, met)


def one(reader: object, query: str) -> float:
    """How long one search takes, with counts and what is shown."""
    start = perf_counter()
    queries.search(reader, query, "en")  # type: ignore[arg-type]
    return perf_counter() - start


if __name__ == "__main__":
    main()
