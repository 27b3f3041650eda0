"""`accord act send` and `accord act outbox`: signed acts, on their way until final."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

from accord.cli import hubs, outbox
from accord.cli.errors import GOOD, NO, UNREACHABLE, Misuse, Unreachable
from accord.cli.files import read
from accord.cli.hubs import Hub, Known, Problem
from accord.cli.outbox import Entry, Outbox, Saved
from accord.cli.output import answer, progress
from accord.core.acts import actfile
from accord.core.acts.actfile import ActFile
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Leaf
from accord.core.acts.errors import AccordError
from accord.replica.http import Unanswered

WORDS = {
    "waits": "waits here and goes out with: accord act outbox",
    "saved": "saved by the host; kept here until members' copies confirm it",
    "refused": "refused",
    "final": "final",
}


def send(args: argparse.Namespace) -> int:
    """Sends one signed act; without an answer it stays in the outbox."""
    box = Outbox(directory(args.outbox))
    file = _load(args.file)
    known = box.known(file.act.coalition or "")
    url = (args.hub or next(iter(known.addresses), "")).rstrip("/")
    if not url:
        raise Misuse("Name the hub's address the first time: --hub https://hub.example")
    entry = box.add(file)
    states = _deliver(box, entry.coalition, url)
    state, reason = states.get(entry.path, ("waits", ""))
    if state == "refused":
        # Said at once; there is nothing left to wait for.
        box.drop(entry)
    told = f"{file.act.kind} {file.act.id[:16]}: {WORDS[state]}"
    lines = [f"{told}: {reason}" if state == "refused" else told]
    document = {"act": file.act.id, "state": state, "reason": reason}
    answer(args.json, document, lines)
    return {"refused": NO, "waits": UNREACHABLE}.get(state, GOOD)


def resend(args: argparse.Namespace) -> int:
    """Sends again all that waits, and says how it stands with everything kept."""
    box = Outbox(directory(args.outbox))
    before = box.entries()
    states: dict[Path, tuple[str, str]] = {}
    for coalition in outbox.coalitions(before):
        states |= _deliver(box, coalition, (args.hub or "").rstrip("/"))
    if args.drop_refused:
        for one in box.entries():
            if one.refused is not None:
                box.drop(one)
    told = [
        (one, *states.get(one.path, (one.state, one.refused or ""))) for one in before
    ]
    document = {
        "entries": [
            {"act": one.file.act.id, "state": state, "reason": reason}
            for one, state, reason in told
        ]
    }
    lines = [
        f"{one.file.act.kind} {one.file.act.id[:16]}: {WORDS[state]}"
        + (f": {reason}" if reason else "")
        for one, state, reason in told
    ]
    answer(args.json, document, lines or ["Nothing waits here."])
    found = {state for _, state, _ in told}
    return UNREACHABLE if "waits" in found else NO if "refused" in found else GOOD


def directory(given: Path | None) -> Path:
    """Where the outbox is: what was given, or in the person's own data directory."""
    if given is not None:
        return given
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "accord-outbox"


def _load(path: Path) -> ActFile:
    data = read(path, actfile.LIMITS.size)
    try:
        file = actfile.read(data)
    except AccordError as error:
        raise Misuse(f"{path} is not an act file that can be used: {error}") from error
    if not file.signatures:
        raise Misuse(f"{path} is not signed yet. First: accord act sign")
    if file.act.coalition is None:
        raise Misuse("A founding is handed in to its founding room, signed by all.")
    return file


def _deliver(box: Outbox, coalition: str, url: str) -> dict[Path, tuple[str, str]]:
    """Sends what waits for one coalition; path -> (state, reason) of every entry.

    What was saved and is not confirmed yet may be with a host that is none any more:
    then every address that was heard of is asked.
    """
    entries = [one for one in box.entries() if one.coalition == coalition]
    known = box.known(coalition)
    stale = any(one.saved for one in entries)
    start = url or next(iter(known.addresses), "")
    try:
        hub = hubs.find(start, known, everywhere=stale)
    except Unreachable as error:
        progress(str(error))
        return {one.path: (one.state, one.refused or "") for one in entries}
    box.learn(hub.known)
    found = {}
    try:
        for one in entries:
            found[one.path] = _advance(box, hub, one)
            box.learn(hub.known)
    finally:
        hub.close()
    return found


def _advance(box: Outbox, hub: Hub, entry: Entry) -> tuple[str, str]:
    """Takes one entry as far as it goes now; returns its state and a reason."""
    if entry.refused is not None:
        return "refused", entry.refused
    if entry.saved is not None and entry.saved.epoch != hub.known.epoch:
        entry = replace(entry, saved=None)
    if entry.saved is None:
        try:
            entry = replace(entry, saved=_post_twice(hub, entry))
        except Problem as problem:
            if problem.passing:
                return "waits", str(problem)
            box.put(outbox.refused(entry, str(problem)))
            return "refused", str(problem)
        except (Unanswered, AccordError) as error:
            progress(str(error))
            return "waits", str(error)
    if _is_final(hub, hub.known, entry.saved):
        box.drop(entry)
        return "final", ""
    box.put(entry)
    return "saved", ""


def _post_twice(hub: Hub, entry: Entry) -> Saved:
    """Posts an entry; a refusal counts when it comes twice in the same words.

    What was garbled on the way is refused as well, and may have arrived before.
    """
    try:
        return _post(hub, entry)
    except Problem as first:
        if first.passing:
            raise
        try:
            return _post(hub, entry)
        except Problem as second:
            if str(second) == str(first):
                raise
            raise Unanswered("The answers do not agree.") from second


def _post(hub: Hub, entry: Entry) -> Saved:
    envelope = entry.file.envelope
    body = encode(
        {
            "blobs": [to_base64(one) for one in entry.file.blobs.values()],
            "envelopes": [envelope.document()],
        }
    )
    leaves = (Leaf(envelope.payload, one, "") for one in envelope.signatures)
    index = hub.post(body, leaves)
    return Saved(hub.known.epoch, index)


def _is_final(hub: Hub, known: Known, saved: Saved | None) -> bool:
    if saved is None:
        return False
    return not hub.confirming or (
        known.final is not None and known.final.size > saved.index
    )
