"""An export is checked without an installation; what was changed in it is found."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Demo, Done, accord


@pytest.fixture(scope="module")
def export(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export") / "both-banks"
    done = accord("export", target, "--data-dir", demo.directory)
    assert done.code == 0, done.err
    return target


def verify(directory: Path) -> Done:
    """In a process without any setting that names an installation."""
    return accord("log", "verify", "--dir", directory, "--json", data_dir="/nowhere")


def test_it_is_right(demo: Demo, export: Path) -> None:
    done = verify(export)
    assert done.code == 0, done.out
    mine = accord("log", "verify", "--json", demo.directory).json
    assert done.json["coalition"] == demo.coalition
    assert done.json["root"] == mine["root"]
    assert done.json["contents"] == mine["contents"]
    assert isinstance(done.json["bundles"], int)
    assert done.json["bundles"] >= 2
    about = json.loads((export / "export.json").read_text())
    assert about["size"] == done.json["records"]
    assert demo.coalition in (export / "README.md").read_text()


def test_in_public_it_holds_public_contents_alone(
    demo: Demo, export: Path, tmp_path: Path
) -> None:
    target = tmp_path / "public"
    done = accord("export", target, "--public", "--data-dir", demo.directory, "--json")
    assert done.code == 0, done.err
    few = {one.name for one in (target / "contents").iterdir()}
    every = {one.name for one in (export / "contents").iterdir()}
    assert few < every
    assert done.json["left_out"] == len(every) - len(few)
    assert verify(target).code == 0


def test_a_change_anywhere_is_found(export: Path, tmp_path: Path) -> None:
    """One byte of a file of each sort."""
    for number, name in enumerate(
        (
            "log/e1/checkpoint",
            "log/e1/tile/entries/000",
            "log/e1/tile/0/000",
            "contents/*",
            "bundles/*",
        )
    ):
        copy = shutil.copytree(export, tmp_path / str(number))
        path = sorted(copy.glob(f"{name}*"))[0]
        path = next(iter(sorted(path.iterdir()))) if path.is_dir() else path
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        done = verify(copy)
        assert done.code == 1, name
        assert done.json["good"] is False


def test_what_is_missing_is_found(export: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(export, tmp_path / "copy")
    next((copy / "log/e1/tile/entries").rglob("*")).rename(tmp_path / "taken")
    assert verify(copy).code == 1
    (tmp_path / "empty").mkdir()
    assert verify(tmp_path / "empty").code == 2


def test_nothing_is_overwritten(demo: Demo, export: Path) -> None:
    done = accord("export", export, "--data-dir", demo.directory)
    assert (done.code, "nothing is overwritten" in done.err) == (2, True)
