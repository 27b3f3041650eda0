"""`accord host copies`: whose copies confirm records, as the members' next list.

It names the keys of members' copies, and whether these or the host alone make records
final. The members sign the same file, each with its stamp, and each new copy with its
own key, which shows that somebody holds it; `accord host take` records the files.
"""

import argparse
import secrets

from accord.charter.rosters import next_terms
from accord.cli import installation
from accord.cli.errors import GOOD, Misuse
from accord.cli.files import write_new
from accord.cli.output import answer
from accord.core.acts import actfile
from accord.core.acts.act import Act, build, parse_act
from accord.core.acts.charter import Roster, Terms
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.core.acts.fields import handle, key
from accord.core.rules.charter import roster_requirement
from accord.core.rules.quorum import needed, replica_keys
from accord.core.rules.state import Moment, State
from accord.core.rules.table import RULES
from accord.ledger import clock
from accord.ledger.cache import reading

GONE = "none"


def new(args: argparse.Namespace) -> int:
    """Writes the act file that the members and the new copies sign."""
    installation.require()
    if args.out.exists():
        raise Misuse(f"{args.out} is there already; nothing is overwritten.")
    copies = dict(_copy(one) for one in args.copy)
    with reading() as state:
        if args.by not in state.in_force().members:
            raise Misuse(f"{args.by} is not a member of the coalition.")
        act = _proposal(args.by, copies, args.finality, state)
        stamps, terms = _stamps(act, state), _terms(act)
        fresh = sorted(set(replica_keys(terms)) & set(copies))
    write_new(args.out, actfile.write(actfile.of(Envelope(act.payload, ()), {})))
    quorum = needed(terms)
    final = (
        f"{quorum} of {len(replica_keys(terms))} copies make a record final"
        if quorum
        else "the host alone makes a record final"
    )
    document = {
        "file": str(args.out),
        "act": act.id,
        "stamps": stamps,
        "copies": fresh,
        "quorum": quorum,
    }
    lines = [
        f"Wrote {args.out}: {final}.",
        f"  It needs the stamps of {stamps} members, {args.by} among them. Each signs "
        "it offline:",
        f"    accord act sign {args.out} --key STAMP.key.json",
    ]
    if fresh:
        lines.append(f"  and so does each new copy, with its key: {', '.join(fresh)}.")
    lines.append("  Then, here, with all the files: accord host take FILE...")
    answer(args.json, document, lines)
    return GOOD


def _copy(written: str) -> tuple[str, str | None]:
    member, _, public = written.partition("=")
    try:
        handle(member, "--copy")
        return member, None if public == GONE else key(public, "--copy")
    except AccordError as error:
        raise Misuse(f"{error} It is HANDLE=KEY, or HANDLE={GONE}.") from error


def _proposal(
    by: str, copies: dict[str, str | None], finality: str | None, state: State
) -> Act:
    """The act, which the rules allow; raises Refused when they do not."""
    body = next_terms(state, copies=copies, finality=finality)
    now = clock.text()
    payload = build(
        Roster.KIND,
        by,
        now,
        secrets.token_hex(16),
        body,
        coalition=state.coalition,
        after={"size": state.size, "root": state.tree.root().hex()},
        roster=state.in_force().id,
    )
    act = parse_act(payload)
    moment = Moment(state.size, max(state.time, now))
    RULES[act.kind].check(act, act.body, state, moment)
    return act


def _terms(act: Act) -> Terms:
    if not isinstance(act.body, Roster):
        raise TypeError("this is not a list of members")
    return act.body.terms


def _stamps(act: Act, state: State) -> int:
    groups = roster_requirement(act, _terms(act), state.in_force()).groups
    return max(group.need for group in groups)
