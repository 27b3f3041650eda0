"""A founding room on a hub that is not founded."""

from collections.abc import Iterator

import pytest
from django.test import Client

from accord.charter import limits
from accord.ledger import hubkey
from tests.charter.founding import Founding, open_room
from tests.coalition import public
from tests.hub import Hub


@pytest.fixture
def founding(
    unfounded: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Founding]:
    """The room, with the hub's key of the cast."""
    monkeypatch.setattr(hubkey, "create", lambda: public("hub"))
    yield from open_room(client)


@pytest.fixture(autouse=True)
def nobody_yet() -> Iterator[None]:
    limits.clear()
    yield
    limits.clear()
