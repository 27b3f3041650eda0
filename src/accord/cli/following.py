"""`accord replica follow`: makes a member's copy of the log and keeps it up to date."""

import argparse
import os
import signal
import sys

from accord.cli import installation, keyfiles, replica_words
from accord.cli.errors import GOOD, NO, UNREACHABLE, Misuse
from accord.cli.output import answer, progress
from accord.cli.replica import origin
from accord.core.acts import fields
from accord.core.acts.errors import Malformed
from accord.ledger import hubkey, queries
from accord.replica import background, key, once, record
from accord.replica.follow import Follower
from accord.replica.models import Following
from accord.replica.once import Pass
from accord.replica.rest import Rest
from accord.replica.signatures import Signatures
from accord.replica.source import Source
from accord.web import secret

CODES = {"good": GOOD, "wrong": NO, "unreachable": UNREACHABLE, "busy": NO}


def follow(args: argparse.Namespace) -> int:
    """Follows a host; with `--once` until the copy is up to date."""
    row, seed = set_up(args)
    source = Source(row.url, seed, row.coalition)
    workers = args.workers or os.cpu_count() or 1
    with Signatures(workers) as signatures, Follower(source, signatures) as follower:
        follower.accept_loss = args.accept_loss
        if not args.once:
            return _keep_following(follower, args.every)
        follower.tell = _bar if sys.stderr.isatty() else follower.tell
        done = once.once(follower, again=True)
    answer(args.json, _document(done), [_sentence(done)])
    return CODES[done.outcome]


def set_up(args: argparse.Namespace) -> tuple[Following, bytes]:
    """The row of this copy, made the first time, and its key's seed; raises Misuse."""
    row = _row(args)
    seed = key.find(row.key)
    if seed is None:
        raise Misuse(f"The key of this copy, {key.path(row.key)}, is not there.")
    return row, seed


def _row(args: argparse.Namespace) -> Following:
    if there := _is_there():
        installation.require()
    row = record.following() if there else None
    if row is None:
        _check_new(args)
    # Before anything is made: a key that was shown is handed on by its operator.
    url, trust, given = _url(args, row), _trust(args, row), _given_key(args)
    peers = dict.fromkeys(map(origin, args.peer), "")
    if row is None:
        installation.make_directory()
        secret.secret_key(installation.directory())
        installation.migrate()
    public = _key(args, row, given)
    row = record.begin(url, args.member or (row.member if row else ""), public, trust)
    record.set_peers(peers)
    return row


def _is_there() -> bool:
    return installation.exists() and not installation.half_made()


def _check_new(args: argparse.Namespace) -> None:
    # Tables alone are a first start that was killed.
    hub = any(hubkey.directory().glob("hub-*.key.json"))
    if hub or (_is_there() and queries.head() is not None):
        raise Misuse(
            f"{installation.directory()} holds a hub, not a copy. Name another "
            "directory with --dir."
        )
    if not args.url or not args.member:
        raise Misuse(
            "A new copy needs the host's address and the member: accord replica "
            "follow https://hub.example --member HANDLE"
        )
    try:
        fields.handle(args.member, "--member")
    except Malformed as error:
        raise Misuse(str(error)) from error


def _url(args: argparse.Namespace, row: Following | None) -> str:
    if args.url:
        return origin(args.url)
    if row is None:
        raise Misuse("Which host? accord replica follow https://hub.example")
    return row.url


def _trust(args: argparse.Namespace, row: Following | None) -> str:
    """The coalition whose log it has to be; empty takes the first that comes."""
    if args.trust is None:
        return ""
    try:
        trust = fields.digest("".join(args.trust.split()).lower(), "--trust")
    except Malformed as error:
        raise Misuse(f"{error} It is the coalition's id.") from error
    if row is not None and row.coalition not in ("", trust):
        raise Misuse(f"This is a copy of another coalition's log, {row.coalition}.")
    return trust


def _given_key(args: argparse.Namespace) -> bytes | None:
    """The seed in the key file that is named, if one is; raises Misuse."""
    if args.key is None:
        return None
    found = keyfiles.load(args.key)
    if found.purpose not in ("replica", "desk"):
        raise Misuse(
            f"{args.key} is a {found.purpose} key. A copy has a replica key "
            "(accord key new FILE --purpose replica)."
        )
    return found.open(args.passphrase_file)


def _key(args: argparse.Namespace, row: Following | None, given: bytes | None) -> str:
    if given is not None:
        return key.put(given)
    if row is not None:
        return row.key
    public = key.create()
    progress(
        "Made this copy's key. The members have to add it to their list, as the key "
        f"of {args.member}'s copy:\n  {public}"
    )
    return public


def _keep_following(follower: Follower, every: float) -> int:
    """Until a signal asks for the end; later and later while something is wrong."""
    rest = Rest()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: rest.stop())
    progress(f"Following {follower.source.url}; Ctrl+C stops it.")
    follower.tell = _bar if sys.stderr.isatty() else _lines
    said = [""]

    def tell(outcome: str, sentence: str) -> None:
        if sentence != said[0]:
            progress(replica_words.visible(sentence))
            said[0] = sentence

    background.keep_following(follower, every, rest, once.PATIENCE_SECONDS, tell)
    return GOOD


def _bar(done: int, whole: int) -> None:
    print(f"\r{done} of {whole} records", end="", file=sys.stderr, flush=True)
    if done == whole:
        print(file=sys.stderr)


def _lines(done: int, whole: int) -> None:
    if whole - done or whole > 4096:
        progress(f"{done} of {whole} records")


def _sentence(done: Pass) -> str:
    if done.outcome == "good":
        return f"{done.size} records, all checked."
    return replica_words.visible(done.sentence)


def _document(done: Pass) -> dict[str, object]:
    document: dict[str, object] = {
        "good": done.outcome == "good",
        "outcome": done.outcome,
        "records": done.size,
    }
    return document | ({"reason": done.sentence} if done.sentence else {})
