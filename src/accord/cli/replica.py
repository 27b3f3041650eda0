"""`accord replica`: a member's own copy of the log, followed, checked and confirmed."""

import argparse
import os
import shlex
import signal
import sys
import threading
from pathlib import Path

from django.conf import settings

from accord.cli import files, installation, keyfiles, replica_words, serve
from accord.cli.errors import GOOD, NO, UNREACHABLE, Misuse, Unreachable
from accord.cli.output import answer, progress, say
from accord.core.acts import fields, times
from accord.core.acts.errors import Malformed, Refused
from accord.core.tlog import proof
from accord.ledger import clock, hubkey, queries
from accord.replica import (
    background,
    entering,
    key,
    lock,
    once,
    onward,
    promotion,
    record,
    voting,
)
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.once import Pass
from accord.replica.signatures import Signatures
from accord.replica.source import Source, is_origin
from accord.replica.status import look
from accord.web import secret

THREADS = 4
CODES = {"good": GOOD, "wrong": NO, "unreachable": UNREACHABLE, "busy": NO}


def follow(args: argparse.Namespace) -> int:
    """Follows a host; with `--once` until the copy is up to date."""
    row = _set_up(args)
    seed = key.find(row.key)
    if seed is None:
        raise Misuse(f"The key of this copy, {key.path(row.key)}, is not there.")
    if args.listen is not None and not args.once:
        # It follows in the background of what it serves.
        serve.serve(args.listen, THREADS)
        return GOOD
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


def _set_up(args: argparse.Namespace) -> Following:
    """The row of this copy, made the first time; raises Misuse."""
    there = installation.exists() and not installation.half_made()
    if there:
        installation.require()
    row = record.following() if there else None
    if row is None:
        _check_new(args)
        installation.make_directory()
        secret.secret_key(installation.directory())
        installation.migrate()
    public = _key(args, row)
    member = args.member or (row.member if row else "")
    row = record.begin(_url(args, row), member, public, _trust(args, row))
    record.set_peers(dict.fromkeys(map(_origin, args.peer), ""))
    return row


def _has_records() -> bool:
    made = installation.exists() and not installation.half_made()
    return made and queries.head() is not None


def _check_new(args: argparse.Namespace) -> None:
    # Tables alone are a first start that was killed.
    hub = any(hubkey.directory().glob("hub-*.key.json"))
    if hub or (_has_records()):
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
        return _origin(args.url)
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


def _origin(url: str) -> str:
    if not is_origin(url.rstrip("/")):
        raise Misuse(f"{url} is not an address like https://hub.example.")
    return url.rstrip("/")


def _key(args: argparse.Namespace, row: Following | None) -> str:
    if args.key is not None:
        found = keyfiles.load(args.key)
        if found.purpose not in ("replica", "desk"):
            raise Misuse(
                f"{args.key} is a {found.purpose} key. A copy has a replica key "
                "(accord key new FILE --purpose replica)."
            )
        return key.put(found.open(args.passphrase_file))
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
    stopped = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopped.set())
    progress(f"Following {follower.source.url}; Ctrl+C stops it.")
    follower.tell = _bar if sys.stderr.isatty() else _lines
    said = [""]

    def tell(outcome: str, sentence: str) -> None:
        if sentence != said[0]:
            progress(replica_words.visible(sentence))
            said[0] = sentence

    background.keep_following(follower, every, stopped, once.PATIENCE_SECONDS, tell)
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


def promote(args: argparse.Namespace) -> int:
    """Makes this copy the coalition's host."""
    row = _copy()
    record.set_peers(dict.fromkeys(map(_origin, args.peer), ""))
    if not args.even_so:
        try:
            voting.check_willing(row)
        except Refused as error:
            raise Misuse(f"{error} To go on all the same: --even-so") from error
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(replica_words.visible(sentence))
        progress(f"  {told[-1]}")

    try:
        with lock.moving(once.PATIENCE_SECONDS):
            epoch = promotion.promote(row, settings.ORIGIN, tell)
    except Dishonest as trick:
        once.keep_evidence(trick)
        raise Refused(str(trick)) from trick
    except (Unanswered, lock.Taken) as error:
        raise Unreachable(str(error)) from error
    document = {"good": True, "epoch": epoch, "address": settings.ORIGIN, "told": told}
    answer(args.json, document, _promoted(epoch, args.data_dir))
    return GOOD


def _promoted(epoch: int, named: Path | None) -> list[str]:
    where = f" --data-dir {shlex.quote(str(named))}" if named else ""
    return [
        f"This installation is the coalition's host now, number {epoch}, at "
        f"{settings.ORIGIN}.",
        "The other members' copies find it by themselves and confirm what it saves.",
        "If it is not served already:",
        f"  accord serve{where}",
    ]


def agree(args: argparse.Namespace) -> int:
    """Lets this copy sign for another host for a while, though its own answers."""
    _copy()
    until = times.shift(clock.text(), minutes=args.minutes)
    record.agree(until)
    answer(
        args.json,
        {"until": until},
        [f"Until {until} this copy signs for another host, if members ask for one."],
    )
    return GOOD


def compare(args: argparse.Namespace) -> int:
    """Compares a receipt that the host gave somebody with this copy."""
    _copy()
    try:
        text = files.read(args.file, proof.MAX_TEXT).decode()
        size = onward.compare_receipt(text)
    except UnicodeDecodeError as error:
        raise Misuse(f"{args.file} does not hold text.") from error
    except Dishonest as trick:
        once.keep_evidence(trick)
        record.trouble(str(trick), trick.kind)
        answer(args.json, {"fits": False, "reason": str(trick)}, [str(trick)])
        return NO
    words = f"It fits: this copy holds the same {size} records."
    answer(args.json, {"fits": True, "records": size}, [words])
    return GOOD


def link(args: argparse.Namespace) -> int:
    """Prints a link that lets a person of this copy's member in, to read."""
    row = _copy()
    found = entering.link(row.member, args.person)
    answer(
        args.json,
        {"link": found},
        [f"Within {entering.MINUTES} minutes, once:", f"  {found}"],
    )
    return GOOD


def _copy() -> Following:
    installation.require()
    row = record.following()
    if row is None:
        raise Misuse(f"{Path(settings.DATA_DIR)} is a hub, and no member's copy.")
    return row


def status(args: argparse.Namespace) -> int:
    """Says how far the copy is, how confirmed, and what is wrong."""
    row = _copy()
    found = look(row, ask=True)
    if args.json:
        answer(True, found.document(), [])
    else:
        say(*replica_words.lines(found))
    if found.evidence or (found.trouble and found.reachable):
        return NO
    return GOOD if found.reachable else UNREACHABLE
