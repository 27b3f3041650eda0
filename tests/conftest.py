"""For all tests that use Django; the settings are in tests/settings.py."""

import os
from collections.abc import Iterator
from itertools import chain, islice

import pytest
from django.test import Client
from django.utils import translation

from tests.hub import Hub, empty_hub, found_all


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker begins with files that take long; they share what is short."""
    items[:] = dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests in `workers` runs of the same length, files with long tests first."""
    files: dict[object, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    long = [one for one in files.values() if any(map(_takes_long, one))]
    short = chain(*(one for one in files.values() if not any(map(_takes_long, one))))
    found: list[pytest.Item] = []
    for worker in range(workers):
        found += chain(*long[worker::workers])
        found += islice(
            short, max(0, len(items) * (worker + 1) // workers - len(found))
        )
    return found + list(short)


def _takes_long(item: pytest.Item) -> bool:
    return any(item.iter_markers("journey")) or any(item.iter_markers("slow"))


@pytest.fixture
def client() -> Client:
    """A browser that knows the hub by a name that it answers to."""
    return Client(SERVER_NAME="127.0.0.1")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test begins in English, whatever language the one before asked for."""
    with translation.override("en"):
        yield


@pytest.fixture
def unfounded(db: None) -> Iterator[Hub]:
    """A hub before its founding."""
    with empty_hub() as hub:
        yield hub


@pytest.fixture
def hub(unfounded: Hub) -> Hub:
    """A founded hub of alfa, bravo and charlie."""
    found_all(unfounded)
    return unfounded
