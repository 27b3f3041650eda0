"""How many records a second the appender takes, and how long one act waits.

Everything is as in production: form, rules, real signatures, leaf, tree, contents,
checkpoint, read tables, one durable transaction for a group of a hundred acts. The
ratio is to verifying the same signatures with PyNaCl and nothing else.

    .venv/bin/python benchmarks/append.py [--json]
"""

import sqlite3
import statistics
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from time import perf_counter

from _hub import store
from _report import report, seconds

from accord.cli import installation
from accord.core.acts import keys
from accord.core.acts.envelope import Envelope, pae
from accord.sequencer.append import Outcome
from accord.sequencer.appender import Appender
from accord.sequencer.posts import Receipts, make_post
from tests.coalition import keyid, public

ACTS = 4000
SINGLE = 400
GOAL = 0.25


def raw(envelopes: list[Envelope]) -> float:
    """Verifications a second, of all signatures, one after another."""
    known = {keyid(name): public(name) for name in ("alfa/supplies", "bravo/supplies")}
    claims = [
        (known[signature.keyid], pae(envelope.payload), signature.sig)
        for envelope in envelopes
        for signature in envelope.signatures
    ]

    def verify_all() -> None:
        for claim in claims:
            assert keys.verify(*claim)

    return len(claims) / seconds(verify_all, 3)[0]


def sustained(envelopes: list[Envelope]) -> float:
    """Seconds until all that another thread posts is durable.

    That thread does what the web's threads do: it reads each form and verifies.
    """
    appender = Appender()
    futures: list[Future[Outcome]] = [Future() for _ in envelopes]

    def feed() -> None:
        for envelope, future in zip(envelopes, futures, strict=True):
            appender.queue.put((make_post([envelope], []), future))

    feeder = threading.Thread(target=feed)
    start = perf_counter()
    feeder.start()
    appender._start()
    for future in futures:
        assert isinstance(future.result(60), Receipts)
    return perf_counter() - start


def one_by_one(envelopes: list[Envelope]) -> list[float]:
    """The milliseconds that each post waits, alone."""
    appender = Appender()

    def post(envelope: Envelope) -> None:
        appender.post(make_post([envelope], []))

    return [_milliseconds(partial(post, one)) for one in envelopes]


def commits(path: Path, rounds: int) -> list[float]:
    """The milliseconds of durable commits of one row, on the same disk."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE row (number INTEGER PRIMARY KEY, data BLOB)")
    data = b"x" * 700

    def commit() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO row (data) VALUES (?)", (data,))
        database.execute("COMMIT")

    found = [_milliseconds(commit) for _ in range(rounds)]
    database.close()
    return found


def _milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def main() -> None:
    """Measures and reports."""
    with store() as made:
        many, single = made.envelopes(ACTS), made.envelopes(SINGLE)
        records = sum(len(one.signatures) for one in many)
        verified = raw(many)
        report("verifications, one core", verified, "/s")
        rate = records / sustained(many)
        ratio = rate / verified
        goal = f"ratio >= {GOAL}"
        report("records, groups of 100", rate, "/s", ratio, goal, ratio >= GOAL)
        waits = statistics.quantiles(one_by_one(single), n=100)
        path = installation.directory() / "commits.sqlite3"
        alone = statistics.quantiles(commits(path, SINGLE), n=100)
        for name, at in (("p50", 49), ("p99", 98)):
            report(f"a durable commit, {name}", alone[at], "ms")
            report(f"one act, {name}", waits[at], "ms", waits[at] / alone[at])


if __name__ == "__main__":
    main()
