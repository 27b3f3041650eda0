"""Strangers' files, read in the process of the tests: the small one has its own."""

import pytest

from accord.people import drawing, jail
from accord.reports import jailed
from accord.supplies.imports import jailed as imports

WORK = {
    "accord.reports.jailed": jailed.answer,
    "accord.people.drawing": drawing.answer,
    "accord.supplies.imports.jailed": imports.answer,
}


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves the start of a process for each file."""
    monkeypatch.setattr(
        jail, "ask", lambda module, *words, data: WORK[module](list(words), data)
    )
