"""The editor's vendored file is the one that the documentation names."""

import re
from hashlib import sha256
from pathlib import Path

import accord.voice

ROOT = Path(__file__).parents[2]
VENDOR = Path(accord.voice.__file__).parent / "static" / "accord" / "vendor"


def test_the_file_is_the_one_that_was_looked_at() -> None:
    digest = sha256((VENDOR / "prosemirror.js").read_bytes()).hexdigest()
    assert digest in (ROOT / "docs" / "dependencies.md").read_text()


def test_its_licence_lies_beside_it_and_names_every_part() -> None:
    licence = (VENDOR / "prosemirror.LICENSE.txt").read_text()
    package = (ROOT / "scripts" / "editor" / "package.json").read_text()
    parts = re.findall(r'"([a-z0-9-]+)": "([0-9.]+)"', package)
    assert len(parts) == 13
    assert all(f"{name} {version}" in licence for name, version in parts)
    assert "MIT" in licence or "free of charge" in licence


def test_it_asks_for_nothing_else() -> None:
    """One file without imports, so that nothing comes from elsewhere."""
    text = (VENDOR / "prosemirror.js").read_text()
    assert not re.search(r"\bimport\s*[({\"'*]|\bfrom\s*[\"']", text)
    assert "eval(" not in text
