"""The test vectors of others, in tests/vectors/third_party."""

import json
from pathlib import Path
from typing import Any

THIRD_PARTY = Path(__file__).parents[1] / "vectors" / "third_party"


def load(path: str) -> Any:  # noqa: ANN401
    """The JSON document at `path`."""
    return json.loads((THIRD_PARTY / path).read_text())
