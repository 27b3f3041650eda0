"""How the arguments of a command are written down: command, noun, common options."""

import argparse
from pathlib import Path
from typing import TypeAlias

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(
    parsers: Subparsers, name: str, summary: str, *examples: str, command: str = ""
) -> argparse.ArgumentParser:
    """A command with its examples; `command` is how main.py calls it."""
    made = parsers.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {one}" for one in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(command=command or name)
    return made


def noun(parsers: Subparsers, name: str, summary: str) -> Subparsers:
    """A noun, for the verbs that come behind it."""
    made = parsers.add_parser(name, help=summary, description=summary + ".")
    return made.add_subparsers(metavar="command", required=True)


def json(made: argparse.ArgumentParser) -> None:
    """The option --json."""
    made.add_argument("--json", action="store_true", help="print one JSON object")


def data_dir(made: argparse.ArgumentParser) -> None:
    """The option --data-dir."""
    made.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="the installation's data directory, instead of ACCORD_DATA_DIR",
    )


def passphrase(made: argparse.ArgumentParser) -> None:
    """The option --passphrase-file."""
    made.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="take the passphrase from this file instead of asking",
    )


def positive(written: str) -> int:
    """A whole number from 1 to 1024."""
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= 1024):
        raise argparse.ArgumentTypeError("a whole number from 1 to 1024 is expected")
    return int(written)
