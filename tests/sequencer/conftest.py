"""A hub whose members' copies confirm what is saved."""

import pytest

from tests import cosigners
from tests.hub import Hub


@pytest.fixture
def four(unfounded: Hub) -> Hub:
    """A founded hub of four members with copies; three of them make it final."""
    cosigners.found(unfounded)
    return unfounded
