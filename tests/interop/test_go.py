"""Go's golang.org/x/mod/sumdb/note and tlog verify our checkpoints and proofs.

On Debian: apt-get install golang-go golang-golang-x-mod-dev.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accord.core.acts.encoding import to_base64
from accord.core.tlog import merkle, note
from tests.bundles import checkpoint, grown
from tests.coalition import Coalition, public

LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("go") is None, reason="Go is not installed"),
    pytest.mark.skipif(
        not LIBRARY.exists(), reason="golang-golang-x-mod-dev is not installed"
    ),
]

Verify = Callable[[dict[str, Any]], str]


@pytest.fixture(scope="module")
def verify(tmp_path_factory: pytest.TempPathFactory) -> Verify:
    """A function that hands a JSON object to verify.go and returns what it says."""
    work = tmp_path_factory.mktemp("go")
    program = work / "verify"
    source = Path(__file__).parent / "go" / "verify.go"
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(work / "cache"),
    }
    subprocess.run(
        ["go", "build", "-o", str(program), str(source)], check=True, env=environment
    )

    def run(document: dict[str, Any]) -> str:
        done = subprocess.run(
            [str(program)],
            input=json.dumps(document),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    return run


@pytest.fixture(scope="module")
def coalition() -> Coalition:
    """A coalition with a log of some length."""
    return grown()


def hashes(proof: list[bytes]) -> list[str]:
    return [to_base64(one) for one in proof]


def document(coalition: Coalition) -> dict[str, Any]:
    """The checkpoint, and proofs for every leaf and every earlier size."""
    tree = coalition.state.tree
    name = f"accord/{coalition.state.coalition}/e1"
    key = to_base64(note.ED25519 + bytes.fromhex(public("hub")))
    return {
        "note": checkpoint(coalition),
        "key": f"{name}+{note.key_hash(name, public('hub')).hex()}+{key}",
        "inclusion": [
            {
                "leaf": to_base64(leaf),
                "index": index,
                "proof": hashes(tree.inclusion(index)),
            }
            for index, leaf in enumerate(coalition.leaves)
        ],
        "consistency": [
            {
                "size": size,
                "root": to_base64(tree.root(size)),
                "proof": hashes(merkle.consistency(tree.get, size, tree.size)),
            }
            for size in range(1, tree.size + 1)
        ],
    }


def test_go_agrees(verify: Verify, coalition: Coalition) -> None:
    assert verify(document(coalition)) == "ok"


def test_go_refuses_another_note(verify: Verify, coalition: Coalition) -> None:
    changed = document(coalition)
    size = coalition.state.size
    changed["note"] = changed["note"].replace(f"\n{size}\n", f"\n{size - 1}\n")
    assert "invalid signature" in verify(changed)


def test_go_refuses_another_leaf(verify: Verify, coalition: Coalition) -> None:
    changed = document(coalition)
    changed["inclusion"][5]["leaf"] = changed["inclusion"][6]["leaf"]
    assert "record 5" in verify(changed)


def test_go_refuses_another_root(verify: Verify, coalition: Coalition) -> None:
    changed = document(coalition)
    changed["consistency"][5]["root"] = changed["consistency"][6]["root"]
    assert "tree 6" in verify(changed)
