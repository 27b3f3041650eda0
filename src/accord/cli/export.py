"""`accord export`: everything of one coalition, in files that anyone can check.

README.md              what this is, and how to check it
export.json            which coalition, up to where
log/e<epoch>/...       checkpoint and tiles, as the hub serves them (tlog-tiles)
contents/<sha256>      each content as it was hashed
bundles/<name>         the proof file of each public statement
"""

import argparse
import json
import os
import shutil
from pathlib import Path

from accord import __version__
from accord.cli import archive, installation
from accord.cli.errors import GOOD, Misuse
from accord.cli.exported import tiles_of
from accord.cli.output import answer
from accord.core.acts.errors import Refused
from accord.core.bundle.gather import gather
from accord.core.rules.state import State
from accord.ledger import clock, queries, tiles
from accord.ledger.cache import reading
from accord.people.may import is_public, may
from accord.web.offline import check_page

README = """\
# {names}

Everything that this coalition has recorded, up to record {size} ({time}):

- `log/`: the signed checkpoint and the tiles of the log, in the form of C2SP
  tlog-tiles (https://c2sp.org/tlog-tiles)
- `contents/`: {contents}
- `bundles/`: the proof file of each public statement; `check.html`, in a browser,
  checks one

Nothing in here has to be believed. With Accord:

    accord log verify --dir .
    accord verify bundles/NAME --trust {coalition}

The first replays every record and checks each signature, each rule, each content and
the host's checkpoint. Any program for tlog-tiles can check the tree.
"""


def run(args: argparse.Namespace) -> int:
    """Writes the export, whole or not at all, and says what is in it."""
    installation.require()
    head = queries.head()
    if head is None:
        raise Misuse("The coalition is not founded yet: there is nothing to export.")
    target: Path = args.target
    if target.exists():
        raise Misuse(f"{target} is there already; nothing is overwritten.")
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        document = _write(partial, args.public)
        os.rename(partial, target)
    except OSError as error:
        raise Misuse(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    archive.sync(target.absolute().parent)
    lines = [
        f"Wrote {target}",
        f"  {document['size']} records, {document['contents']} contents "
        f"({document['left_out']} left out), {document['bundles']} proof files",
        f"  Check it: accord log verify --dir {target}",
    ]
    answer(args.json, {"dir": str(target), **document}, lines)
    return GOOD


def _write(directory: Path, public: bool) -> dict[str, object]:
    with reading() as state:
        head = queries.head()
        if head is None or head.size != state.size:
            raise Refused("The log has moved on in this moment. Try again.")
        _write_log(directory / "log" / f"e{head.epoch}", head.note, state.size)
        have, left_out = _write_contents(directory / "contents", state, public)
        bundles = _write_bundles(directory / "bundles", state, head.note)
        names = queries.content(state.acts[state.coalition].act, "names") or {}
    document: dict[str, object] = {
        "v": "accord/export@1",
        "coalition": head.coalition,
        "epoch": head.epoch,
        "size": head.size,
        "root": head.root,
        "time": head.time,
        "made": clock.text(),
        "by": f"accord {__version__}",
        "public": public,
        "contents": have,
        "left_out": left_out,
        "bundles": bundles,
    }
    _put(directory / "export.json", json.dumps(document, indent=1).encode() + b"\n")
    said = README.format(
        names=" · ".join(str(one) for one in names.values()) or head.coalition[:16],
        size=head.size,
        time=head.time,
        coalition=head.coalition,
        contents="the contents that anybody may read"
        if public
        else "every content that the host holds; what was erased is gone",
    )
    _put(directory / "README.md", said.encode())
    _put(directory / "check.html", check_page().encode())
    return document


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write_log(directory: Path, note: str, size: int) -> None:
    _put(directory / "checkpoint", note.encode())
    for tile in tiles_of(size):
        data = tiles.content(tile, size)
        if data is None:
            raise Refused("The log in the database has gaps.")
        _put(directory / "tile" / tile.path(), data)


def _write_contents(directory: Path, state: State, public: bool) -> tuple[int, int]:
    """How many contents were written, and how many left out as not public."""
    have, left_out = 0, 0
    for record in state.acts.values():
        if not record.act.blobs:
            continue
        if public and not may(None, record.act):
            left_out += len(record.act.blobs)
            continue
        for ref in record.act.blobs.values():
            data = queries.blob(ref.sha256)
            if data is not None:
                _put(directory / ref.sha256, data)
                have += 1
    return have, left_out


def _write_bundles(directory: Path, state: State, note: str) -> int:
    written = 0
    for line in state.standing.lines:
        if not is_public(line.act):
            continue
        slug = getattr(state.acts[line.act].act.body, "slug", line.act)
        try:
            data = gather(line.act, state, queries.leaf_bytes, queries.blob, note)
        except Refused:
            continue  # its words were erased
        _put(directory / f"{slug}.bundle.json", data)
        written += 1
    return written
