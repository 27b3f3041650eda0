"""How long the briefings of two hundred readers take, of a busy day.

By the clock, and in CPU time, in which other programs on the machine do not count. The
ratio is to counting what is new for each of them, which no way can do without.

    .venv/bin/python benchmarks/briefing.py [--json]
"""

from dataclasses import replace
from random import Random
from time import perf_counter, process_time

import _hub
from _report import report

from accord.desk.briefing import Briefing, compile_for
from accord.desk.briefing_parts import Span
from accord.ledger import clock
from accord.people.reader import Reader, live_key, make_reader
from accord.search import queries
from tests.coalition import FOUNDERS, blob, keyid
from tests.hub import Hub

READERS = 200
REPORTS, ACTIONS, NEEDS = 150, 60, 60
GOAL_SECONDS = 60
EVERY = ("actions", "people", "reports", "supplies", "voice")


def fill(store: _hub.Store, chance: Random) -> None:
    """A day: reports and actions, some for a few, and needs that nobody covers."""
    hub = store.hub
    for member in FOUNDERS:
        hub.enrol(f"{member}/every", *EVERY)
    for number in range(REPORTS):
        by, other = chance.sample(FOUNDERS, 2)
        named = number % 3 == 0
        body: dict[str, object] = {
            "marking": "red" if named else "amber",
            "audience": [other] if named else [],
            "topics": [],
            "observed": hub.time,
        }
        said = {"title": f"Report {number}", "text": "A road. " * 30, "place": ""}
        hub.does("reports.report", f"{by}/every", body, {"report": blob(said)})
    for number in range(ACTIONS):
        _action(hub, store.site, number, chance)
    for number in range(NEEDS):
        need = {"site": store.site, "item": store.item, "quantity": 10 + number}
        need |= {"priority": 1, "people": 9, "due": "2026-12-24T08:00:00Z"}
        hub.does("supplies.need", "alfa/every", need)


def _action(hub: Hub, site: str, number: int, chance: Random) -> None:
    by, other = chance.sample(FOUNDERS, 2)
    day, hour = chance.randrange(2, 13), chance.randrange(6, 16)
    body = {
        "start": f"2026-11-{day:02d}T{hour:02d}:00:00Z",
        "end": f"2026-11-{day:02d}T{hour + 3:02d}:00:00Z",
        "site": site,
        "needs": {"people": 5, "vehicles": 1, "items": {}},
        "visibility": "named" if number % 3 == 0 else "members",
        "audience": [other] if number % 3 == 0 else [],
    }
    said = {"title": f"Action {number}", "text": "", "place": ""}
    hub.does("actions.plan", f"{by}/every", body, {"action": blob(said)})


def readers() -> list[Reader]:
    """Two hundred persons: those who are there, under many names."""
    keys = [live_key(keyid(f"{member}/every")) for member in FOUNDERS]
    known = [make_reader(key) for key in keys if key is not None]
    return [
        replace(known[number % len(known)], person=f"p{number}")
        for number in range(READERS)
    ]


def main() -> None:
    """Measures and reports."""
    with _hub.store() as store:
        fill(store, Random(1))  # noqa: S311 - the same every time
        everybody, now = readers(), clock.now()
        span = Span(0, store.hub.state.size)
        start = process_time()
        for one in everybody:
            queries.between(one, span.since, span.until, "en", limit=0)
        counted = process_time() - start
        start, began = process_time(), perf_counter()
        made: list[Briefing] = [compile_for(one, span, now) for one in everybody]
        took, waited = process_time() - start, perf_counter() - began
        assert all(len(one.parts) >= 3 for one in made)
        goal, met = f"value < {GOAL_SECONDS}", waited < GOAL_SECONDS
        report(f"briefings of {READERS} readers, CPU", took, "s", took / counted)
        report("the same, by the clock", waited, "s", None, goal, met)


if __name__ == "__main__":
    main()
