"""`accord verify`: what a proof file proves, offline."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENVIRONMENT, Demo, Run

LOADED = """
import runpy, sys
sys.argv = ["accord", *sys.argv[1:]]
try:
    runpy.run_module("accord.cli.main", run_name="__main__")
except SystemExit as ended:
    heavy = sorted(
        {name.partition(".")[0] for name in sys.modules}
        & {"django", "numpy", "sqlite3", "asyncio", "cryptography", "granian"}
    )
    print("loaded", *heavy)
    sys.exit(ended.code)
"""


def _verify(run: Run, demo: Demo, name: str, *more: object) -> tuple[int, str]:
    path = demo.directory / "bundles" / f"{name}.bundle.json"
    done = run("verify", path, "--trust", demo.coalition, *more)
    return done.code, done.out


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("wells", "Proven, and in force."),
        ("warm-rooms", "Proven, and in force."),
        ("refrigerated-vans", "Proven, and in force."),
        ("ferry-shuttle", "Proven, but corrected since."),
        ("ferry-shuttle-corrected", "Proven, and in force."),
        ("ferry-timetable", "Proven, but withdrawn since."),
        ("water-point-ceatal", "Proven, and in force."),
    ],
)
def test_what_the_demo_said(run: Run, demo: Demo, name: str, head: str) -> None:
    code, text = _verify(run, demo, name)
    assert code == 0
    assert text.splitlines()[0] == head


def test_words_and_signers(run: Run, demo: Demo) -> None:
    _, text = _verify(run, demo, "wells")
    assert "far-shore, kestrel and reed-bank (3 of 4 members) signed" in text
    assert "not safe to drink, even where it looks clear" in text
    assert "In Ukrainian:" in text
    assert "host's word alone" in text
    _, text = _verify(run, demo, "refrigerated-vans")
    assert "mill-ferry said this in its own name" in text


def test_in_force(run: Run, demo: Demo) -> None:
    assert _verify(run, demo, "wells", "--in-force")[0] == 0
    assert _verify(run, demo, "ferry-timetable", "--in-force")[0] == 1
    assert _verify(run, demo, "ferry-shuttle", "--in-force")[0] == 1


def test_embargo(run: Run, demo: Demo) -> None:
    path = demo.directory / "bundles/wells.bundle.json"
    found = run("verify", path, "--trust", demo.coalition, "--json").json
    before = str(found["effect"])
    code, text = _verify(run, demo, "wells", "--at", before)
    assert code == 0
    assert text.startswith("Proven, but not public yet.")
    assert _verify(run, demo, "wells", "--at", before, "--in-force")[0] == 1


def test_json(run: Run, demo: Demo) -> None:
    path = demo.directory / "bundles/wells.bundle.json"
    found = run("verify", path, "--trust", demo.coalition, "--json").json
    assert found["proven"] is True
    assert found["coalition"] == demo.coalition
    assert found["members"] == ["far-shore", "kestrel", "reed-bank"]
    assert found["state"] == "agreed"
    assert set(found["texts"]) == {"en", "ro", "uk"}  # type: ignore[call-overload]


def test_the_id_may_be_typed_in_groups(run: Run, demo: Demo) -> None:
    groups = " ".join(demo.coalition[at : at + 4] for at in range(0, 64, 4)).upper()
    path = demo.directory / "bundles/wells.bundle.json"
    assert run("verify", path, "--trust", groups).code == 0


def test_another_coalition(run: Run, demo: Demo) -> None:
    path = demo.directory / "bundles/wells.bundle.json"
    done = run("verify", path, "--trust", "0" * 64)
    assert done.code == 1
    assert done.out.startswith("Not proven.\n  Step 2 (members)")


def test_an_altered_byte_anywhere(run: Run, demo: Demo, tmp_path: Path) -> None:
    data = (demo.directory / "bundles/wells.bundle.json").read_bytes()
    path = tmp_path / "altered.json"
    for at in range(0, len(data), len(data) // 40):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        done = run("verify", path, "--trust", demo.coalition, "--json")
        assert (done.code, done.json["proven"]) == (1, False), at


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"not a proof", b"[" * 5_000_000, b"\xff" * 1000]
)
def test_what_is_no_proof_file(
    run: Run, demo: Demo, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "no.json"
    path.write_bytes(data)
    done = run("verify", path, "--trust", demo.coalition)
    assert done.code == 1
    assert done.out.startswith("Not proven.")


def test_misuse(run: Run, demo: Demo, tmp_path: Path) -> None:
    path = demo.directory / "bundles/wells.bundle.json"
    assert run("verify", tmp_path / "none", "--trust", demo.coalition).code == 2
    done = run("verify", path, "--trust", "both-banks")
    assert done.code == 2
    assert "coalition's id" in done.err
    done = run("verify", path, "--trust", demo.coalition, "--at", "tomorrow")
    assert done.code == 2
    assert "2026-11-22T14:00:00Z" in done.err


def _process(demo: Demo) -> tuple[str, float]:
    """What a process of its own prints, and the processor time that it took."""
    before = os.times()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            LOADED,
            "verify",
            str(demo.directory / "bundles/wells.bundle.json"),
            "--trust",
            demo.coalition,
        ],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    after = os.times()
    spent = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return done.stdout, spent


def test_loads_neither_django_nor_numpy(demo: Demo) -> None:
    text, _ = _process(demo)
    assert text.splitlines()[-1] == "loaded"


def test_answers_in_less_than_a_third_of_a_second(demo: Demo) -> None:
    """Processor time, the best of some: other tests run on this machine as well."""
    assert any(_process(demo)[1] < 0.3 for _ in range(10))


def test_the_demo_says_who_is_in_it(demo: Demo) -> None:
    names = {one["name"] for one in demo.people}
    assert names >= {"Ilinca Bratu", "Dan V.", "K2"}
    assert json.dumps(demo.tour)
