"""`accord replica follow --listen`: a copy that is served, and follows meanwhile."""

import argparse

from accord.cli import following, serve
from accord.cli.errors import GOOD

THREADS = 4


def run(args: argparse.Namespace) -> int:
    """Serves the copy; it follows in the background of what it serves."""
    following.set_up(args)
    serve.serve(args.listen, THREADS)
    return GOOD
