"""`accord verify` of a file of evidence: what it proves against a host."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.files import read
from accord.cli.output import answer
from accord.cli.words.contents import visible
from accord.core.acts.envelope import MAX_LEAF
from accord.core.acts.errors import AccordError
from accord.core.protocol.evidence import Verdict, check_evidence
from accord.core.tlog.tiles import WIDTH, Tile, unpack_entries

MAX_TILE = WIDTH * (MAX_LEAF + 2)


def run(args: argparse.Namespace, data: bytes, trust: str) -> int:
    """Checks a file of evidence and says what it proves."""
    beside = None if args.log is None else leaves(args.log)
    try:
        found = check_evidence(data, trust, beside)
    except AccordError as error:
        answer(
            args.json,
            {"proven": False, "reason": str(error)},
            ["This proves nothing.", f"  {visible(str(error))}"],
        )
        return NO
    answer(args.json, {"proven": True, **asdict(found)}, _lines(found))
    return GOOD


def _lines(found: Verdict) -> list[str]:
    return [
        "Proven: this host was dishonest.",
        f"  {visible(found.sentence)}",
        f"  It is the host of epoch {found.epoch}, with the key {found.hub}.",
        f"  Its checkpoint of {found.size} records, the last of {found.as_of}, is part "
        "of the proof.",
    ]


def leaves(log: Path) -> Iterator[bytes]:
    """The leaves in a directory with the log's tiles (`tile/entries/...`), in order."""
    if not (log / "tile" / "entries").is_dir():
        raise Misuse(f"{log} has no folder tile/entries with a log's records.")
    number = 0
    while True:
        width = WIDTH
        path = log / "tile" / Tile(None, number, WIDTH).path()
        if not path.is_file():
            widths = [int(one.name) for one in path.parent.glob(f"{path.name}.p/*")]
            if not widths:
                return
            width = max(widths)
            path = path.parent / f"{path.name}.p" / str(width)
        yield from unpack_entries(read(path, MAX_TILE))
        if width < WIDTH:
            return
        number += 1
