"""Every kind of act, with every field and content, is on the page of the payload."""

import re
from pathlib import Path
from typing import Any

import pytest

from accord.core.acts.act import KINDS
from tests.payloads import BODIES

PAGE = Path(__file__).parents[3] / "docs" / "formats" / "payload.md"
ROWS = {
    kind: line
    for line in PAGE.read_text().splitlines()
    if line.startswith("| `")
    for kind in re.findall(r"`([a-z]+\.[a-z]+)`", line.split("|")[1])
}
SHARED_LINES = ("members", "rules", "version", "finality", "hub")


def names(value: Any) -> set[str]:  # noqa: ANN401
    """The fields of a body and of the lines in it."""
    if isinstance(value, list):
        return {name for one in value for name in names(one)}
    if not isinstance(value, dict):
        return set()
    return {name for key, one in value.items() for name in {key, *names(one)}}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_is_on_the_page(kind: str) -> None:
    body, contents = BODIES[kind]
    row = ROWS[kind]
    if kind in ("charter.found", "charter.roster"):
        assert "terms" in row
        assert all(f'"{name}"' in PAGE.read_text() for name in SHARED_LINES)
        body = {}
    if "lines` as in `consign" in row:
        body = body | {"lines": []}
    if "*resources*" in row or "`needs` as in" in row:
        body = {
            name: () if name in ("needs", "brings") else body[name] for name in body
        }
    missing = [name for name in names(body) if not re.search(rf'[`"]{name}[`"?]', row)]
    assert missing == []
    assert all(content.partition(".")[0] in row for content in contents)
