"""`accord quotes check`: queries against a file of statements, offline, for anybody.

Both are JSON, one object a line; see docs/cli.md. It needs no installation: the index
is made in a temporary file and removed at the end.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from accord.cli.errors import GOOD, NO, Misuse
from accord.quotes import Index, Span, Statement, Verdict

LINE = 16 << 20  # bytes: more is not read


def check(args: argparse.Namespace) -> int:
    """Answers each query on standard input with one line; 1 if any was refused."""
    code = GOOD
    with TemporaryDirectory(prefix="accord-quotes-") as directory:
        index = _index(args.statements, Path(directory) / "index")
        for query in _objects(sys.stdin.buffer, "Query", ("id", "text")):
            found = _answer(index, query)
            code = NO if found["verdict"] == "refused" else code
            print(json.dumps(found, ensure_ascii=True), flush=True)
    return code


def _index(statements: Path, path: Path) -> Index:
    try:
        with open(statements, "rb") as file:
            return Index.build(path, _statements(file))
    except OSError as error:
        raise Misuse(f"{statements} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Misuse(f"{statements}: {error}") from error


def _statements(file: IO[bytes]) -> Iterator[Statement]:
    """The statements in a file; the same one again is no error, another text is."""
    known: dict[tuple[str, str], int] = {}
    for one in _objects(file, "Statement", ("id", "lang", "text")):
        name, text = (one["id"], one["lang"]), hash(one["text"])
        if name not in known:
            known[name] = text
            yield Statement(*name, one["text"])
        elif known[name] != text:
            raise Misuse(f"Statement {name[0]} ({name[1]}) has two texts.")


def _objects(
    file: IO[bytes], what: str, wanted: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    """One object of strings a line; empty lines are skipped."""
    for number, line in enumerate(iter(lambda: file.readline(LINE + 1), b""), 1):
        if len(line) > LINE:
            raise Misuse(f"{what} {number}: a line of more than {LINE >> 20} MiB.")
        if line.strip():
            yield _object(line, f"{what} {number}", wanted)


def _object(line: bytes, place: str, wanted: tuple[str, ...]) -> dict[str, str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Misuse(f"{place}: this line is no JSON in UTF-8.") from error
    if not isinstance(found, dict):
        raise Misuse(f"{place}: this line is no object.")
    for name in wanted:
        if not isinstance(found.get(name), str):
            raise Misuse(f'{place}: "{name}" is missing or no string.')
    return found


def _answer(index: Index, query: dict[str, str]) -> dict[str, object]:
    try:
        return {"id": query["id"]} | _fields(index.check(query["text"]))
    except ValueError as error:
        return {
            "id": query["id"],
            "verdict": "refused",
            "statement": None,
            "span": None,
            "changes": [],
            "reason": str(error),
        }


def _fields(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.kind,
        "statement": verdict.statement,
        "span": _span(verdict.span),
        "changes": [
            {
                "kind": one.kind,
                "said": one.said,
                "quoted": one.quoted,
                "said_at": _span(one.said_at),
                "quoted_at": _span(one.quoted_at),
            }
            for one in verdict.changes
        ],
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
