"""`accord erase-blob`: contents of an act are erased for good, everywhere."""

import argparse

from accord.cli import acting, installation
from accord.cli.errors import GOOD, Misuse
from accord.cli.output import answer
from accord.core.acts.content import Erase
from accord.ledger import queries


def run(args: argparse.Namespace) -> int:
    """Signs and records the erasure; says whether it is complete."""
    installation.require()
    row = queries.act_by_prefix(args.act)
    if row is None:
        raise Misuse(f"There is no record {args.act} here, or more than one.")
    names = sorted(set(args.contents)) or sorted(row.parsed.blobs)
    if not names:
        raise Misuse("This record has no contents.")
    body = {"act": row.id, "contents": names}
    envelope = acting.make(Erase.KIND, body, args.key, args.passphrase_file)
    state = acting.record(envelope, args.url)
    lines = [f"Erased for good: {', '.join(names)} of {row.kind} {row.id[:16]}"]
    if state != "effect":
        lines = [
            "Signed, and not erased yet: others who signed that record have to agree. "
            "They sign this decision on their desks.",
        ]
    answer(args.json, {"act": row.id, "contents": names, "state": state}, lines)
    return GOOD
