"""Handovers from screen to screen: how many codes, and how long they take to show.

Five codes a second. The ratio is codes shown, with every third one missed, to codes
that are needed at the least. Needs Node 20.

    .venv/bin/python benchmarks/frames.py [--json]
"""

import json
import shutil
import subprocess
from pathlib import Path

from _report import report

A_SECOND = 5
HERE = Path(__file__).parent


def main() -> None:
    """Measures and prints."""
    done = subprocess.run(
        [shutil.which("node") or "node", HERE / "frames.mjs"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name, found in json.loads(done.stdout).items():
        report(f"{name}: bytes", found["bytes"], "bytes")
        report(
            f"{name}: shown, a third missed",
            found["missed"] / A_SECOND,
            "s",
            found["missed"] / found["parts"],
            "value < 20",
            found["missed"] / A_SECOND < 20,
        )


if __name__ == "__main__":
    main()
