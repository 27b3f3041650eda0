"""The last step of checking a bundle: what the standing says of the act."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.voice import Lined
from accord.core.bundle.form import Bundle, Place
from accord.core.rules.standing import (
    AGREED,
    HELD,
    RETRACTED,
    First,
    Line,
    parse_first_line,
    parse_line,
)
from accord.core.rules.voice import public_from
from accord.core.tlog.merkle import leaf_hash, verify_inclusion
from accord.core.tlog.note import Checkpoint


def check_standing(
    bundle: Bundle, checkpoint: Checkpoint, act: Act, words: Lined, first: First
) -> Line:
    """The act's line; raises Malformed, and Refused when something does not fit."""
    said = parse_first_line(bundle.roster.line)
    if said.roster != first.roster:
        raise Refused("The last list of members is missing, or there is one too many.")
    if said != first:
        raise Refused(
            "A change of the declaration or the coalition's end is missing, or there "
            "is one too many."
        )
    line = parse_line(bundle.line.line)
    if (line.act, line.kind) != (act.id, act.kind):
        raise Refused("The line of the standing is another act's.")
    for place in (bundle.roster, bundle.line):
        _check_place(place, checkpoint)
    _check_line(line, bundle, checkpoint, words)
    return line


def _check_place(place: Place, checkpoint: Checkpoint) -> None:
    hashed = leaf_hash(place.line.encode())
    size, root = checkpoint.standing_size, checkpoint.standing_root
    if not verify_inclusion(hashed, place.index, size, place.hashes, root):
        raise Refused("A line of the standing is not in the checkpoint.")


def _check_line(
    line: Line, bundle: Bundle, checkpoint: Checkpoint, words: Lined
) -> None:
    """The state, its time and its place in the log fit the effect of the act."""
    first, public = bundle.proof.index, public_from(words, bundle.leaf.time)
    started = line.index == first
    fits = {
        AGREED: line.time == public and (started or line.index > first),
        HELD: line.time < public and line.index > first,
        RETRACTED: line.index > first,
    }.get(line.state, line.index > first)
    recorded = line.state not in (HELD, RETRACTED) or line.time <= checkpoint.time
    if not (
        fits
        and recorded
        and bundle.leaf.time <= min(line.time, checkpoint.time)
        and line.index < checkpoint.size
    ):
        raise Refused("The line of the standing does not fit the act.")
