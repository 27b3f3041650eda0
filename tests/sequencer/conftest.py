"""A hub whose members' copies confirm what is saved."""

import pytest

from accord.core.rules import charter
from tests import cosigners
from tests.hub import Hub


@pytest.fixture
def four(unfounded: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """A founded hub of four members with copies; three of them make it final."""
    monkeypatch.setattr(charter, "_check_finality", lambda *_: None, raising=False)
    cosigners.found(unfounded)
    return unfounded
