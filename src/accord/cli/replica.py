"""`accord replica`: what a member's own copy of the log can be told and asked."""

import argparse
import shlex
from pathlib import Path

from django.conf import settings

from accord.cli import files, installation, replica_words
from accord.cli.errors import GOOD, NO, UNREACHABLE, Misuse, Unreachable
from accord.cli.output import answer, progress, say
from accord.core.acts import times
from accord.core.acts.errors import Refused
from accord.core.tlog import proof
from accord.ledger import clock
from accord.replica import entering, lock, once, onward, promotion, record, voting
from accord.replica.dishonest import Dishonest
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.source import is_origin
from accord.replica.status import look


def promote(args: argparse.Namespace) -> int:
    """Makes this copy the coalition's host."""
    row = _copy()
    record.set_peers(dict.fromkeys(map(origin, args.peer), ""))
    if not args.even_so:
        try:
            voting.check_willing(row)
        except Refused as error:
            words = f"{error}. To promote this copy all the same: --even-so"
            raise Misuse(words) from error
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


def origin(url: str) -> str:
    """The address as it is kept; raises Misuse for anything but a host's."""
    if not is_origin(url.rstrip("/")):
        raise Misuse(f"{url} is not an address like https://hub.example.")
    return url.rstrip("/")


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
