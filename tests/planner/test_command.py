"""`accord plan`, as a person or a program calls it."""

import json
from pathlib import Path

import pytest
import pyvrp

from accord.cli.main import main
from tests.planner.small import scattered


@pytest.fixture
def vrp(tmp_path: Path) -> Path:
    path = tmp_path / "grid.vrp"
    path.write_bytes(scattered().bytes())
    return path


def test_routes_are_written_and_said(
    vrp: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sol = vrp.with_suffix(".sol")
    asked = ["plan", str(vrp), "--seconds", "1", "--cores", "1", "--sol", str(sol)]
    assert main([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    data = pyvrp.read(vrp, "exact")
    found = pyvrp.read_solution(sol, data)
    assert found.is_feasible()
    assert found.is_complete()
    assert said["cost"] == found.distance()
    assert len(said["routes"]) == 4


def test_in_words(vrp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(vrp), "--seconds", "0.2", "--cores", "1"]) == 0
    assert capsys.readouterr().out.startswith("scattered: 16 stops on ")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--sol", "{dir}/no/such/folder.sol"], "cannot be written"),
        (["--sol", "{dir}/grid.vrp"], "is the problem itself"),
    ],
)
def test_misuse_is_said_before_the_work(
    vrp: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    before = vrp.read_bytes()
    given = [one.format(dir=vrp.parent) for one in more]
    assert main(["plan", str(vrp), "--seconds", "60", *given]) == 2
    assert words in capsys.readouterr().err
    assert vrp.read_bytes() == before


def test_a_bad_file_is_misuse(vrp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vrp.write_text("Dear all,\n")
    assert main(["plan", str(vrp)]) == 2
    assert "Line 1 is neither a field" in capsys.readouterr().err


def test_no_solution_is_a_no(vrp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = scattered()
    text.fields["VEHICLES_MAX_DURATION"] = 3
    vrp.write_bytes(text.bytes())
    asked = ["plan", str(vrp), "--seconds", "0.5", "--cores", "1", "--json"]
    assert main(asked) == 1
    assert json.loads(capsys.readouterr().out)["planned"] is False
