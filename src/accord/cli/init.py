"""`accord init`: a new hub on this machine, up to the link of its founding room."""

import argparse
import shlex
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from accord.charter import rooms
from accord.cli import installation
from accord.cli.errors import GOOD, Misuse
from accord.cli.output import answer
from accord.web import secret


def run(args: argparse.Namespace) -> int:
    """Makes the directory, the keys, the tables and the founding room."""
    if installation.exists():
        raise Misuse(
            f"There is an installation in {installation.directory()} already, and "
            "nothing is overwritten. Choose another directory with --data-dir."
        )
    link = set_up()
    document = {
        "data_dir": str(installation.directory()),
        "url": settings.ORIGIN,
        "link": link,
    }
    answer(args.json, document, _lines(link, _serve(args.data_dir)))
    return GOOD


def set_up() -> str:
    """Sets the installation up; returns the link of the founding room."""
    installation.make_directory()
    secret.secret_key(installation.directory())
    installation.migrate()
    return rooms.link(rooms.create(urlsplit(settings.ORIGIN).netloc))


def _serve(named: Path | None) -> str:
    """The command that serves it: with the directory, if it was named here."""
    if named is None:
        return "accord serve"
    return f"accord serve --data-dir {shlex.quote(str(named))}"


def _lines(link: str, serve: str) -> list[str]:
    return [
        f"Made a hub in {installation.directory()}",
        "",
        "Start it:",
        f"  {serve}",
        "",
        "Then open the founding room. Who has this link is its first founder:",
        f"  {link}",
        *_local(),
    ]


def _local() -> list[str]:
    if settings.ORIGIN.startswith("https://"):
        return []
    return [
        "",
        "The address is this machine's own. For a hub that others reach, set "
        "ACCORD_URL",
        "to its https address before `accord init` and `accord serve`: "
        "docs/operating.md",
    ]
