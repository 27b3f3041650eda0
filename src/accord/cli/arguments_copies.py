"""The arguments of commands about copies: backup, restore, export, another host."""

import argparse
from pathlib import Path

from accord.cli.arguments_form import (
    Subparsers,
    command,
    data_dir,
    json,
    noun,
    passphrase,
)


def add(parsers: Subparsers) -> None:
    """Adds them all."""
    for one in (_backup, _restore, _export, _host):
        one(parsers)


def log_directory(made: argparse.ArgumentParser) -> None:
    """The option of `log verify` that reads an export instead of an installation."""
    made.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        dest="export",
        help="check what `accord export` wrote there; needs no installation",
    )


def _backup(parsers: Subparsers) -> None:
    made = command(
        parsers,
        "backup",
        "copy the whole installation into one encrypted file, also while it serves",
        "accord backup /srv/backups",
        "accord backup hub.backup --passphrase-file /etc/accord.backup",
    )
    made.add_argument(
        "target",
        type=Path,
        metavar="DIR|FILE",
        help="the file to write, or a directory for one named after the time",
    )
    data_dir(made)
    passphrase(made)
    json(made)


def _restore(parsers: Subparsers) -> None:
    made = command(
        parsers,
        "restore",
        "make an installation out of a backup, and say whether it is behind",
        "accord restore hub.backup --data-dir /srv/accord/hub",
        "accord restore hub.backup --ask https://reed-bank.example",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="the backup")
    made.add_argument(
        "--ask",
        action="append",
        default=[],
        metavar="URL",
        help="an address that may know a newer log: a member's copy; may be repeated",
    )
    data_dir(made)
    passphrase(made)
    json(made)


def _export(parsers: Subparsers) -> None:
    made = command(
        parsers,
        "export",
        "write everything of the coalition into files that anyone can check",
        "accord export both-banks-export",
        "accord export for-the-archive --public",
    )
    made.add_argument("target", type=Path, metavar="DIR", help="a directory to make")
    made.add_argument(
        "--public",
        action="store_true",
        help="only the contents that anybody may read; without it, all that are here",
    )
    data_dir(made)
    json(made)


def _host(parsers: Subparsers) -> None:
    verbs = noun(
        parsers, "host", "go on with another host's key, by the members' stamps"
    )
    made = command(
        verbs,
        "new",
        "make a host's key and the act by which the members choose it",
        "accord host new --by reed-bank --out new-host.act.json",
        command="host new",
    )
    made.add_argument(
        "--by", required=True, metavar="HANDLE", help="the member that proposes it"
    )
    made.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the act file to write"
    )
    data_dir(made)
    json(made)
    made = command(
        verbs,
        "copies",
        "make the act by which the members say whose copies confirm records",
        "accord host copies --by kestrel --copy kestrel=5f0c… --copy far-shore=81aa… "
        "--finality cosigned --out copies.act.json",
        command="host copies",
    )
    made.add_argument(
        "--by", required=True, metavar="HANDLE", help="the member that proposes it"
    )
    made.add_argument(
        "--copy",
        action="append",
        default=[],
        metavar="HANDLE=KEY",
        help="the public key of a member's copy, or none; may be repeated",
    )
    made.add_argument(
        "--finality",
        choices=("cosigned", "hub"),
        help="who makes records final: the copies or the host alone (as it is)",
    )
    made.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the act file to write"
    )
    data_dir(made)
    json(made)
    made = command(
        verbs,
        "take",
        "record such an act, from the files that were signed",
        "accord host take reed-bank.act.json far-shore.act.json",
        command="host take",
    )
    made.add_argument("files", type=Path, nargs="+", metavar="FILE")
    data_dir(made)
    json(made)
