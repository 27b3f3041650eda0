"""How long one act waits until the quorum of members' copies has confirmed it.

Four members, finality `cosigned`, three of four make it final. The witnesses are small
servers in this process that check the signature of the host and the proof, and sign;
they hold no copy. So the figure is the hub's own part: the append, asking over HTTP,
checking what comes back and keeping it durably. The ratio is to one durable commit.

    .venv/bin/python benchmarks/cosign.py [--json]
"""

import sqlite3
import statistics
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from _hub import empty_hub
from _report import report

from accord.cli import installation
from accord.core.acts.envelope import sign
from accord.core.tlog import cosignature
from accord.ledger import confirmed
from accord.sequencer import witness_list, witness_rounds
from accord.sequencer.append import Outcome
from accord.sequencer.appender import Appender
from accord.sequencer.posts import Post, Receipts, make_post
from accord.sequencer.witness_rounds import Rounds
from tests import cosigners
from tests.coalition import FOUR, public, seed
from tests.hub import Hub
from tests.witness import TinyWitness

ACTS = 300
LOADED = 2000


@contextmanager
def witnessed() -> Iterator[tuple[Hub, Rounds]]:
    """A hub of four members and the rounds that ask their witnesses."""
    installation.migrate()
    with empty_hub() as hub, ExitStack() as stack:
        cosigners.found(hub)
        coalition = hub.state.coalition
        addresses = []
        for name in FOUR:
            witness = TinyWitness(
                cosignature.name(coalition, name),
                seed(f"{name} replica"),
                {f"accord/{coalition}/e1": bytes.fromhex(public("hub"))},
            )
            addresses.append(f"{name}={stack.enter_context(witness.serving())}")
        rounds = Rounds(witness_list.read(" ".join(addresses)))
        witness_rounds._running[:] = [rounds]
        rounds.start()
        yield hub, rounds
        rounds.stop()


def _profile(hub: Hub) -> Post:
    payload = hub.act("charter.profile", "alfa", {})
    return make_post([sign(payload, seed("alfa/people"))], [])


def wait_final(rounds: Rounds, size: int) -> None:
    """Until the checkpoint of at least `size` records is final."""
    with rounds.changed:
        assert rounds.changed.wait_for(
            lambda: (
                rounds.target is not None
                and rounds.target.size >= size
                and rounds.settled
            ),
            60,
        )
    assert confirmed.of(size - 1).final


def one_by_one(hub: Hub, rounds: Rounds, count: int) -> tuple[list[float], list[float]]:
    """The milliseconds until each act is saved, and until it is final."""
    appender = Appender()
    saved, final = [], []
    for _ in range(count):
        post = _profile(hub)
        start = perf_counter()
        receipts = appender.post(post)
        saved.append((perf_counter() - start) * 1000)
        wait_final(rounds, receipts.receipts[0].leaves[0].index + 1)
        final.append((perf_counter() - start) * 1000)
    return saved, final


def under_load(hub: Hub, rounds: Rounds, count: int) -> float:
    """Records a second, final, when `count` acts come as fast as they are taken."""
    appender = Appender()
    made = [_profile(hub) for _ in range(count)]
    start = perf_counter()
    for first in range(0, count, 100):
        futures: list[Future[Outcome]] = [Future() for _ in range(100)]
        for item in zip(made[first : first + 100], futures, strict=True):
            appender.queue.put(item)
        appender._start()
        last = futures[-1].result(60)
    assert isinstance(last, Receipts)
    wait_final(rounds, last.receipts[0].leaves[0].index + 1)
    return count / (perf_counter() - start)


def commits(path: Path, rounds: int) -> list[float]:
    """The milliseconds of durable commits of one row, on the same disk."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE row (number INTEGER PRIMARY KEY, data BLOB)")
    found = []
    for _ in range(rounds):
        start = perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO row (data) VALUES (?)", (b"x" * 700,))
        database.execute("COMMIT")
        found.append((perf_counter() - start) * 1000)
    database.close()
    return found


def main() -> None:
    """Measures and reports."""
    with witnessed() as (hub, rounds):
        wait_final(rounds, hub.state.size)
        saved, final = one_by_one(hub, rounds, ACTS)
        path = installation.directory() / "commits.sqlite3"
        alone = statistics.median(commits(path, ACTS))
        report("a durable commit, p50", alone, "ms")
        for name, found in (("saved", saved), ("final, 3 of 4 copies", final)):
            cuts = statistics.quantiles(found, n=100)
            report(f"one act {name}, p50", cuts[49], "ms", cuts[49] / alone)
            report(f"one act {name}, p99", cuts[98], "ms", cuts[98] / alone)
        report("records under load, all final", under_load(hub, rounds, LOADED), "/s")


if __name__ == "__main__":
    main()
