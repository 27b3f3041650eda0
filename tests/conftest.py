"""For all tests that use Django; the settings are in tests/settings.py."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from tests.hub import Hub, empty_hub, found_all


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
