"""Write the public test vectors, tests/vectors/accord/*.json.

    .venv/bin/python -m tests.vectors.make

The same files come out of every run; tests/vectors/README.md says what they hold.
"""

import json
from collections.abc import Callable
from pathlib import Path

from tests.vectors import of_acts, of_bundles, of_copies, of_logs
from tests.vectors.refusals import Vectors

FOLDER = Path(__file__).parent / "accord"
FILES: dict[str, Callable[[], Vectors]] = {
    "canonical-json": of_acts.canonical_json,
    "keys": of_acts.of_keys,
    "payloads": of_acts.payloads,
    "envelopes": of_acts.envelopes,
    "leaves": of_acts.leaves,
    "files": of_acts.files,
    "trees": of_logs.trees,
    "checkpoints": of_logs.checkpoints,
    "proofs": of_logs.proofs,
    "tiles": of_logs.of_tiles,
    "standing": of_logs.standing,
    "logs": of_logs.logs,
    "bundles": of_bundles.bundles,
    "cosignatures": of_copies.cosignatures,
    "confirmed-bundles": of_copies.confirmed_bundles,
    "evidence": of_copies.evidence,
}


def written(name: str) -> str:
    """What the file called `name` has to hold."""
    return json.dumps(FILES[name](), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes all files."""
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        (FOLDER / f"{name}.json").write_text(written(name))


if __name__ == "__main__":
    main()
