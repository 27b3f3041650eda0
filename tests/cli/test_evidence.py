"""`accord verify` of evidence: anybody can check what a host did."""

import json
from pathlib import Path

import pytest

from accord.core.protocol import evidence
from accord.core.tlog.tiles import Tile, pack_entries
from tests.cli.conftest import Run
from tests.core.protocol.test_evidence import forked, scene, wrong_standing


def test_a_fork(run: Run, tmp_path: Path) -> None:
    s = scene()
    path = tmp_path / "fork.evidence.json"
    path.write_bytes(forked(s))
    done = run("verify", path, "--trust", s.trust)
    assert done.code == 0
    assert done.out.splitlines()[0] == "Proven: this host was dishonest."
    assert "neither goes on from the other" in done.out
    found = json.loads(run("verify", path, "--trust", s.trust, "--json").out)
    assert (found["proven"], found["kind"], found["epoch"]) == (True, "fork", 1)


def test_what_proves_nothing(run: Run, tmp_path: Path) -> None:
    s = scene()
    path = tmp_path / "fork.evidence.json"
    path.write_bytes(forked(s))
    done = run("verify", path, "--trust", "ab" * 32)
    assert done.code == 1
    assert done.out.startswith("This proves nothing.")


def test_with_the_log_beside_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = scene()
    monkeypatch.setattr(evidence, "MAX_LEAVES", 1000)
    path = tmp_path / "standing.evidence.json"
    path.write_bytes(wrong_standing(s))
    assert "needed beside it" in run("verify", path, "--trust", s.trust).out
    assert run("verify", path, "--trust", s.trust, "--log", tmp_path).code == 2
    leaves = s.c.leaves
    tile = tmp_path / "tile" / Tile(None, 0, len(leaves)).path()
    tile.parent.mkdir(parents=True)
    tile.write_bytes(pack_entries(leaves))
    done = run("verify", path, "--trust", s.trust, "--log", tmp_path)
    assert done.code == 0
    assert "another standing" in done.out
