"""`accord key`: a member's stamp and other keys, as files and on paper."""

import argparse
import secrets
import sys
from pathlib import Path

from accord.cli import keyfiles, passphrase
from accord.cli.errors import GOOD, Misuse
from accord.cli.files import read, write_new
from accord.cli.keyfiles import KeyFile
from accord.cli.output import answer, say
from accord.core.acts import keyfile, keys, recovery, sealed
from accord.core.acts.errors import Refused

PRIVATE = 0o600
SHEET = "Recovery sheet of"


def new(args: argparse.Namespace) -> int:
    """Makes a key and writes its file."""
    _write(args, secrets.token_bytes(32))
    return GOOD


def restore(args: argparse.Namespace) -> int:
    """Writes the file of a key anew, from its recovery sheet."""
    try:
        seed = recovery.seed_of(_groups_in(_typed_groups(args.sheet)))
    except Refused as error:
        raise Misuse(str(error)) from error
    _write(args, seed)
    return GOOD


def _typed_groups(sheet: Path | None) -> str:
    if sheet is not None:
        try:
            return read(sheet, 4096).decode()
        except UnicodeDecodeError as error:
            raise Misuse(f"{sheet} does not hold text.") from error
    if sys.stdin.isatty():
        say(f"Type the {recovery.GROUPS} groups of the recovery sheet, then Enter:")
    return sys.stdin.readline()


def _groups_in(typed: str) -> str:
    """The groups alone, also out of a whole sheet as `accord key sheet` prints it."""
    lines = typed.splitlines()
    if not lines or not lines[0].startswith(SHEET):
        return typed
    return " ".join(line.partition("(")[0] for line in lines if line.startswith("    "))


def _write(args: argparse.Namespace, seed: bytes) -> None:
    if args.file.exists():
        raise Misuse(f"{args.file} is there already, and nothing is overwritten.")
    if args.plain:
        data = keyfile.write_plain(args.purpose, seed)
    else:
        words = passphrase.ask_new(args.passphrase_file)
        salt = secrets.token_bytes(sealed.SALT)
        nonce = secrets.token_bytes(sealed.NONCE)
        data = sealed.write(args.purpose, seed, words, salt, nonce)
    write_new(args.file, data, PRIVATE)
    made = keyfiles.load(args.file)
    answer(args.json, _document(made), [*_lines(made), *_advice(made)])


def show(args: argparse.Namespace) -> int:
    """Says what a key file is; with `--open` also whether the passphrase opens it."""
    found = keyfiles.load(args.file)
    document, lines = _document(found), _lines(found)
    if args.open:
        found.open(args.passphrase_file)
        document["opens"] = True
        lines.append("The passphrase opens it." if found.encrypted else "It is whole.")
    answer(args.json, document, lines)
    return GOOD


def card(args: argparse.Namespace) -> int:
    """Writes the stamp card: the public part, to be handed in."""
    found = keyfiles.load(args.file)
    if found.purpose != "seal":
        raise Misuse(
            f"{args.file} is a {found.purpose} key. Only an organisation's stamp "
            "(a seal key) hands in a card."
        )
    out = args.out or _beside(args.file, ".stamp.json")
    write_new(out, keyfile.write_card(found.key))
    say(f"Wrote {out}. Nothing in it is secret.")
    return GOOD


def _beside(file: Path, ending: str) -> Path:
    """`stamp.key.json` -> `stamp.stamp.json`, in the same directory."""
    return file.with_name(file.name.removesuffix(".json").removesuffix(".key") + ending)


def sheet(args: argparse.Namespace) -> int:
    """Prints the recovery sheet: the private key in groups, for paper."""
    found = keyfiles.load(args.file)
    groups = recovery.groups(found.open(args.passphrase_file))
    rows = [groups[at : at + 4] for at in range(0, len(groups) - 1, 4)]
    say(
        f"{SHEET} the {found.purpose} key {keys.keyid(found.key)[:16]}",
        "",
        *(f"    {' '.join(row)}" for row in rows),
        f"    {groups[-1]}   (check group)",
        "",
        "Whoever has these groups can sign as this key. Keep the sheet on paper, in a",
        "locked place, away from the key file. Back to a file: accord key restore FILE",
    )
    return GOOD


def _document(found: KeyFile) -> dict[str, object]:
    return {
        "file": str(found.path),
        "purpose": found.purpose,
        "key": found.key,
        "keyid": keys.keyid(found.key),
        "encrypted": found.encrypted,
    }


def _lines(found: KeyFile) -> list[str]:
    secret = "with a passphrase" if found.encrypted else "plain: no passphrase"
    return [
        f"{found.path}",
        f"  purpose  {found.purpose}",
        f"  key      {found.key}",
        f"  key id   {keys.keyid(found.key)}",
        f"  file     {secret}",
    ]


def _advice(made: KeyFile) -> list[str]:
    if made.purpose != "seal":
        return []
    return [
        "",
        "Next: print its recovery sheet, and hand in its card.",
        f"  accord key sheet {made.path}",
        f"  accord key card {made.path}",
    ]
