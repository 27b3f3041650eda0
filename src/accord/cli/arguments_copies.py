"""The arguments of commands about copies and contents: backup, export, erase, seal."""

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
    for one in (_backup, _restore, _export, _host, _erase, _reader, _content, _inbox):
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
        metavar="TARGET",
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


def _url(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--url",
        metavar="URL",
        help="record it at the hub of this address, not in the installation here",
    )


def _erase(parsers: Subparsers) -> None:
    made = command(
        parsers,
        "erase-blob",
        "erase contents of a record for good, here and on every copy",
        "accord erase-blob 1e490386 note --key ilinca.key.json",
        "accord erase-blob 1e490386 --key a.key.json --key b.key.json",
    )
    made.add_argument("act", metavar="ACT", help="the record's id, or how it begins")
    made.add_argument(
        "contents", nargs="*", metavar="NAME", help="which contents (all of them)"
    )
    made.add_argument(
        "--key",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help="a key file that signs; may be repeated",
    )
    _url(made)
    data_dir(made)
    passphrase(made)
    json(made)


def _reader(parsers: Subparsers) -> None:
    verbs = noun(parsers, "reader", "a member's reading key")
    made = command(
        verbs,
        "new",
        "make a reading key, and publish to what it is encrypted to",
        "accord reader new river-aid.reader --stamp our-stamp.key.json",
        command="reader new",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    made.add_argument(
        "--stamp", type=Path, required=True, metavar="FILE", help="the stamp's key file"
    )
    made.add_argument(
        "--stamp-passphrase-file",
        type=Path,
        metavar="FILE",
        help="take the stamp's passphrase from this file instead of asking",
    )
    _url(made)
    data_dir(made)
    passphrase(made)
    json(made)


def _content(parsers: Subparsers) -> None:
    verbs = noun(parsers, "content", "contents that only some members can read")
    made = command(
        verbs,
        "seal",
        "encrypt a content to the reading keys of some members",
        "accord content seal note.json --to river-aid --to kestrel --out note.sealed",
        command="content seal",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--to", action="append", required=True, metavar="HANDLE", help="who can read it"
    )
    _sealed(made)
    data_dir(made)
    json(made)
    made = command(
        verbs,
        "open",
        "decrypt a content with a reading key",
        "accord content open note.sealed --key river-aid.reader --out note.json",
        command="content open",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="the reading key's file"
    )
    _sealed(made)
    passphrase(made)
    json(made)


def _inbox(parsers: Subparsers) -> None:
    verbs = noun(parsers, "inbox", "messages from outside")
    made = command(
        verbs,
        "read",
        "read the messages that the desk's inbox gave out as a file",
        "accord inbox read messages.inbox.json --key river-aid.reader",
        command="inbox read",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="the reading key's file"
    )
    passphrase(made)
    json(made)


def _sealed(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the file to write"
    )
    made.add_argument(
        "--file-as-it-is",
        action="store_true",
        help="without the 32 random bytes that stand before a content",
    )
