"""What a command prints: words for a person, or with --json one object."""

import json
import sys
from collections.abc import Iterable, Mapping


def say(*lines: str) -> None:
    """Prints lines for a person."""
    print("\n".join(lines), flush=True)


def progress(line: str) -> None:
    """Prints a line that is not part of the answer."""
    print(line, file=sys.stderr, flush=True)


def answer(as_json: bool, document: Mapping[str, object], lines: Iterable[str]) -> None:
    """Prints the answer in the form that was asked for."""
    if as_json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        say(*lines)
