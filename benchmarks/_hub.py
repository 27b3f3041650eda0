"""A founded hub in a temporary directory, and signed acts ready to be appended.

With ACCORD_DATABASE_URL=postgresql://... it is in a new database on that server,
which is dropped at the end.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import _database
import _report  # noqa: F401 - makes the tests' cast importable

from accord.cli import environment

_database.make()
_DIRECTORY = tempfile.TemporaryDirectory(prefix="accord-benchmark-")
environment.use(Path(_DIRECTORY.name), log_level="ERROR")

from accord.cli import installation  # noqa: E402
from accord.core.acts.envelope import Envelope, sign  # noqa: E402
from accord.sequencer.append import append  # noqa: E402
from accord.sequencer.posts import Post, Receipts, make_post  # noqa: E402
from tests.coalition import blob, seed  # noqa: E402
from tests.hub import Hub, empty_hub, found_all  # noqa: E402

GROUP = 100


@dataclass
class Store:
    """A hub with a store and an item in its catalogue."""

    hub: Hub
    site: str
    item: str

    def envelopes(self, count: int) -> list[Envelope]:
        """New acts, each signed: one in four by two members."""
        return [self._envelope(number) for number in range(count)]

    def posts(self, count: int) -> list[Post]:
        """The same, ready for the appender."""
        return [make_post([one], []) for one in self.envelopes(count)]

    def _envelope(self, number: int) -> Envelope:
        kind, body, names = self._act(number)
        payload = self.hub.act(kind, "alfa", body)
        return sign(payload, *(seed(name) for name in names))

    def _act(self, number: int) -> tuple[str, dict[str, object], list[str]]:
        one, two = "alfa/supplies", "bravo/supplies"
        line = {"item": self.item, "quantity": 20 + number % 7}
        if number % 4 == 0:
            body = self._at("bravo") | {"donor": "lantern-guild", "lines": [line]}
            return "supplies.receive", body, [one, two]
        if number % 4 == 1:
            counted = {"item": self.item, "counted": 3}
            return "supplies.count", self._at("alfa") | {"lines": [counted]}, [one]
        need = {"priority": 3, "people": 40, "due": "2026-12-24T08:00:00Z"}
        return "supplies.need", need | line | {"site": self.site}, [one]

    def _at(self, owner: str) -> dict[str, object]:
        return {"site": self.site, "owner": owner, "field": False}

    def append(self, posts: list[Post]) -> int:
        """Appends posts in groups; returns the number of records."""
        before = len(self.hub.state.acts)
        for start in range(0, len(posts), GROUP):
            outcomes = append(posts[start : start + GROUP])
            assert all(isinstance(one, Receipts) for one in outcomes)
        self.hub.refresh()
        assert len(self.hub.state.acts) == before + len(posts)
        return self.hub.state.size


@contextmanager
def store() -> Iterator[Store]:
    """A hub of three members, each with three devices, on a clock of its own."""
    installation.migrate()
    with empty_hub() as hub:
        found_all(hub)
        item = {"code": "blanket", "unit": "piece", "grams": 1750, "millilitres": 11250}
        place = {"name": "Store", "address": "Quay 1", "lat": "45.1", "lon": "28.8"}
        yield Store(
            hub,
            site=hub.does(
                "supplies.site",
                "alfa/supplies",
                {"code": "store"},
                {"place": blob(place)},
            ),
            item=hub.does(
                "supplies.item",
                "alfa/supplies",
                item | {"packs": []},
                {"names": blob({"en": "Blanket"})},
            ),
        )
    _DIRECTORY.cleanup()
