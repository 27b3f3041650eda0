"""Runs over the public vectors: python -m tests.vectors.verifier [FOLDER]."""

import sys
from pathlib import Path

from tests.vectors.verifier.vectors import run

if __name__ == "__main__":
    here = Path(__file__).parents[1] / "accord"
    problems = run(Path(sys.argv[1]) if len(sys.argv) > 1 else here)
    for problem in problems:
        print(problem)  # noqa: T201
    print(f"{len(problems)} disagreements")  # noqa: T201
    sys.exit(bool(problems))
