"""The small process in which strangers' files are read."""

import subprocess
import sys
from pathlib import Path

import pytest

from accord.people import jail
from accord.reports.files.handed import clean
from tests.reports import papers


@pytest.mark.slow
def test_a_file_is_read_in_a_process_of_its_own() -> None:
    assert clean(papers.pdf()).type == "pdf"


def test_a_process_that_breaks_says_so() -> None:
    with pytest.raises(jail.Broken):
        jail.ask("accord.reports.jailed", "nothing", data=b"")


def test_it_has_little_room_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "written"
    for deed in ("bytes(3 << 30)", f"open({str(path)!r}, 'wb', 0).write(b'x')"):
        code = f"from accord.people import jail; jail.enter(); {deed}"
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode != 0, deed
    assert path.read_bytes() == b""
