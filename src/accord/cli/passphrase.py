"""Asking for a passphrase: from a file, or from the person at the terminal."""

import getpass
import sys
from pathlib import Path

from accord.cli.errors import Misuse
from accord.cli.files import read

SHORTEST = 8


def ask(file: Path | None) -> str:
    """The passphrase of a key that is there already."""
    return _from_file(file) if file else _typed("Passphrase: ")


def ask_new(file: Path | None) -> str:
    """The passphrase for a new key: long enough, and typed the same twice."""
    chosen = _from_file(file) if file else _typed("New passphrase: ")
    if len(chosen) < SHORTEST:
        raise Misuse(f"A passphrase has at least {SHORTEST} characters.")
    if file is None and _typed("The same again: ") != chosen:
        raise Misuse("The two are not the same. No key was made.")
    return chosen


def _from_file(file: Path) -> str:
    try:
        return read(file, 4096).decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Misuse(f"{file} does not hold text.") from error


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Misuse(
            "There is no terminal to ask for the passphrase at. Name a file that holds "
            "it with --passphrase-file."
        )
    return getpass.getpass(prompt)
