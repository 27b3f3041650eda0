"""`accord log verify --dir`: checks an export, without a database or an installation.

1. form, rules, signatures: every record, replayed from the entry tiles
2. tree: each hash tile is the tree's over these records
3. contents: each file matches its hash and is named by a record
4. checkpoint: size, root, standing, time, the host's signature
5. proof files: each proves what it says, for this coalition
"""

import argparse
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from accord.cli.errors import GOOD, NO, Misuse, Unreachable
from accord.cli.output import answer
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.bundle.check import check
from accord.core.rules.replay import check_head, replay
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile, unpack_entries, width_at
from accord.replica.http import Unanswered
from accord.replica.signatures import Signatures


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a log of `size` leaves: entries, then hashes level by level."""
    levels = [None, *range(-(-size.bit_length() // HEIGHT) or 1)]
    for level in levels:
        number = 0
        while width := width_at(level, number, size):
            yield Tile(level, number, min(width, WIDTH))
            number += 1


def verify(args: argparse.Namespace) -> int:
    """Checks an export; says what is wrong first."""
    directory: Path = args.export
    try:
        about = json.loads((directory / "export.json").read_bytes())
        epoch, coalition = int(about["epoch"]), str(about["coalition"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Misuse(f"{directory} is not what `accord export` writes.") from error
    try:
        workers = args.workers or os.cpu_count() or 1
        document = check_all(directory, epoch, coalition, workers)
    except AccordError as error:
        answer(
            args.json,
            {"good": False, "reason": str(error)},
            ["The export is not right.", f"  {error}"],
        )
        return NO
    except Unanswered as error:
        raise Unreachable(str(error)) from error
    lines = [
        "The export is right.",
        f"  {document['records']} records: every signature, every rule, the tree and "
        "the host's checkpoint fit",
        f"  {document['contents']} contents match their hashes, "
        f"{document['missing']} were erased or left out",
        f"  {document['bundles']} proof files prove what they say",
        f"  coalition {coalition}",
        f"  last record {document['time']}",
    ]
    answer(args.json, {"good": True, **document}, lines)
    return GOOD


def check_all(
    directory: Path, epoch: int, coalition: str, workers: int
) -> dict[str, object]:
    """What was found; raises AccordError with the first thing that is wrong."""
    log = directory / "log" / f"e{epoch}"
    text = _read(log / "checkpoint").decode("utf-8", "replace")
    head, _ = note.parse(text)
    state = State()
    with Signatures(workers) as signatures:
        claims = (claim for _, claim in replay(state, _leaves(log, head.size)))
        signatures.check(claims)
    _check_tiles(log, state)
    found, missing = _check_contents(directory / "contents", state)
    check_head(state, text)
    if state.coalition != coalition:
        raise Refused("The log is of another coalition than the export says.")
    return {
        "coalition": coalition,
        "records": state.size,
        "root": state.tree.root().hex(),
        "time": state.time,
        "contents": found,
        "missing": missing,
        "bundles": _check_bundles(directory / "bundles", coalition),
    }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("{file} cannot be read.", file=str(path)) from error


def _leaves(log: Path, size: int) -> Iterator[bytes]:
    for tile in tiles_of(size):
        if tile.level is not None:
            return
        leaves = unpack_entries(_read(log / "tile" / tile.path()))
        if len(leaves) != tile.width:
            raise Malformed("The entry tile {name} is not whole.", name=tile.path())
        yield from leaves


def _check_tiles(log: Path, state: State) -> None:
    for tile in tiles_of(state.size):
        if tile.level is not None and _read(log / "tile" / tile.path()) != _hashes(
            tile, state
        ):
            raise Refused("The tile {name} is not the tree's.", name=tile.path())


def _hashes(tile: Tile, state: State) -> bytes:
    level = state.tree.levels[(tile.level or 0) * HEIGHT]
    start = tile.number * WIDTH * HASH
    return bytes(level[start : start + tile.width * HASH])


def _check_contents(directory: Path, state: State) -> tuple[int, int]:
    named = {
        ref.sha256: record.opened.index
        for record in state.acts.values()
        for ref in record.act.blobs.values()
    }
    found = 0
    for path in sorted(directory.glob("*")):
        if named.pop(path.name, None) is None:
            raise Refused("No record names the content {name}.", name=path.name)
        if sha256(_read(path)).hexdigest() != path.name:
            raise Refused("The content {name} was changed.", name=path.name)
        found += 1
    return found, len(named)


def _check_bundles(directory: Path, coalition: str) -> int:
    found = 0
    for path in sorted(directory.glob("*")):
        try:
            check(_read(path), coalition)
        except AccordError as error:
            raise Refused("{file}: {reason}", file=path.name, reason=error) from error
        found += 1
    return found
