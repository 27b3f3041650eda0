"""In what order workers are given the tests."""

from pathlib import Path

import pytest

from tests.conftest import dealt


class Item:
    """A test of a file, as the order needs it."""

    def __init__(self, path: str, number: int, *marks: str) -> None:
        self.path, self.number, self.marks = Path(path), number, marks

    def iter_markers(self, name: str) -> list[str]:
        return [one for one in self.marks if one == name]


FILES = {"a": 5, "b": 2, "c": 7, "d": 1, "e": 3, "f": 4}
LONG = {"b": "slow", "d": "journey", "f": "slow"}
ITEMS = [
    Item(path, number, *[LONG[path]][: number == 0]) if path in LONG
    else Item(path, number)
    for path, count in FILES.items()
    for number in range(count)
]  # fmt: skip


@pytest.mark.parametrize("workers", [1, 2, 3, 40])
def test_every_test_runs_once_and_each_worker_begins_with_a_long_file(
    workers: int,
) -> None:
    found = dealt(ITEMS, workers)  # type: ignore[arg-type, type-var]
    assert sorted(map(id, found)) == sorted(map(id, ITEMS))
    begins = [found[len(found) * one // workers].path.name for one in range(workers)]
    if workers <= len(LONG):
        assert set(begins) <= LONG.keys()
    for path in LONG:
        places = [place for place, one in enumerate(found) if one.path.name == path]
        assert places == list(range(places[0], places[0] + FILES[path]))
