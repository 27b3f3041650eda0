"""`accord demo`: the story of a first coalition, built and served on this machine."""

import argparse
import time

from django.conf import settings

from accord.cli import installation
from accord.cli.demo import copies
from accord.cli.demo.telling import tell, write_bundles
from accord.cli.errors import GOOD
from accord.cli.output import answer, progress, say
from accord.cli.serve import serve
from accord.ledger import clock, queries
from accord.ledger.cache import reading

THREADS = 8


def run(args: argparse.Namespace) -> int:
    """Builds the story; serves it unless told not to."""
    document = build(args.copies)
    if args.no_serve:
        answer(args.json, document, [str(document["coalition"])])
        return GOOD
    say("", f"  {settings.ORIGIN}/demo/", "", "Open this link. Ctrl+C ends it.")
    processes = copies.start(str(document["coalition"])) if args.copies else []
    try:
        serve(settings.ENVIRONMENT.listen, THREADS)
    finally:
        copies.stop(processes)
    return GOOD


def build(with_copies: bool = False) -> dict[str, object]:
    """Tells the story and writes the proof files; returns what there is now.

    With `with_copies` the members have decided that their copies confirm.
    """
    started = time.perf_counter()
    progress("Five weeks of a coalition, with real keys ...")
    tell(clock.now(), copies.scenes if with_copies else None)
    bundles = write_bundles(installation.directory() / "bundles")
    head = queries.head()
    with reading() as state:
        acts = len(state.acts)
    took = time.perf_counter() - started
    progress(
        f"{head.size if head else 0} records, {acts} acts, {len(bundles)} proof files, "
        f"in {took:.1f} s: {installation.directory()}"
    )
    return {
        "coalition": head.coalition if head else "",
        "dir": str(installation.directory()),
        "records": head.size if head else 0,
        "bundles": [str(one) for one in bundles],
    }
