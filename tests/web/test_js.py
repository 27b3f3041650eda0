"""The browser's modules: their own tests in node, and that both sides agree on acts."""

import json
import re
import shutil
import subprocess
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from accord.core.acts.act import KINDS, parse_act
from accord.core.acts.blobs import unpack

HERE = Path(__file__).parent.parent / "js"
NEEDED = 20


@cache
def why_not() -> str:
    """Why node cannot run the tests here; empty when it can."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", said)
    if not found or int(found[1]) < NEEDED:
        return f"node {NEEDED} or newer is needed, not {said.strip()}"
    return ""


@pytest.fixture(autouse=True)
def _needs_node() -> None:
    if reason := why_not():
        pytest.skip(reason)


def run(*arguments: str) -> str:
    done = subprocess.run(
        ["node", *arguments], capture_output=True, text=True, cwd=HERE
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("name", sorted(one.name for one in HERE.glob("*.test.mjs")))
def test_modules(name: str) -> None:
    run("--test", "--test-reporter=tap", name)


@cache
def samples() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("dump.mjs"))
    return found


def test_the_browser_knows_every_kind() -> None:
    assert sorted(samples()) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_act_of_the_browser_is_an_act_here(kind: str) -> None:
    sample = samples()[kind]
    act = parse_act(b64decode(sample["payload"]))
    assert act.id == sample["id"]
    assert act.kind == kind
    for name, blob in sample["blobs"].items():
        act.blobs[name].check(b64decode(blob))
        if not name.startswith(("paper", "picture.")):
            assert unpack(b64decode(blob))
