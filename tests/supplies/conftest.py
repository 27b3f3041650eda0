"""A hub with stores."""

import pytest

from tests.hub import Hub
from tests.stores import Stores, furnish


@pytest.fixture
def shop(hub: Hub) -> Stores:
    """Three members with a site and two persons for goods each; two items."""
    return furnish(hub)
