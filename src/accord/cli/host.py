"""`accord host`: go on with another host's key, chosen by the members' stamps.

For a hub whose log is behind what was confirmed, or whose key was lost or stolen. The
members sign a list of members that is the same but for the host: a higher number, a
new key, and the records it builds upon. They sign the same file, each with its stamp,
without a network; the files come back and are recorded together.
"""

import argparse
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from accord.charter.rosters import next_terms
from accord.cli import installation
from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.files import read, write_new
from accord.cli.output import answer
from accord.core.acts import actfile
from accord.core.acts.act import Act, build
from accord.core.acts.actfile import ActFile
from accord.core.acts.charter import Head, Hub, Roster
from accord.core.acts.envelope import Envelope, Signature
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.charter import roster_requirement
from accord.core.rules.fold import is_gathered
from accord.core.rules.state import State
from accord.ledger import acknowledged, clock, hubkey
from accord.ledger.acknowledged import SetBack
from accord.ledger.cache import reading
from accord.sequencer.append import append
from accord.sequencer.posts import make_post


def new(args: argparse.Namespace) -> int:
    """Makes the key and writes the act file that every member signs."""
    installation.require()
    if args.out.exists():
        raise Misuse(f"{args.out} is there already; nothing is overwritten.")
    with reading() as state:
        if args.by not in state.in_force().members:
            raise Misuse(f"{args.by} is not a member of the coalition.")
        file = _proposal(args.by, state)
        act = file.act
        needed = _needed(act, state)
    write_new(args.out, actfile.write(file))
    document = {"file": str(args.out), "act": act.id, "needed": needed}
    answer(
        args.json,
        document,
        [
            f"Wrote {args.out}: the same members, with a new host's key.",
            f"  It needs the stamps of {needed} members. Each signs a copy, offline:",
            f"    accord act sign {args.out} --key STAMP.key.json",
            "  or with the page accord-sign.html. Then, here, with all the files:",
            "    accord host take FILE...",
            "  Until then nothing is recorded here.",
        ],
    )
    return GOOD


def _proposal(by: str, state: State) -> ActFile:
    """The act with the new host's own signature; its key is kept here."""
    public = hubkey.create()
    head = Head(state.size, state.tree.root().hex())
    # Above every epoch that anybody may have seen, also after what was lost.
    epoch = max(state.in_force().terms.hub.epoch, _seen()) + 1
    payload = build(
        Roster.KIND,
        by,
        clock.text(),
        secrets.token_hex(16),
        next_terms(state, hub=Hub(epoch, public, head)),
        coalition=state.coalition,
        after={"size": head.size, "root": head.root},
        roster=state.in_force().id,
    )
    signature = hubkey.sign(public, payload)
    return actfile.of(Envelope(payload, (signature,) if signature else ()), {})


def _seen() -> int:
    mark = acknowledged.read()
    return mark.epoch if mark else 0


def _needed(act: Act, state: State) -> int:
    if not isinstance(act.body, Roster):
        raise TypeError("this is not a list of members")
    groups = roster_requirement(act, act.body.terms, state.in_force()).groups
    return max(group.need for group in groups)


def take(args: argparse.Namespace) -> int:
    """Records the act with the signatures of all the files."""
    installation.require()
    files = [_load(path) for path in args.files]
    acts = {file.act.id: file.act for file in files}
    if len(acts) != 1:
        raise Misuse("These files are not all of the same act.")
    ((act_id, act),) = acts.items()
    signatures = {one.keyid: one for file in files for one in file.signatures}
    ordered = _ordered(act, signatures)
    (outcome,) = append([make_post([Envelope(act.payload, ordered)], [])])
    if isinstance(outcome, AccordError):
        raise _whose_fault(outcome, args.files, files)
    with reading() as state:
        epoch, size = state.in_force().terms.hub.epoch, state.size
        done = state.in_force().id == act_id
        changed = bool(state.hubs) and state.hubs[-1].act == act_id
    document = {"act": act_id, "epoch": epoch, "records": size, "in_force": done}
    answer(args.json, document, _taken(done, changed, epoch, size))
    return GOOD if done else NO


def _whose_fault(
    reason: AccordError, paths: Sequence[Path], files: Sequence[ActFile]
) -> AccordError:
    """The refusal; with the file whose key has no part in the decision, if one is."""
    wanted = _asked_for(files[0].act)
    for path, file in zip(paths, files, strict=True):
        for one in file.signatures:
            if one.keyid not in wanted:
                return Refused(
                    "{path} is signed by the key {key}, which has no part in this "
                    "decision. Members sign it with their stamps.",
                    path=str(path),
                    key=one.keyid[:16],
                )
    return reason


def _asked_for(act: Act) -> set[str]:
    """The ids of all keys that a new list of members asks for."""
    if not isinstance(act.body, Roster):
        raise TypeError("this is not a list of members")
    with reading() as state:
        asked = roster_requirement(act, act.body.terms, state.in_force())
    return {key for group in asked.groups for key in group.keys} | set(asked.keys)


def _ordered(act: Act, signatures: Mapping[str, Signature]) -> tuple[Signature, ...]:
    """As they are recorded: by keyid, but an ordinary list's proposer comes first."""
    with reading() as state:
        if is_gathered(act, state):
            first: set[str] = set()
        else:
            known = {one: state.keys[one] for one in signatures if one in state.keys}
            first = {one for one, key in known.items() if key.member == act.by}
    return tuple(
        signatures[keyid]
        for keyid in sorted(signatures, key=lambda one: (one not in first, one))
    )


def _taken(done: bool, changed: bool, epoch: int, size: int) -> list[str]:
    if not done:
        return ["Recorded, and not complete: more of the members have to sign."]
    if not changed:
        return [f"Recorded: the list of members is in force, after {size} records."]
    return [
        f"Recorded: this is host number {epoch} now, with {size} records.",
        "  Start it: accord serve",
        "  Records after those that this host has are lost; devices send again what "
        "they still keep.",
    ]


def _load(path: Path) -> ActFile:
    try:
        found = actfile.read(read(path, actfile.LIMITS.size))
    except AccordError as error:
        raise Misuse(f"{path} is not an act file that can be used: {error}") from error
    if not isinstance(found.act.body, Roster):
        raise Misuse(f"{path} is not a list of members.")
    return found


def why_behind() -> SetBack | None:
    """Why this installation takes no records, or None."""
    try:
        with reading() as state:
            acknowledged.check(state)
    except SetBack as reason:
        return reason
    return None
