"""What it costs to refuse a bomb."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bombs import BOMBS, TRUST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

# The check in a process of its own: the best of five times in seconds of CPU, and how
# much memory the process had at most in the first, with Python itself.
MEASURE = """
import re, sys
from pathlib import Path
from time import process_time
from accord.core.acts.errors import AccordError
from accord.core.bundle.check import check

data, trust = Path(sys.argv[1]).read_bytes(), sys.argv[2]

def seconds():
    start = process_time()
    try:
        check(data, trust)
    except AccordError:
        return process_time() - start

first, status = seconds(), Path("/proc/self/status").read_text()
memory = int(re.search(r"VmHWM:\\s+([0-9]+) kB", status)[1])
print(min(first, *(seconds() for _ in range(4))), memory / 1024)
"""


@pytest.mark.parametrize(
    "name",
    [
        "10 MB of text",
        "a list of members again and again",
        "a huge text",
        "long texts",
        "a huge proof",
        "wide text",
    ],
)
def test_a_bomb_costs_little(name: str, tmp_path: Path) -> None:
    """Goals are 50 ms and 50 MB; the time has room here for a slow or busy machine."""
    file = tmp_path / "bomb.json"
    file.write_bytes(BOMBS[name])
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file), TRUST],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 0.2
    assert megabytes < 50
