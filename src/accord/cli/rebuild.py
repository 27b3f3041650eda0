"""`accord rebuild`: the tables of this version, built anew from the log."""

import argparse

from accord.cli import installation
from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.output import answer, say
from accord.ledger.cache import Damaged
from accord.sequencer.rebuild import rebuild


def run(args: argparse.Namespace) -> int:
    """Brings the database up to this version and rebuilds what pages read."""
    if not installation.exists():
        raise Misuse(
            f"There is no installation in {installation.directory()}. `accord init` "
            "makes one; --data-dir names another directory."
        )
    installation.migrate()
    try:
        records = rebuild()
    except Damaged as error:
        say(f"{error} Nothing was changed. Which record it is: accord log verify")
        return NO
    answer(
        args.json, {"records": records}, [f"Rebuilt the tables from {records} records."]
    )
    return GOOD
