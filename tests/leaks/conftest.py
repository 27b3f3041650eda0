"""A walk through a marked coalition, and silence while it goes."""

import logging
from collections.abc import Callable, Iterator

import pytest

from tests.hub import Hub
from tests.leaks.beside import beside
from tests.leaks.marked import marked
from tests.leaks.walking import FEW, Walk, fills, posts, visitors

Begin = Callable[[int], Walk]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of pages that are not there make no line each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def begin(hub: Hub) -> Begin:
    """Begins a walk through a coalition that is marked by this seed."""

    def walk(seed: int) -> Walk:
        found = marked(hub, seed)
        made = beside(found)
        seen = list(visitors(found))
        return Walk(found, made, seen, FEW, fills(found, made), posts(found))

    return walk
