"""Every test that the page of threats names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "threats.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda one: str(one))
def test_the_test_is_there(path: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / path).read_text()


def test_every_threat_names_a_test() -> None:
    rows = [one for one in ROWS if not one.startswith(("| it tries", "| one tries"))]
    rows = [one for one in rows if not one.startswith("| what happens")]
    assert len(rows) > 20
    assert all("`tests/" in one for one in rows)
