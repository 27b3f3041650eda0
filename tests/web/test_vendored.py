"""The vendored encryption is the one that the documentation names."""

import re
from hashlib import sha256
from pathlib import Path

import accord.web

ROOT = Path(__file__).parents[2]
VENDOR = Path(accord.web.__file__).parent / "static" / "accord" / "vendor"


def test_the_file_is_the_one_that_was_looked_at() -> None:
    digest = sha256((VENDOR / "age.js").read_bytes()).hexdigest()
    assert digest in (ROOT / "docs" / "dependencies.md").read_text()


def test_its_licence_lies_beside_it_and_names_every_part() -> None:
    licence = (VENDOR / "age.LICENSE.txt").read_text()
    package = (ROOT / "scripts" / "age" / "package.json").read_text()
    parts = re.findall(r'"(@?[a-z0-9/-]+)": "([0-9.]+)"', package)
    wanted = [one for one in parts if one[0] != "esbuild"]
    assert len(wanted) == 6
    assert all(f"{name} {version}" in licence for name, version in wanted)


def test_it_asks_for_nothing_else_and_runs_under_the_strict_policy() -> None:
    text = (VENDOR / "age.js").read_text()
    assert not re.search(r"\bimport\s*[({\"'*]|\bfrom\s*[\"']", text)
    assert not re.search(r"\beval\(|\bnew Function\b|\bfetch\(|XMLHttpRequest", text)
