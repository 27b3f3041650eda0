"""The arguments of `accord replica`."""

import argparse
from pathlib import Path
from typing import TypeAlias

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(nouns: Subparsers) -> None:
    """Adds the noun and its verbs."""
    summary = "a member's own copy of the log"
    noun = nouns.add_parser("replica", help=summary, description=f"{summary}.")
    verbs = noun.add_subparsers(metavar="command", required=True)
    _follow(verbs)
    _status(verbs)
    _promote(verbs)
    _agree(verbs)
    _link(verbs)
    _compare(verbs)


def _follow(verbs: Subparsers) -> None:
    made = _verb(
        verbs,
        "follow",
        "keep a full copy: fetch, check everything, and confirm it",
        "accord replica follow https://hub.example --member reed-bank --dir /srv/copy",
        "accord replica follow --dir /srv/copy --once",
    )
    made.add_argument(
        "url", nargs="?", metavar="URL", help="the host's address; kept from then on"
    )
    made.add_argument("--member", metavar="HANDLE", help="whose copy it is")
    made.add_argument(
        "--trust",
        metavar="ID",
        help="the coalition's id; no other one's log is taken (else: the host's word, "
        "the first time)",
    )
    made.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="the replica's key file (else one is made); kept in the directory, plain",
    )
    made.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="take the key file's passphrase from this file instead of asking",
    )
    made.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="URL",
        help="another member's copy, to compare with; may be repeated",
    )
    made.add_argument(
        "--accept-loss",
        action="store_true",
        help="follow a host that the members' stamps chose, though it leaves out "
        "records that this copy has confirmed",
    )
    made.add_argument("--once", action="store_true", help="catch up, and end")
    made.add_argument(
        "--listen",
        metavar="HOST:PORT",
        help="also serve the copy's pages there",
    )
    made.add_argument(
        "--every",
        type=_seconds,
        default=2.0,
        metavar="SECONDS",
        help="how often to ask for what is new (2)",
    )
    made.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help="processes that verify signatures (one for each core)",
    )


def _status(verbs: Subparsers) -> None:
    _verb(
        verbs,
        "status",
        "say how far the copy is, how confirmed, and what is wrong",
        "accord replica status --dir /srv/copy",
        "accord replica status --json --dir /srv/copy",
    )


def _promote(verbs: Subparsers) -> None:
    made = _verb(
        verbs,
        "promote",
        "make this copy the host: ask the others, fetch, gather signatures, begin",
        "accord replica promote --dir /srv/copy",
        "ACCORD_URL=https://copy.example accord replica promote --dir /srv/copy",
    )
    made.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="URL",
        help="another member's copy to ask; may be repeated",
    )
    made.add_argument(
        "--even-so", action="store_true", help="also while the host answers"
    )


def _agree(verbs: Subparsers) -> None:
    made = _verb(
        verbs,
        "agree",
        "let this copy sign for another host for a while, though its own answers",
        "accord replica agree --dir /srv/copy --minutes 30",
    )
    made.add_argument(
        "--minutes",
        type=_minutes,
        default=60,
        metavar="N",
        help="for how long (60)",
    )


def _link(verbs: Subparsers) -> None:
    made = _verb(
        verbs,
        "link",
        "print a link that lets one person of the member read on the copy's pages",
        "accord replica link p1f2e3d4c --dir /srv/copy",
    )
    made.add_argument(
        "person",
        metavar="PERSON",
        help="the person's short name in the records; a wrong one lists all",
    )


def _compare(verbs: Subparsers) -> None:
    made = _verb(
        verbs,
        "compare",
        "compare a receipt that the host gave somebody with this copy",
        "accord replica compare 1e490386.tlog-proof --dir /srv/copy",
    )
    made.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a proof of a record (tlog-proof), or a checkpoint",
    )


def _verb(
    verbs: Subparsers, name: str, summary: str, *examples: str
) -> argparse.ArgumentParser:
    made = verbs.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {one}" for one in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(command=f"replica {name}")
    made.add_argument(
        "--dir",
        "--data-dir",
        dest="data_dir",
        type=Path,
        metavar="DIR",
        help="the copy's data directory, instead of ACCORD_DATA_DIR",
    )
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def _seconds(written: str) -> float:
    try:
        found = float(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a number of seconds is expected") from error
    if not 0.05 <= found <= 3600:
        raise argparse.ArgumentTypeError("from 0.05 to 3600 seconds")
    return found


def _minutes(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= 1440):
        raise argparse.ArgumentTypeError("from 1 to 1440 minutes")
    return int(written)


def _workers(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= 64):
        raise argparse.ArgumentTypeError("a whole number from 1 to 64 is expected")
    return int(written)
